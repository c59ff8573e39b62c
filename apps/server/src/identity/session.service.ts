import { Inject, Injectable } from '@nestjs/common';
import {
  id,
  isCurrent,
  isLive,
  SESSION_IDLE_MS,
  SESSION_SEEN_EVERY_MS,
  type ActingSeat,
  type Actor,
  type PartyView,
  type SessionId,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { tokenFrom } from '../platform/http/cookies';
import { partyOf, SEAT_COLUMNS, type SeatRow } from '../tables/seat-reader';
import { hashOf } from './token';

/** Who is signed in, as the session says at this moment. */
export interface SignedInActor {
  readonly actor: Actor;
  readonly person: { readonly personId: string; readonly name: string; readonly jobTitle: string };
  /** The organisation acted for; null as long as no seat is chosen. */
  readonly party: PartyView | null;
  /** Did the table agree that persons are named to other parties? */
  readonly namesVisible: boolean;
  /** When this is over for certain: the session's last moment, or the end of the term in the seat when that is sooner. */
  readonly validUntil: Date;
}

/** Says who a request or a connection comes from. Every call asks the database: what was withdrawn is gone at once. */
@Injectable()
export class SessionService {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The signed-in actor of a Cookie header, or null; counts as use of the session. */
  async actorFromCookieHeader(header: string | undefined): Promise<SignedInActor | null> {
    const token = tokenFrom(header);
    if (token === null) return null;
    const row = await this.#load('session.token_hash = $1', hashOf(token));
    if (row === null) return null;
    await this.#seen(row);
    return this.#actorOf(row);
  }

  /** The same for a session that is known already (an open connection); does not count as use. */
  async actorOfSession(sessionId: SessionId): Promise<SignedInActor | null> {
    const row = await this.#load('session.id = $1', sessionId);
    return row === null ? null : this.#actorOf(row);
  }

  /** Counts as use of the session: typing in an open connection keeps it alive. */
  async touch(sessionId: SessionId): Promise<void> {
    const row = await this.#load('session.id = $1', sessionId);
    if (row !== null) await this.#seen(row);
  }

  async #load(condition: string, value: unknown): Promise<SessionRow | null> {
    const rows: SessionRow[] = await this.dataSource.query(
      `SELECT session.id AS "sessionId", session.last_seen_at AS "lastSeenAt", session.expires_at AS "expiresAt",
              session.ended_at AS "endedAt", person.id AS "personId",
              person.name AS "personName", person.administrator, person.job_title AS "jobTitle", occupant.from_at AS "fromAt",
              occupant.until_at AS "untilAt", "table".names_visible AS "namesVisible",
              "table".closed_at IS NOT NULL AS "tableClosed", ${SEAT_COLUMNS}
       FROM sessions session
       JOIN persons person ON person.id = session.person_id
       LEFT JOIN seats seat ON seat.id = session.seat_id
       LEFT JOIN organisations organisation ON organisation.id = seat.organisation_id
       LEFT JOIN tables "table" ON "table".id = seat.table_id
       LEFT JOIN LATERAL (
         SELECT from_at, until_at FROM seat_occupants term
         WHERE term.seat_id = session.seat_id AND term.person_id = session.person_id AND term.from_at <= $2
         ORDER BY term.until_at DESC NULLS FIRST LIMIT 1
       ) occupant ON true
       WHERE ${condition}`,
      [value, this.clock.now()],
    );
    const row = rows[0];
    return row !== undefined && isLive(row, this.clock.now()) ? row : null;
  }

  #actorOf(row: SessionRow): SignedInActor {
    const occupies =
      row.fromAt !== null &&
      isCurrent({ seatId: id(row.seatId), from: row.fromAt, until: row.untilAt }, this.clock.now());
    const seat: ActingSeat | null = occupies
      ? { seatId: id(row.seatId), tableId: id(row.tableId), role: row.role, tableClosed: row.tableClosed }
      : null;
    const ends = seat !== null && row.untilAt !== null && row.untilAt < row.expiresAt ? row.untilAt : row.expiresAt;
    return {
      actor: {
        personId: id(row.personId),
        sessionId: id(row.sessionId),
        seat,
        // In one capacity at a time: who acts through a seat does not administer meanwhile.
        administrator: row.administrator && row.seatId === null,
      },
      person: { personId: row.personId, name: row.personName, jobTitle: row.jobTitle },
      party: seat === null ? null : partyOf(row),
      namesVisible: seat !== null && row.namesVisible === true,
      validUntil: ends,
    };
  }

  async #seen(row: SessionRow): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - row.lastSeenAt.getTime() < SESSION_SEEN_EVERY_MS) return;
    // The conditions again: a session that was ended or ran out since it was read does not come back to life.
    await this.dataSource.query(
      `UPDATE sessions SET last_seen_at = $2
       WHERE id = $1 AND ended_at IS NULL AND last_seen_at < $2 AND last_seen_at > $3`,
      [row.sessionId, now, new Date(now.getTime() - SESSION_IDLE_MS)],
    );
  }
}

interface SessionRow extends SeatRow {
  readonly sessionId: string;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly personId: string;
  readonly personName: string;
  readonly administrator: boolean;
  readonly jobTitle: string;
  readonly fromAt: Date | null;
  readonly untilAt: Date | null;
  readonly namesVisible: boolean | null;
  readonly tableClosed: boolean;
}
