import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  deviceOf,
  expiryOf,
  id,
  isLive,
  Refusal,
  seatAtSignIn,
  type Actor,
  type Occupancy,
  type PersonId,
  type SeatId,
  type SessionId,
  type SessionSummary,
  type SessionView,
  type TableId,
} from '@samenspel/domain';
import { DataSource, IsNull } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { HTTP_SETTINGS, type HttpSettings } from '../platform/http/http-settings';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SeatReader } from '../tables/seat-reader';
import { SeatOccupant } from '../tables/seat.entity';
import { PasswordStore } from './password-store';
import { Person } from './person.entity';
import { Session } from './session.entity';
import { SessionService } from './session.service';
import { hashOf, newToken } from './token';

/** A new session: what goes into the cookie, and until when. */
export interface SignedIn {
  readonly token: string;
  readonly expiresAt: Date;
  readonly session: SessionView;
}

/** Commands on sessions: signing in and out, choosing the seat to act through. */
@Injectable()
export class SignInService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sessions: SessionService,
    private readonly seats: SeatReader,
    private readonly passwords: PasswordStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(HTTP_SETTINGS) private readonly settings: HttpSettings,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /**
   * Starts a session for a person whose identity was established. Always with a new token, and the browser's earlier
   * session ends: a token that somebody planted beforehand is worth nothing afterwards.
   *
   * @param browser the request's Cookie and User-Agent headers
   */
  async signIn(
    personId: PersonId,
    browser: { cookie: string | undefined; userAgent: string | undefined },
  ): Promise<SignedIn> {
    const now = this.clock.now();
    const earlier = await this.sessions.actorFromCookieHeader(browser.cookie);
    const token = newToken();
    const sessionId = id<SessionId>(randomUUID());
    const expiresAt = expiryOf(now);
    const { administrator } = await this.dataSource.manager.findOneByOrFail(Person, { id: personId });
    const seatId = seatAtSignIn(await this.#terms(personId), administrator, now);
    await this.dataSource.transaction(async (manager) => {
      if (earlier !== null) await manager.update(Session, { id: earlier.actor.sessionId }, { endedAt: now });
      await manager.insert(Session, {
        id: sessionId,
        tokenHash: hashOf(token),
        personId,
        seatId,
        device: deviceOf(browser.userAgent ?? ''),
        createdAt: now,
        lastSeenAt: now,
        expiresAt,
        endedAt: null,
      });
    });
    if (earlier !== null) await this.live.sessionEnded([earlier.actor.sessionId]);
    const signedIn = await this.sessions.actorOfSession(sessionId);
    if (signedIn === null) throw new Refusal('not-signed-in');
    return { token, expiresAt, session: await this.view(signedIn.actor) };
  }

  /** Who is signed in, acting as whom. */
  async view(actor: Actor): Promise<SessionView> {
    authorize(actor, 'session.read', { kind: 'self' });
    const person = await this.dataSource.manager.findOneByOrFail(Person, { id: actor.personId });
    const hasPassword = (await this.passwords.stored(actor.personId)) !== null;
    const seats = (await this.seats.occupiedBy([actor.personId], this.clock.now())).map(
      ({ personId: _, ...seat }) => seat,
    );
    return {
      person: { personId: person.id, name: person.name, jobTitle: person.jobTitle },
      seat: seats.find(({ seatId }) => seatId === actor.seat?.seatId) ?? null,
      seats,
      demonstration: this.settings.demonstration,
      mayAdminister: person.administrator,
      administrator: actor.administrator,
      hasPassword,
    };
  }

  /**
   * Acts through another of the person's own seats from now on, or as administrator.
   * @param seatId null: as administrator, for who may
   */
  async chooseSeat(actor: Actor, seatId: SeatId | null): Promise<SessionView> {
    authorize(actor, 'seat.choose', { kind: 'self' });
    if (seatId === null) return this.#administer(actor);
    const own = await this.seats.occupiedBy([actor.personId], this.clock.now());
    const chosen = own.find((seat) => seat.seatId === seatId);
    if (chosen === undefined) throw new Refusal('not-found');
    await this.dataSource.manager.update(Session, { id: actor.sessionId, endedAt: IsNull() }, { seatId });
    await this.live.seatChanged(actor.sessionId);
    const seat = { seatId, tableId: id<TableId>(chosen.tableId), role: chosen.role };
    return this.view({ ...actor, seat, administrator: false });
  }

  /** The person's sessions that are signed in now. */
  async list(actor: Actor): Promise<SessionSummary[]> {
    authorize(actor, 'session.manage', { kind: 'self' });
    const now = this.clock.now();
    const sessions = await this.dataSource.manager.find(Session, {
      where: { personId: actor.personId, endedAt: IsNull() },
      order: { lastSeenAt: 'DESC' },
    });
    return sessions
      .filter((session) => isLive(session, now))
      .map((session) => ({
        sessionId: session.id,
        current: session.id === actor.sessionId,
        device: session.device,
        createdAt: session.createdAt.toISOString(),
        lastSeenAt: session.lastSeenAt.toISOString(),
      }));
  }

  /** Signs this browser out. */
  async signOut(actor: Actor): Promise<void> {
    authorize(actor, 'session.manage', { kind: 'self' });
    await this.#end(actor, { id: actor.sessionId });
  }

  /**
   * Signs one of the person's browsers out.
   * @throws Refusal `not-found` for what is no session of this person, or is over
   */
  async signOutOf(actor: Actor, sessionId: SessionId): Promise<void> {
    authorize(actor, 'session.manage', { kind: 'self' });
    if ((await this.#end(actor, { id: sessionId })) === 0) throw new Refusal('not-found');
  }

  /** Signs the person out of every browser. */
  async signOutEverywhere(actor: Actor): Promise<void> {
    authorize(actor, 'session.manage', { kind: 'self' });
    await this.#end(actor, { personId: actor.personId });
  }

  async #administer(actor: Actor): Promise<SessionView> {
    const { administrator } = await this.dataSource.manager.findOneByOrFail(Person, { id: actor.personId });
    // Who may not administer is not told that there is something to administer.
    if (!administrator) throw new Refusal('not-found');
    await this.dataSource.manager.update(Session, { id: actor.sessionId, endedAt: IsNull() }, { seatId: null });
    await this.live.seatChanged(actor.sessionId);
    return this.view({ ...actor, seat: null, administrator });
  }

  async #end(actor: Actor, which: { id: string } | { personId: string }): Promise<number> {
    const ended = await this.dataSource.manager
      .createQueryBuilder()
      .update(Session)
      .set({ endedAt: this.clock.now() })
      .where({ ...which, personId: actor.personId, endedAt: IsNull() })
      .returning('id')
      .execute();
    const rows = ended.raw as { id: string }[];
    await this.live.sessionEnded(rows.map((row) => id<SessionId>(row.id)));
    return rows.length;
  }

  async #terms(personId: PersonId): Promise<Occupancy[]> {
    const terms = await this.dataSource.manager.findBy(SeatOccupant, { personId });
    return terms.map(({ seatId, fromAt, untilAt }) => ({ seatId: id(seatId), from: fromAt, until: untilAt }));
  }
}
