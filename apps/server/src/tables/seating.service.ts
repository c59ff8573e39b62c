import { Inject, Injectable } from '@nestjs/common';
import {
  id,
  movedEnd,
  overlaps,
  Refusal,
  type Actor,
  type AddTerm,
  type AdministrationView,
  type MoveTerm,
  type PersonId,
  type RemoveSeat,
  type SeatId,
  type SessionId,
  type TableId,
  type Term,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { requireApart } from './apart';
import { fenceSections } from './fence-sections';
import { beforePlacing } from './first-placed';
import { AdministrationReader } from './administration.reader';
import { unlessUsed } from './versions';

/** Who sits on the seats of tables, as the administrator of the installation manages it. A new seat is a matter of rights. */
@Injectable()
export class SeatingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: AdministrationReader,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /**
   * Takes away a seat that was never used, with the invitations to it that nobody took up.
   *
   * @throws Refusal `not-found`; `in-use` when anybody sat on it or anything refers to it; `seat-invited` when an invitation
   * to it still works and is not to be withdrawn
   */
  async removeSeat(actor: Actor, seatId: SeatId, { withdrawInvitations }: RemoveSeat): Promise<void> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    const tableId = await this.dataSource.transaction(async (manager) => {
      const [gone]: [{ open: boolean }[], number] = await manager.query(
        `DELETE FROM invitations WHERE seat_id = $1 AND accepted_at IS NULL
         RETURNING withdrawn_at IS NULL AND expires_at > $2 AS open`,
        [seatId, this.clock.now()],
      );
      const [rows]: [{ tableId: string }[], number] = await unlessUsed(
        manager.query('DELETE FROM seats WHERE id = $1 RETURNING table_id AS "tableId"', [seatId]),
      );
      if (rows[0] === undefined) throw new Refusal('not-found');
      // Last, so that a seat that cannot go at all is never a reason to withdraw an invitation.
      if (!withdrawInvitations && gone.some(({ open }) => open)) throw new Refusal('seat-invited');
      return id<TableId>(rows[0].tableId);
    });
    this.live.tableChanged(tableId);
  }

  /**
   * Puts a person on a seat for a term, or as a stand-in.
   *
   * @throws Refusal `invalid-input` for a term that ends before it begins or in the past, or a person who does not exist;
   * `seated-already`; `stands-apart`
   */
  async addTerm(actor: Actor, seatId: SeatId, command: AddTerm): Promise<AdministrationView> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    const now = this.clock.now();
    const term: Term = {
      // A term cannot begin before it is given: what somebody did before that he did without it.
      from: command.from === null || new Date(command.from) < now ? now : new Date(command.from),
      until: command.until === null ? null : new Date(command.until),
    };
    if (term.until !== null && term.until <= term.from) throw new Refusal('invalid-input', ['until']);
    await beforePlacing(this.dataSource, this.live, seatId);
    const tableId = await this.dataSource.transaction(async (manager) => {
      const at = await lockSeat(manager, seatId);
      const persons: unknown[] = await manager.query('SELECT 1 FROM persons WHERE id = $1', [command.personId]);
      if (persons.length === 0) throw new Refusal('invalid-input', ['personId']);
      const terms = await termsOf(manager, seatId, command.personId);
      if (terms.some((other) => overlaps(term, other))) throw new Refusal('seated-already');
      await requireApart(manager, seatId, command.personId, term);
      await manager.query(
        `INSERT INTO seat_occupants (seat_id, person_id, from_at, until_at, stand_in) VALUES ($1, $2, $3, $4, $5)`,
        [seatId, command.personId, term.from, term.until, command.standIn],
      );
      return at;
    });
    this.live.tableChanged(tableId);
    return this.reader.read();
  }

  /**
   * Moves the end of a term. When it ends now, live access through the seat is gone before this is answered.
   *
   * @throws Refusal `not-found`; `seat-term-over`; `seated-already` when it would run into a later one; `stands-apart`
   */
  async moveTerm(actor: Actor, seatId: SeatId, command: MoveTerm): Promise<AdministrationView> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    const personId = id<PersonId>(command.personId);
    const until = command.until === null ? null : new Date(command.until);
    const { tableId, fenced } = await this.dataSource.transaction(async (manager) => {
      const at = await lockSeat(manager, seatId);
      const terms = await termsOf(manager, seatId, personId);
      const term = terms.find(({ from }) => from.getTime() === new Date(command.from).getTime());
      if (term === undefined) throw new Refusal('not-found');
      const change = movedEnd(term, until, this.clock.now());
      if (change === null) throw new Refusal('seat-term-over');
      if (change.kind === 'remove') {
        await manager.query(
          `DELETE FROM seat_occupants WHERE seat_id = $1 AND person_id = $2 AND date_trunc('milliseconds', from_at) = $3`,
          [seatId, personId, term.from],
        );
        return { tableId: at, fenced: await fenceSections(manager, at) };
      }
      const moved = { from: term.from, until: change.until };
      if (terms.some((other) => other !== term && overlaps(moved, other))) throw new Refusal('seated-already');
      const longer = term.until !== null && (change.until === null || change.until > term.until);
      if (longer) await requireApart(manager, seatId, personId, moved);
      await manager.query(
        `UPDATE seat_occupants SET until_at = $4
         WHERE seat_id = $1 AND person_id = $2 AND date_trunc('milliseconds', from_at) = $3`,
        [seatId, personId, term.from, change.until],
      );
      // Another server that has not heard of it yet must not take what is still being written through the seat.
      return { tableId: at, fenced: change.endsNow ? await fenceSections(manager, at) : null };
    });
    if (fenced !== null) {
      await this.#letGo(seatId, personId);
      await Promise.all(fenced.map((sectionId) => this.live.sectionRightsChanged(sectionId)));
    }
    this.live.tableChanged(tableId);
    return this.reader.read();
  }

  /** Connections that act through the seat are closed; the session itself goes on, without the seat. */
  async #letGo(seatId: SeatId, personId: PersonId): Promise<void> {
    const sessions: { id: string }[] = await this.dataSource.query(
      'SELECT id FROM sessions WHERE person_id = $1 AND seat_id = $2 AND ended_at IS NULL',
      [personId, seatId],
    );
    await Promise.all(sessions.map((session) => this.live.seatChanged(id<SessionId>(session.id))));
  }
}

/** Holds the seat: of two who put the same person on it at once, one sees the other. @throws Refusal `not-found` */
async function lockSeat(manager: EntityManager, seatId: SeatId): Promise<TableId> {
  const rows: { tableId: string }[] = await manager.query(
    'SELECT table_id AS "tableId" FROM seats WHERE id = $1 FOR NO KEY UPDATE',
    [seatId],
  );
  if (rows[0] === undefined) throw new Refusal('not-found');
  return id(rows[0].tableId);
}

async function termsOf(manager: EntityManager, seatId: SeatId, personId: string): Promise<Term[]> {
  return manager.query(
    'SELECT from_at AS "from", until_at AS until FROM seat_occupants WHERE seat_id = $1 AND person_id = $2 ORDER BY from_at',
    [seatId, personId],
  );
}
