import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  INVITATION_LINK_MS,
  Refusal,
  type Actor,
  type InvitationId,
  type InvitationsView,
  type Invite,
  type SentInvitation,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { MailQueue } from '../notifications/mail-queue';
import { CLOCK, type Clock } from '../platform/clock';
import { isUniqueViolation } from '../platform/http/problem';
import { authorize } from '../rights/authorize';
import { InvitationReader, type Invitation } from './invitation-reader';
import { invitationLetter } from './letters';
import { hashOf, newToken } from './token';

/** How a letter says until when its link works. */
const DAY = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'Europe/Amsterdam' });

/** The administrator's side of invitations: an address is invited to a seat. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: InvitationReader,
    private readonly mails: MailQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<InvitationsView> {
    authorize(actor, 'administration.read', { kind: 'installation' });
    const invitations = await this.reader.all();
    return { invitations: invitations.map((row) => this.reader.viewOf(row)), seats: await this.reader.seats() };
  }

  /**
   * Invites an address to a seat and sends the link.
   * @throws Refusal `not-found` (no such seat), `invalid-input` (a term that is over before it begins), `conflict` (this
   *   address is invited to this seat already)
   */
  async invite(actor: Actor, { email, seatId, until }: Invite): Promise<SentInvitation> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    const now = this.clock.now();
    if (until !== null && new Date(until) <= now) throw new Refusal('invalid-input', ['until']);
    if (!(await this.reader.seats()).some((seat) => seat.seatId === seatId)) throw new Refusal('not-found');
    const invitationId = randomUUID();
    const token = newToken();
    return this.dataSource
      .transaction(async (manager) => {
        // One that ran out unused makes room for a new one.
        await manager.query(
          `UPDATE invitations SET withdrawn_at = $3 WHERE seat_id = $1 AND lower(email) = lower($2)
             AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at <= $3`,
          [seatId, email, now],
        );
        await manager.query(
          `INSERT INTO invitations (id, email, seat_id, until_at, invited_by, invited_at, token_hash, sent_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $6, $8)`,
          [invitationId, email, seatId, until, actor.personId, now, hashOf(token), this.#expiry()],
        );
        return this.#sent(manager, invitationId, token);
      })
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? new Refusal('conflict') : error;
      });
  }

  /**
   * Sends a new link; the earlier one is worth nothing any more.
   * @throws Refusal `not-found`, `conflict` (accepted or withdrawn)
   */
  async resend(actor: Actor, invitationId: InvitationId): Promise<SentInvitation> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    const token = newToken();
    return this.dataSource.transaction(async (manager) => {
      await this.#change(manager, invitationId, 'token_hash = $2, sent_at = $3, expires_at = $4', [
        hashOf(token),
        this.clock.now(),
        this.#expiry(),
      ]);
      return this.#sent(manager, invitationId, token);
    });
  }

  /** Withdraws it: its link is worth nothing any more. @throws Refusal `not-found`, `conflict` (accepted or withdrawn) */
  async withdraw(actor: Actor, invitationId: InvitationId): Promise<void> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    await this.dataSource.transaction((manager) =>
      this.#change(manager, invitationId, 'withdrawn_at = $2', [this.clock.now()]),
    );
  }

  async #change(manager: EntityManager, invitationId: string, what: string, values: unknown[]): Promise<void> {
    const [rows]: [unknown[], number] = await manager.query(
      `UPDATE invitations SET ${what} WHERE id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL RETURNING id`,
      [invitationId, ...values],
    );
    if (rows.length > 0) return;
    throw new Refusal((await this.reader.byId(manager, invitationId)) === null ? 'not-found' : 'conflict');
  }

  /** Queues the letter. Only where none goes out the link is told, this once, to be handed over. */
  async #sent(manager: EntityManager, invitationId: string, token: string): Promise<SentInvitation> {
    const row = await this.reader.byId(manager, invitationId);
    if (row === null) throw new Refusal('not-found');
    const link = this.mails.addressOf(`/uitnodiging/${token}`);
    await this.mails.queue(manager, letterFor(row, link));
    return { invitation: this.reader.viewOf(row), link: this.mails.way === 'off' ? link : null };
  }

  #expiry(): Date {
    return new Date(this.clock.now().getTime() + INVITATION_LINK_MS);
  }
}

function letterFor(invitation: Invitation, link: string): ReturnType<typeof invitationLetter> {
  const { email, regionName, partyName, invitedBy, expiresAt } = invitation;
  return invitationLetter(email, { by: invitedBy, party: partyName, regionName, link, expires: DAY.format(expiresAt) });
}
