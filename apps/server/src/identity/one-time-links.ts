import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PASSWORD_LINK_MS, Refusal, SETUP_LINK_MS } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { hashOf, newToken } from './token';

const LASTS = { setup: SETUP_LINK_MS, password: PASSWORD_LINK_MS } as const;
export type LinkKind = keyof typeof LASTS;

/** Links that work once. Only a hash of their secret is kept; whatever is wrong with one, the answer is the same. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Makes a link; the earlier ones of the same kind and person are worth nothing any more.
   *
   * @param personId whom it is for; null for the setup
   * @returns its secret
   */
  async make(manager: EntityManager, kind: LinkKind, personId: string | null): Promise<string> {
    await this.void(manager, kind, personId);
    const token = newToken();
    const now = this.clock.now();
    await manager.query(
      `INSERT INTO one_time_links (id, kind, token_hash, person_id, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [randomUUID(), kind, hashOf(token), personId, now, new Date(now.getTime() + LASTS[kind])],
    );
    return token;
  }

  async void(manager: EntityManager, kind: LinkKind, personId: string | null): Promise<void> {
    await manager.query(
      `UPDATE one_time_links SET voided_at = $3
       WHERE kind = $1 AND person_id IS NOT DISTINCT FROM $2 AND used_at IS NULL AND voided_at IS NULL`,
      [kind, personId, this.clock.now()],
    );
  }

  /** Whom the link is for, without using it. @throws Refusal `link-expired` */
  async look(kind: LinkKind, token: string): Promise<{ personId: string | null }> {
    const rows: { personId: string | null }[] = await this.dataSource.query(
      `SELECT person_id AS "personId" FROM one_time_links
       WHERE kind = $1 AND token_hash = $2 AND used_at IS NULL AND voided_at IS NULL AND expires_at > $3`,
      [kind, hashOf(token), this.clock.now()],
    );
    const [row] = rows;
    if (row === undefined) throw new Refusal('link-expired');
    return row;
  }

  /** Uses the link up, in the caller's transaction; of two at once one waits and is refused. @throws Refusal `link-expired` */
  async use(manager: EntityManager, kind: LinkKind, token: string): Promise<void> {
    const [rows]: [unknown[], number] = await manager.query(
      `UPDATE one_time_links SET used_at = $3
       WHERE kind = $1 AND token_hash = $2 AND used_at IS NULL AND voided_at IS NULL AND expires_at > $3 RETURNING id`,
      [kind, hashOf(token), this.clock.now()],
    );
    if (rows.length === 0) throw new Refusal('link-expired');
  }
}
