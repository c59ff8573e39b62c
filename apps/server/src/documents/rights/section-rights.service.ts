import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  can,
  changesBetween,
  id,
  isFor,
  keepsOwner,
  namesTwice,
  readersDiffer,
  Refusal,
  rightOn,
  widens,
  type Actor,
  type ChangeRights,
  type Grant,
  type RightsChange,
  type SectionId,
  type SectionRightsView,
  type SeatAtTable,
} from '@samenspel/domain';
import { DataSource, LessThanOrEqual, type EntityManager } from 'typeorm';
import { SectionCodes } from '../section-codes';
import type { Maker } from '../new-section';
import { Generations } from '../text/generations';
import { CLOCK, type Clock } from '../../platform/clock';
import { SeatReader } from '../../tables/seat-reader';
import { LIVE_REVOCATION, type LiveRevocation } from '../../rights/live-revocation';
import { RightsLogEntry } from '../../rights/rights-log-entry.entity';
import { SectionAccessService, type LoadedAccess } from '../../rights/section-access.service';

/** Reading and changing who may do what with a section. */
@Injectable()
export class SectionRightsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
    private readonly seats: SeatReader,
    private readonly codes: SectionCodes,
    private readonly generations: Generations,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /** The rights of a section and their past, for who may read it. */
  async read(actor: Actor, sectionId: SectionId): Promise<SectionRightsView> {
    const access = await this.access.require(actor, 'section.read', sectionId);
    return this.#view(actor, sectionId, access);
  }

  /**
   * Puts other grants in the place of those that the section has. When that changes who reads, the section begins a new
   * history with the text as it stands (docs/spec.md D20).
   *
   * @throws Refusal `conflict` when the rights changed since the actor saw them, `last-owner` when no owner could read
   * the section any more, `section-damaged` when it cannot begin a history for who comes, `invalid-input` for a seat that is
   * not at the table, `archived`
   */
  async change(actor: Actor, sectionId: SectionId, command: ChangeRights): Promise<SectionRightsView> {
    const before = await this.access.require(actor, 'section.share', sectionId);
    const seats = await this.seats.atTable(before.tableId);
    const grants = grantsOf(command.grants, seats);
    const after = { ...before, grants };
    if (before.archived) throw new Refusal('archived');
    if (command.accessVersion !== before.accessVersion) throw new Refusal('conflict');
    if (!keepsOwner(after, seats)) throw new Refusal('last-owner');
    const changes = changesBetween(before.grants, grants);
    if (changes.length === 0) return this.#view(actor, sectionId, before);

    const restarts = readersDiffer(before, after, seats);
    await this.dataSource.transaction(async (manager) => {
      await this.codes.lock(manager, before.documentId);
      await this.#bump(manager, sectionId, before.accessVersion);
      await this.access.replaceGrants(manager, sectionId, grants);
      await this.codes.follow(manager, sectionId, before.documentId, after, seats);
      await this.#append(manager, actor, sectionId, before.accessVersion + 1, changes);
      if (restarts) await this.#beginAnew(manager, actor, sectionId, before, !widens(before, after, seats));
    });
    // The old history first: who may read from now on must not be let into what a node still holds of it.
    if (restarts) await this.live.sectionRestarted(sectionId);
    await this.live.sectionRightsChanged(sectionId);
    this.live.documentChanged(before.documentId, [before, after]);
    // Not read again: who gave up his own right is told what he did, and nothing that others did since.
    return this.#view(actor, sectionId, { ...after, accessVersion: before.accessVersion + 1 });
  }

  /**
   * Where the log cannot be read to its end there is no new history to begin with: who loses a right loses it all the same,
   * and nobody is let in to the old one (docs/spec.md T20).
   *
   * @throws Refusal `section-damaged`
   */
  async #beginAnew(
    manager: EntityManager,
    actor: Actor,
    sectionId: SectionId,
    before: LoadedAccess,
    onlyNarrows: boolean,
  ): Promise<void> {
    const ending = [{ sectionId, grants: before.grants }];
    const { damaged } = await this.generations.startAll(manager, ending, 'audience', makerOf(actor));
    if (damaged.length > 0 && !onlyNarrows) throw new Refusal('section-damaged');
  }

  /** Compare and bump in one statement: of two owners who change at once, one gets `conflict`. */
  async #bump(manager: EntityManager, sectionId: SectionId, seen: number): Promise<void> {
    const [, count]: [unknown, number] = await manager.query(
      'UPDATE section_heads SET access_version = access_version + 1 WHERE section_id = $1 AND access_version = $2',
      [sectionId, seen],
    );
    if (count !== 1) throw new Refusal('conflict');
  }

  async #append(
    manager: EntityManager,
    actor: Actor,
    sectionId: SectionId,
    accessVersion: number,
    changes: RightsChange[],
  ): Promise<void> {
    const by = makerOf(actor);
    await manager.insert(RightsLogEntry, {
      id: randomUUID(),
      sectionId,
      accessVersion,
      at: this.clock.now(),
      bySeat: by.seatId,
      byPerson: by.personId,
      changes,
    });
  }

  async #view(actor: Actor, sectionId: SectionId, access: LoadedAccess): Promise<SectionRightsView> {
    const seats = await this.seats.atTable(access.tableId);
    const log = await this.dataSource.manager.find(RightsLogEntry, {
      where: { sectionId, accessVersion: LessThanOrEqual(access.accessVersion) },
      order: { accessVersion: 'DESC' },
    });
    const parties = new Map<string, SeatAtTable['party']>(seats.map(({ seatId, party }) => [seatId, party]));
    return {
      sectionId,
      accessVersion: access.accessVersion,
      mayChange: !access.archived && can(actor, 'section.share', { kind: 'section', access }),
      grants: access.grants.map(({ grantee, right }) => ({ grantee, right })),
      owners: [...access.owners],
      seats: seats.map((seat) => ({
        seatId: seat.seatId,
        role: seat.role,
        party: seat.party,
        right: rightOn(seat, access),
        owner: access.owners.some((owner) => isFor(owner, seat)),
      })),
      log: log.flatMap((entry) => {
        const by = parties.get(entry.bySeat);
        return by === undefined ? [] : [{ at: entry.at.toISOString(), by, changes: entry.changes }];
      }),
    };
  }
}

function makerOf(actor: Actor): Maker {
  if (actor.seat === null) throw new Refusal('no-seat');
  return { seatId: actor.seat.seatId, personId: actor.personId };
}

function grantsOf(given: ChangeRights['grants'], seats: readonly SeatAtTable[]): Grant[] {
  const grants = given.map(({ grantee, right }): Grant => {
    if (grantee.kind === 'role') return { grantee, right };
    // A seat elsewhere and a seat that does not exist are the same to who asks.
    if (!seats.some(({ seatId }) => seatId === grantee.seatId)) throw new Refusal('invalid-input', ['grants']);
    return { grantee: { kind: 'seat', seatId: id(grantee.seatId) }, right };
  });
  if (namesTwice(grants)) throw new Refusal('invalid-input', ['grants']);
  return grants;
}
