import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  fitsSeat,
  id,
  includes,
  isCommon,
  isFor,
  Refusal,
  rightOn,
  type ActingSeat,
  type Actor,
  type AddSeat,
  type AddedSeatView,
  type Grant,
  type NewSeatView,
  type OrganisationKind,
  type SeatAtTable,
  type SeatId,
  type SectionId,
  type TableId,
  type TableKind,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { Generations } from '../text/generations';
import { MAILER, type Mailer } from '../../notifications/mailer';
import { CLOCK, type Clock } from '../../platform/clock';
import { AdministrationReader } from '../../tables/administration.reader';
import { holdSections } from '../../tables/fence-sections';
import { SeatReader } from '../../tables/seat-reader';
import { unlessTaken } from '../../tables/versions';
import { authorize } from '../../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../../rights/live-revocation';
import { SectionCodes } from '../section-codes';
import { SectionAccessService, type LoadedAccess } from '../../rights/section-access.service';
import { TableSections } from './table-sections';

/** What opens to a seat through its role. */
interface Opening {
  readonly seat: ActingSeat;
  readonly tableName: string;
  /** Every section that the seat may read. */
  readonly opened: ReadonlyMap<SectionId, LoadedAccess>;
  /** Those of them that not everybody at the table reads. */
  readonly closed: ReadonlyMap<SectionId, LoadedAccess>;
  /** Seats that own one of the closed ones and read it. */
  readonly owners: readonly SeatAtTable[];
}

/** Adds seats to tables. A role opens what was written for it, so this is a change of who reads. */
@Injectable()
export class NewSeatsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly administration: AdministrationReader,
    private readonly access: SectionAccessService,
    private readonly seats: SeatReader,
    private readonly sections: TableSections,
    private readonly generations: Generations,
    private readonly codes: SectionCodes,
    @Inject(MAILER) private readonly mailer: Mailer,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /**
   * What a seat would get through its role, by kind of document and code: who administers reads no title.
   *
   * @throws Refusal as `add` does
   */
  async preview(actor: Actor, tableId: TableId, command: AddSeat): Promise<NewSeatView> {
    authorize(actor, 'administration.read', { kind: 'installation' });
    const { seat, opened, closed, owners } = await this.#opening(this.dataSource.manager, tableId, command);
    const documents = await this.sections.byDocument(tableId, [...closed.keys()], false);
    return {
      documents: documents
        .filter(({ sections }) => sections.length > 0)
        .map(({ kind, number, sections }) => ({
          kind,
          number,
          sections: sections.flatMap(({ sectionId, code }) => {
            const access = closed.get(id<SectionId>(sectionId));
            if (access === undefined) return [];
            return [{ code, right: rightOn(seat, access), owner: access.owners.some((owner) => isFor(owner, seat)) }];
          }),
        })),
      open: opened.size - closed.size,
      told: (await this.#addressesOf(this.dataSource.manager, owners)).length,
    };
  }

  /**
   * Gives an organisation of the table's region a seat. Every section that it may read begins a new history with the text
   * as it stands, as after a change of rights: what was struck or said before is for those who were there (docs/spec.md
   * R15). The owners of restricted ones are told in the same transaction, so before anybody can sit on the seat (R14).
   * While the texts are read nobody at the table waits (T19); one that cannot be read is kept from the seat (T20).
   *
   * @throws Refusal `not-found` for a table; `invalid-input` for an organisation that is not of the region, is archived or
   * has this seat (`organisationId`), and for a role that does not fit it (`role`)
   */
  async add(actor: Actor, tableId: TableId, command: AddSeat): Promise<AddedSeatView> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    const before = await this.#opening(this.dataSource.manager, tableId, command);
    const prepared = await this.generations.prepare([...before.opened.keys()], this.dataSource.manager);
    const { opened, damaged } = await this.dataSource.transaction(async (manager) => {
      // Documents before the table, as who gives codes does.
      await manager.query('SELECT 1 FROM documents WHERE table_id = $1 ORDER BY id FOR UPDATE', [tableId]);
      // Sections that are being added at this moment wait for this, or this for them.
      await manager.query('SELECT 1 FROM tables WHERE id = $1 FOR NO KEY UPDATE', [tableId]);
      await holdSections(manager, tableId);
      const opening = await this.#opening(manager, tableId, command);
      const at = await this.#momentAt(manager, tableId);
      await unlessTaken(
        manager.query('INSERT INTO seats (id, table_id, organisation_id, role, added_at) VALUES ($1, $2, $3, $4, $5)', [
          opening.seat.seatId,
          tableId,
          command.organisationId,
          command.role,
          at,
        ]),
        new Refusal('invalid-input', ['organisationId']),
      );
      const ending = [...opening.opened].map(([sectionId, access]) => ({ sectionId, grants: access.storedGrants }));
      const histories = await this.generations.startAll(manager, ending, 'audience', null, { at, prepared });
      await this.#withhold(manager, opening, histories.damaged);
      await this.#tellOwners(manager, tableId, opening);
      return { opened: opening.opened, damaged: histories.damaged };
    });
    await this.live.sectionsRestarted([...opened.keys()]);
    for (const documentId of new Set([...opened.values()].map((access) => access.documentId))) {
      const its = [...opened.values()].filter((access) => access.documentId === documentId);
      this.live.documentChanged(documentId, its);
    }
    this.live.tableChanged(tableId);
    return { ...(await this.administration.read()), withheld: await this.#listed(tableId, damaged) };
  }

  /**
   * Keeps sections from the new seat that go on in the history that they had: it would read what was struck before it came.
   * Who owns one can give it the right once the section was mended.
   */
  async #withhold(manager: EntityManager, { seat, opened }: Opening, damaged: readonly SectionId[]): Promise<void> {
    if (damaged.length === 0) return;
    await manager.query(
      `INSERT INTO section_grants (section_id, grantee_kind, seat_id, right_name)
       SELECT section_id, 'seat', $2, 'none' FROM unnest($1::uuid[]) AS kept (section_id)`,
      [damaged, seat.seatId],
    );
    // Who is changing their rights at this moment has seen a list without the seat.
    await manager.query('UPDATE section_heads SET access_version = access_version + 1 WHERE section_id = ANY ($1)', [
      damaged,
    ]);
    const seats = await this.seats.atTable(seat.tableId, manager);
    const none: Grant = { grantee: { kind: 'seat', seatId: seat.seatId }, right: 'none' };
    for (const sectionId of damaged) {
      const access = opened.get(sectionId);
      if (access === undefined) continue;
      // Under its old code the seat would find a gap where it is (docs/spec.md L6).
      const after = { ...access, grants: [...access.storedGrants, none] };
      await this.codes.follow(manager, sectionId, access.documentId, after, seats);
    }
  }

  async #listed(tableId: TableId, sectionIds: readonly SectionId[]): Promise<AddedSeatView['withheld']> {
    if (sectionIds.length === 0) return [];
    const documents = await this.sections.byDocument(tableId, sectionIds, false);
    return documents
      .filter(({ sections }) => sections.length > 0)
      .map(({ kind, number, sections }) => ({ kind, number, codes: sections.map(({ code }) => code) }));
  }

  async #opening(manager: EntityManager, tableId: TableId, { organisationId, role }: AddSeat): Promise<Opening> {
    const [table]: { regionId: string; kind: TableKind; name: string }[] = await manager.query(
      'SELECT region_id AS "regionId", kind, name FROM tables WHERE id = $1',
      [tableId],
    );
    if (table === undefined) throw new Refusal('not-found');
    const [organisation]: { kind: OrganisationKind }[] = await manager.query(
      'SELECT kind FROM organisations WHERE id = $1 AND region_id = $2 AND archived_at IS NULL',
      [organisationId, table.regionId],
    );
    const seats = await this.seats.atTable(tableId, manager);
    const taken = seats.some((seat) => seat.role === role && seat.party.organisationId === organisationId);
    if (organisation === undefined || taken) throw new Refusal('invalid-input', ['organisationId']);
    if (!fitsSeat(organisation.kind, role, table.kind)) throw new Refusal('invalid-input', ['role']);
    const seat: ActingSeat = { seatId: id<SeatId>(randomUUID()), tableId, role };
    const all = await this.access.ofTable(tableId, manager);
    const opened = new Map([...all].filter(([, access]) => includes(rightOn(seat, access), 'read')));
    const closed = new Map([...opened].filter(([, access]) => !isCommon(access, seats)));
    const owns = (owner: SeatAtTable, access: LoadedAccess): boolean =>
      includes(rightOn(owner, access), 'read') && access.owners.some((grantee) => isFor(grantee, owner));
    const owners = seats.filter((each) => [...closed.values()].some((access) => owns(each, access)));
    return { seat, tableName: table.name, opened, closed, owners };
  }

  /** Never before a history at the table began, however the clocks of servers differ: the seat must not reach behind it. */
  async #momentAt(manager: EntityManager, tableId: TableId): Promise<Date> {
    const rows: { at: Date }[] = await manager.query(
      `SELECT greatest($2::timestamptz, max(history.started_at)) AS at
       FROM documents document JOIN sections section ON section.document_id = document.id
       JOIN section_generations history ON history.section_id = section.id WHERE document.table_id = $1`,
      [tableId, this.clock.now()],
    );
    return rows[0]?.at ?? this.clock.now();
  }

  /** Says that it is so and where to look, and nothing of what is written there. */
  async #tellOwners(manager: EntityManager, tableId: TableId, { owners, tableName }: Opening): Promise<void> {
    const text = [
      `Aan ${tableName} is een zetel toegevoegd. Er zit nog niemand op.`,
      'Door zijn rol leest die zetel ook gesloten secties waarvan u eigenaar bent. Op de pagina ziet u welke.',
      'Klopt het niet? Verander de rechten van die secties, of vraag de beheerder de zetel weg te halen.',
      '',
      this.mailer.addressOf(`/tafels/${tableId}/rechten`),
    ].join('\n');
    for (const to of await this.#addressesOf(manager, owners))
      await this.mailer.queue(manager, {
        to,
        subject: 'Een nieuwe zetel leest gesloten secties van u',
        text,
        about: 'table',
      });
  }

  async #addressesOf(manager: EntityManager, seats: readonly SeatAtTable[]): Promise<string[]> {
    const persons: { email: string }[] = await manager.query(
      `SELECT DISTINCT person.email FROM seat_occupants occupant JOIN persons person ON person.id = occupant.person_id
       WHERE occupant.seat_id = ANY ($1) AND occupant.from_at <= $2
         AND (occupant.until_at IS NULL OR $2 < occupant.until_at)
       ORDER BY person.email`,
      [seats.map(({ seatId }) => seatId), this.clock.now()],
    );
    return persons.map(({ email }) => email);
  }
}
