import { Injectable } from '@nestjs/common';
import type { Actor, DeskView } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { authorize } from '../rights/authorize';
import { DeskSources } from './desk';

/** Of what happened lately so much is shown. */
const MOST_NEWS = 12;

/** The desk of a person, acting through a seat. */
@Injectable()
export class DeskService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sources: DeskSources,
  ) {}

  /** What is expected through the seat acted through, and what happened at its table lately. Empty without a seat. */
  async read(actor: Actor): Promise<DeskView> {
    authorize(actor, 'table.list', { kind: 'self' });
    if (actor.seat === null) return { items: [], news: [], since: null };
    const [items, news, since] = await Promise.all([
      this.sources.items(actor),
      this.sources.news(actor),
      this.#lastTime(actor),
    ]);
    return { items, news: news.slice(0, MOST_NEWS), since };
  }

  /** When the person was last seen in a session from before this one. */
  async #lastTime(actor: Actor): Promise<string | null> {
    const rows: { last: Date | null }[] = await this.dataSource.query(
      `SELECT max(other.last_seen_at) AS last
       FROM sessions own JOIN sessions other ON other.person_id = own.person_id AND other.last_seen_at < own.created_at
       WHERE own.id = $1`,
      [actor.sessionId],
    );
    return rows[0]?.last?.toISOString() ?? null;
  }
}
