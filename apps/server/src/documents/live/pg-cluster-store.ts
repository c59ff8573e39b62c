import type { AddressedNews, Asked, ClusterStore, Head, Heard, Moment } from '@samenspel/collab/server';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock';

/** What servers on one PostgreSQL know of each other. Moments are microseconds of its clock. */
export class PgClusterStore implements ClusterStore {
  /** @param node a UUID of this process */
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly node: string,
  ) {}

  /**
   * One statement, so one moment. `statement_timestamp` is taken before the statement sees anything: what was committed before
   * it is in the answer.
   */
  async hear({ sections, sessions }: Asked): Promise<Heard> {
    const { rows } = await this.pool.query<HeardRow>({
      name: 'hear',
      text: `SELECT (extract(epoch FROM statement_timestamp()) * 1000000)::float8 AS "asOf",
        (SELECT coalesce(json_agg(json_build_array(section_id, generation, head_seq, access_version)), '[]')
         FROM section_heads WHERE section_id = ANY ($1)) AS heads,
        (SELECT coalesce(json_agg(json_build_object('sessionId', asked.session_id, 'seatId', asked.seat_id)), '[]')
         FROM unnest($2::uuid[], $3::uuid[]) asked (session_id, seat_id)
         WHERE NOT EXISTS (
           SELECT 1 FROM sessions session
           JOIN seat_occupants term ON term.seat_id = session.seat_id AND term.person_id = session.person_id
           WHERE session.id = asked.session_id AND session.ended_at IS NULL AND session.seat_id = asked.seat_id
             AND term.from_at <= $4 AND (term.until_at IS NULL OR term.until_at > $4)
         )) AS ended,
        (SELECT coalesce(json_agg(json_build_object('id', id, 'news', news) ORDER BY at), '[]')
         FROM announcements WHERE at > statement_timestamp() - interval '10 seconds' AND node <> $5) AS news`,
      values: [
        sections,
        sessions.map(({ sessionId }) => sessionId),
        sessions.map(({ seatId }) => seatId),
        this.clock.now(),
        this.node,
      ],
    });
    const [heard] = rows;
    if (heard === undefined) throw new Error('the database said nothing');
    return {
      asOf: heard.asOf,
      heads: new Map(
        heard.heads.map(([sectionId, generation, headSeq, accessVersion]): [string, Head] => [
          sectionId,
          { generation, headSeq, accessVersion },
        ]),
      ),
      ended: heard.ended,
      news: heard.news,
    };
  }

  async confirm(asOf: Moment): Promise<void> {
    await this.pool.query({
      name: 'confirm',
      text: `INSERT INTO nodes (id, confirmed_at) VALUES ($1, to_timestamp($2::float8 / 1000000))
        ON CONFLICT (id) DO UPDATE SET confirmed_at = excluded.confirmed_at`,
      values: [this.node, asOf],
    });
  }

  async behind(since: Moment | null, leaseMs: number): Promise<{ since: Moment; nodes: number }> {
    const { rows } = await this.pool.query<{ since: Moment; nodes: number }>({
      name: 'behind',
      text: `WITH moment AS (SELECT coalesce($2::float8, extract(epoch FROM statement_timestamp())::float8 * 1000000) AS since)
        SELECT since, (SELECT count(*)::int FROM nodes WHERE id <> $1
          AND confirmed_at < to_timestamp(since / 1000000)
          AND confirmed_at > clock_timestamp() - $3 * interval '1 millisecond') AS nodes
        FROM moment`,
      values: [this.node, since, leaseMs],
    });
    const [row] = rows;
    if (row === undefined) throw new Error('the database said nothing');
    return row;
  }

  async announce(news: AddressedNews): Promise<void> {
    await this.pool.query(
      `WITH old AS (DELETE FROM announcements WHERE at < clock_timestamp() - interval '1 minute')
       INSERT INTO announcements (node, news) VALUES ($1, $2)`,
      [this.node, JSON.stringify(news)],
    );
  }

  /** This server hands out nothing any more: nobody has to wait for it. */
  async leave(): Promise<void> {
    await this.pool.query('DELETE FROM nodes WHERE id = $1', [this.node]);
  }

  /** Forgets servers that are long gone. */
  async tidy(): Promise<void> {
    await this.pool.query(`DELETE FROM nodes WHERE confirmed_at < clock_timestamp() - interval '1 day'`);
  }
}

interface HeardRow {
  readonly asOf: Moment;
  readonly heads: [string, number, number, number][];
  readonly ended: { sessionId: string; seatId: string }[];
  readonly news: { id: string; news: AddressedNews }[];
}
