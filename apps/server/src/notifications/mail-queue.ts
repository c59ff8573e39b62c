import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, type MailState, type OutboxLetter, Refusal } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { HTTP_SETTINGS, type HttpSettings } from '../platform/http/http-settings';
import { authorize } from '../rights/authorize';
import type { Letter, Mailer } from './mailer';

const OUTBOX_SHOWS = 100;
/** A line break in a subject would be a header of the writer's choice. */
const ONE_LINE = /^[^\p{Cc}\u2028\u2029]{1,200}$/u;

/** Letters that wait to be sent. Without a mail server nothing of them is kept but that there was one. */
@Injectable()
export class MailQueue implements Mailer {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(HTTP_SETTINGS) private readonly settings: HttpSettings,
  ) {}

  /** Does mail leave this installation? */
  get way(): MailState['way'] {
    if (this.settings.demonstration) return 'outbox';
    return this.settings.smtp === undefined ? 'off' : 'smtp';
  }

  async queue(manager: EntityManager, { to, subject, text, about }: Letter): Promise<void> {
    if (!ONE_LINE.test(subject)) throw new Error('The subject of a letter must be one line.');
    const now = this.clock.now();
    const kept = this.way === 'off' ? [null, null, null] : [to, subject, text];
    await manager.query(
      `INSERT INTO mails (id, queued_at, due_at, recipient_hash, recipient, subject, text, given_up_at, last_error, about)
       VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        randomUUID(),
        now,
        hashOfAddress(to),
        ...kept,
        this.way === 'off' ? now : null,
        this.way === 'off' ? 'off' : null,
        about,
      ],
    );
  }

  addressOf(path: string): string {
    return `${this.settings.allowedOrigins[0] ?? ''}${path}`;
  }

  /**
   * The letters of the demonstration that the actor would get, newest first; for an administrator also those about
   * accounts, since who is invited cannot sign in yet to read his own. A letter to somebody else about a table is not there
   * for anybody: that it was sent tells that something is going on, and its link names it.
   *
   * @throws Refusal `not-found` outside a demonstration
   */
  async outbox(actor: Actor): Promise<OutboxLetter[]> {
    authorize(actor, 'session.read', { kind: 'self' });
    if (this.way !== 'outbox') throw new Refusal('not-found');
    const rows: (Omit<OutboxLetter, 'at'> & { at: Date })[] = await this.dataSource.query(
      `SELECT id AS "letterId", queued_at AS at, recipient AS "to", subject, text FROM mails
       WHERE text IS NOT NULL AND (($3 AND about = 'account')
         OR lower(recipient) = (SELECT lower(email) FROM persons WHERE id = $2))
       ORDER BY queued_at DESC, id LIMIT $1`,
      [OUTBOX_SHOWS, actor.personId, actor.administrator],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /** How the mail goes. @throws Refusal `not-found` for who does not administer */
  async state(actor: Actor): Promise<MailState> {
    authorize(actor, 'administration.read', { kind: 'installation' });
    const rows: { waiting: number; givenUp: number; lastSentAt: Date | null }[] = await this.dataSource.query(
      `SELECT (count(*) FILTER (WHERE text IS NOT NULL))::int AS waiting,
              (count(*) FILTER (WHERE given_up_at IS NOT NULL))::int AS "givenUp", max(sent_at) AS "lastSentAt"
       FROM mails`,
    );
    const [row] = rows;
    return {
      way: this.way,
      waiting: row?.waiting ?? 0,
      givenUp: row?.givenUp ?? 0,
      lastSentAt: row?.lastSentAt?.toISOString() ?? null,
    };
  }
}

/** What is kept of an address after sending. */
export function hashOfAddress(address: string): Buffer {
  return createHash('sha256').update(address.trim().toLowerCase()).digest();
}
