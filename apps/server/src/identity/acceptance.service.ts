import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  accepted,
  id,
  passwordFault,
  Refusal,
  type AcceptInvitation,
  type Actor,
  type InvitationOffer,
  type SeatId,
  type SessionView,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { isUniqueViolation } from '../platform/http/problem';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { beforePlacing } from '../tables/first-placed';
import { requireApart } from '../tables/apart';
import type { BrowserFacts } from './browser-facts';
import { Door } from './door';
import { InvitationReader, seatViewOf, type Invitation } from './invitation-reader';
import { PasswordHasher } from './password-hasher';
import { PasswordStore } from './password-store';
import { Person } from './person.entity';
import { SignInService, type SignedIn } from './sign-in.service';

/** Accepting an invitation. A link that was used, withdrawn, too old or never there gets one answer: `link-expired`. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly door: Door,
    private readonly reader: InvitationReader,
    private readonly hasher: PasswordHasher,
    private readonly passwords: PasswordStore,
    private readonly signIns: SignInService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /** What the link offers, to whoever holds it. @throws Refusal `link-expired`, `too-many-requests` */
  async look(token: string, browser: BrowserFacts): Promise<InvitationOffer> {
    this.door.knock(browser.address);
    const invitation = await this.#open(this.dataSource.manager, token);
    return {
      email: invitation.email,
      regionName: invitation.regionName,
      seat: seatViewOf(invitation),
      until: invitation.until?.toISOString() ?? null,
      known: (await this.passwords.byAddress(invitation.email)) !== null,
    };
  }

  /**
   * Makes the person and the term in the seat, together or not at all, and signs the person in.
   * @throws Refusal `link-expired`, `weak-password`, `conflict` (the address is somebody's, who signs in and joins),
   *   `too-many-requests`
   */
  async accept({ token, name, jobTitle, password }: AcceptInvitation, browser: BrowserFacts): Promise<SignedIn> {
    this.door.knock(browser.address);
    const { email, seatId } = await this.#open(this.dataSource.manager, token);
    const fault = passwordFault(password, [name, email]);
    if (fault !== null) throw new Refusal('weak-password', [fault]);
    const hash = await this.hasher.hash(password);
    const personId = randomUUID();
    await beforePlacing(this.dataSource, this.live, id(seatId));
    const { tableId } = await this.dataSource
      .transaction(async (manager) => {
        const invitation = await this.#open(manager, token, true);
        await manager.query('INSERT INTO persons (id, name, email, job_title) VALUES ($1, $2, $3, $4)', [
          personId,
          name,
          invitation.email,
          jobTitle,
        ]);
        await this.passwords.set(manager, personId, hash);
        await this.#seat(manager, invitation, personId);
        return invitation;
      })
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? new Refusal('conflict') : error;
      });
    this.live.tableChanged(id(tableId));
    return this.signIns.signIn(id(personId), browser);
  }

  /**
   * Takes the seat as the person who is signed in, whose address must be the invited one, and goes on through that seat.
   * @throws Refusal `link-expired`; `forbidden` when the invitation is for somebody else; `stands-apart`
   */
  async join(actor: Actor, token: string): Promise<SessionView> {
    authorize(actor, 'session.manage', { kind: 'self' });
    const { email } = await this.dataSource.manager.findOneByOrFail(Person, { id: actor.personId });
    const { seatId } = await this.#open(this.dataSource.manager, token);
    await beforePlacing(this.dataSource, this.live, id(seatId));
    const invitation = await this.dataSource.transaction(async (manager) => {
      const open = await this.#open(manager, token, true);
      if (open.email.toLowerCase() !== email.toLowerCase()) throw new Refusal('forbidden');
      await this.#seat(manager, open, actor.personId);
      return open;
    });
    this.live.tableChanged(id(invitation.tableId));
    return this.signIns.chooseSeat(actor, id<SeatId>(invitation.seatId));
  }

  /** @param lock of two who accept at once, one waits and then finds the link used */
  async #open(manager: EntityManager, token: string, lock = false): Promise<Invitation> {
    const invitation = await this.reader.openByToken(manager, token, lock);
    if (invitation === null) throw new Refusal('link-expired');
    return invitation;
  }

  async #seat(manager: EntityManager, { invitationId, seatId, until }: Invitation, personId: string): Promise<void> {
    const now = this.clock.now();
    await manager.query('UPDATE invitations SET accepted_at = $2, accepted_by = $3 WHERE id = $1', [
      invitationId,
      now,
      personId,
    ]);
    // Held, as whoever changes the terms of a seat does: of two at once one sees the other.
    await manager.query('SELECT 1 FROM seats WHERE id = $1 FOR NO KEY UPDATE', [seatId]);
    const terms: { from: Date; until: Date | null }[] = await manager.query(
      `SELECT from_at AS "from", until_at AS until FROM seat_occupants WHERE seat_id = $1 AND person_id = $2`,
      [seatId, personId],
    );
    const change = accepted(terms, until, now);
    if (change.kind !== 'nothing')
      await requireApart(manager, seatId, personId, {
        from: change.kind === 'prolong' ? change.from : now,
        until: change.until,
      });
    if (change.kind === 'begin') {
      await manager.query(
        'INSERT INTO seat_occupants (seat_id, person_id, from_at, until_at) VALUES ($1, $2, $3, $4)',
        [seatId, personId, now, change.until],
      );
    } else if (change.kind === 'prolong') {
      await manager.query(
        `UPDATE seat_occupants SET until_at = $4
         WHERE seat_id = $1 AND person_id = $2 AND date_trunc('milliseconds', from_at) = $3`,
        [seatId, personId, change.from, change.until],
      );
    }
  }
}
