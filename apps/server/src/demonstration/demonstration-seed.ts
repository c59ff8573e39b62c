import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { audienceOf, id, type Audience, type PersonId, type SeatId, type TableId } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { Document } from '../documents/document.entity';
import { NewSections } from '../documents/new-section';
import { ServerEdits } from '../documents/text/server-edits';
import { Person } from '../identity/person.entity';
import { CLOCK, type Clock } from '../platform/clock';
import { Organisation } from '../tables/organisation.entity';
import { Region } from '../tables/region.entity';
import { Seat, SeatOccupant } from '../tables/seat.entity';
import { SeatReader } from '../tables/seat-reader';
import { Table } from '../tables/table.entity';
import { DemoCalendar } from './calendar';
import { fillComments } from './comments';
import { documentsOf, type DemoDocument } from './content';
import type { DemoAudience, DemoSection, SeatName } from './content/demo-section';
import { Installation } from './installation.entity';
import { DemoOutcomes } from './outcomes';
import { ORGANISATIONS, PERSONS, REGION, SEATS, TABLES, type TableName } from './people';
import { firstBlocks, writePast } from './past';
import { fillPlans } from './table-plans';

const HOLDS_A_DEMONSTRATION =
  'This database holds a demonstration, with accounts that anybody may use. Production needs a database of its own.';

const HOLDS_PRODUCTION =
  'This database is one of production. A demonstration would let anybody in: it needs a database of its own (SAMENSPEL_DATA).';

type SeatIds = ReadonlyMap<string, SeatId>;

interface Seated {
  readonly tables: Readonly<Record<TableName, TableId>>;
  readonly seats: SeatIds;
  readonly persons: ReadonlyMap<SeatId, PersonId>;
}

const keyOf = (table: TableName, [party, role]: SeatName): string => `${table}/${party}/${role}`;

/** Fills a new installation with the demonstration: a region, its tables and people, and a plan. */
@Injectable()
export class DemonstrationSeed {
  constructor(
    private readonly dataSource: DataSource,
    private readonly newSections: NewSections,
    private readonly seats: SeatReader,
    private readonly edits: ServerEdits,
    private readonly outcomes: DemoOutcomes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Fills the installation once; of processes that start at the same moment, one does it and the others wait for it.
   *
   * @returns false when it had been done before
   * @throws Error when the database is one of production
   */
  async seedOnce(): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query(`INSERT INTO installation (mode) VALUES ('demonstration') ON CONFLICT DO NOTHING`);
      const lock = { mode: 'pessimistic_write' } as const;
      const installation = await manager.findOneOrFail(Installation, { where: { single: true }, lock });
      if (installation.mode === 'production') throw new Error(HOLDS_PRODUCTION);
      if (installation.seededAt !== null) return false;
      await this.#fill(manager);
      await manager.update(Installation, { single: true }, { seededAt: this.clock.now() });
      return true;
    });
  }

  /**
   * For the start in production: anybody may sign in as a demonstration's person, so none may ever be there.
   *
   * @throws Error when the database holds one, or was filled as a demonstration
   */
  async assertNoDemonstrationAccounts(): Promise<void> {
    const rows: { found: boolean }[] = await this.dataSource.query(
      `SELECT EXISTS (SELECT 1 FROM persons WHERE demonstration)
           OR EXISTS (SELECT 1 FROM installation WHERE mode = 'demonstration') AS found`,
    );
    if (rows[0]?.found !== false) throw new Error(HOLDS_A_DEMONSTRATION);
  }

  async #fill(manager: EntityManager): Promise<void> {
    const regionId = randomUUID();
    await manager.insert(Region, { id: regionId, name: REGION });
    const organisations = await this.#organisations(manager, regionId);
    const tables = await this.#tables(manager, regionId);
    const calendar = new DemoCalendar(this.clock.now());
    const seats = await this.#seats(manager, organisations, tables, seatedAt(calendar));
    const persons = await this.#persons(manager, seats, seatedAt(calendar));
    const seated = { tables, seats, persons };
    for (const document of documentsOf(calendar)) await this.#document(manager, document, calendar, seated);
    await fillPlans(manager, calendar, seated);
    await fillComments(manager, calendar, seated);
    await this.outcomes.fill(manager, calendar, seated);
  }

  async #organisations(manager: EntityManager, regionId: string): Promise<ReadonlyMap<string, string>> {
    const ids = new Map(ORGANISATIONS.map(({ abbreviation }) => [abbreviation, randomUUID() as string]));
    for (const { abbreviation, name, kind, mark, parent } of ORGANISATIONS) {
      await manager.insert(Organisation, {
        id: known(ids, abbreviation),
        regionId,
        kind,
        name,
        abbreviation,
        markShape: mark[0],
        markHue: mark[1],
        parentOrganisationId: parent === undefined ? null : known(ids, parent),
      });
    }
    return ids;
  }

  async #tables(manager: EntityManager, regionId: string): Promise<Record<TableName, TableId>> {
    const ids = { board: id<TableId>(randomUUID()), development: id<TableId>(randomUUID()) };
    for (const name of ['board', 'development'] as const) {
      const reportsTo = name === 'development' ? ids.board : null;
      await manager.insert(Table, {
        id: ids[name],
        regionId,
        ...TABLES[name],
        occupantsVisible: true,
        namesVisible: false,
        closedAt: null,
        reportsTo,
      });
    }
    return ids;
  }

  async #seats(
    manager: EntityManager,
    organisations: ReadonlyMap<string, string>,
    tables: Record<TableName, TableId>,
    addedAt: Date,
  ): Promise<SeatIds> {
    const ids = new Map<string, SeatId>();
    for (const table of ['development', 'board'] as const) {
      for (const seat of SEATS[table]) {
        const seatId = id<SeatId>(randomUUID());
        ids.set(keyOf(table, seat), seatId);
        const organisationId = known(organisations, seat[0]);
        await manager.insert(Seat, {
          id: seatId,
          tableId: tables[table],
          organisationId,
          role: seat[1],
          addedAt,
        });
      }
    }
    return ids;
  }

  /** @returns who made what a seat made: its first occupant */
  async #persons(manager: EntityManager, seats: SeatIds, fromAt: Date): Promise<ReadonlyMap<SeatId, PersonId>> {
    const makers = new Map<SeatId, PersonId>();
    for (const { name, jobTitle, administrator = false, seats: theirs } of PERSONS) {
      const personId = id<PersonId>(randomUUID());
      const email = addressOf(name);
      await manager.insert(Person, { id: personId, name, jobTitle, email, administrator, demonstration: true });
      for (const [table, ...seat] of theirs) {
        const seatId = known(seats, keyOf(table, seat));
        await manager.insert(SeatOccupant, { seatId, personId, fromAt, untilAt: null });
        if (!makers.has(seatId)) makers.set(seatId, personId);
      }
    }
    return makers;
  }

  async #document(
    manager: EntityManager,
    { table, title, kind, formality, maker, daysAgo, sections }: DemoDocument,
    calendar: DemoCalendar,
    { tables, seats, persons }: Seated,
  ): Promise<void> {
    const tableId = tables[table];
    const added = calendar.ago(daysAgo, 13);
    const documentId = randomUUID();
    const seatOf = (seat: SeatName): SeatId => known(seats, keyOf(table, seat));
    const createdBySeat = seatOf(maker);
    await manager.insert(Document, {
      id: documentId,
      tableId,
      kind,
      title,
      formality,
      createdAt: added,
      createdBySeat,
      archivedAt: null,
      archivedBySeat: null,
    });
    const atTable = await this.seats.atTable(tableId, manager);
    for (const section of sections) {
      const seatId = seatOf(section.maker);
      const by = { seatId, personId: known(persons, seatId) };
      const { blocks, createdAt } = firstBlocks(section, calendar);
      const toMake = {
        title: section.title,
        audience: audienceFor(section, seatOf),
        blocks,
        createdAt: createdAt ?? added,
      };
      const made = await this.newSections.add(manager, by, { documentId: id(documentId), tableId }, atTable, [toMake]);
      const past = { sectionId: made[0]!, section, calendar, makerOf: makerFor(seatOf, persons) };
      await writePast(manager, this.edits, past);
    }
  }
}

function makerFor(
  seatOf: (seat: SeatName) => SeatId,
  persons: ReadonlyMap<SeatId, PersonId>,
): (seat: SeatName) => { seatId: SeatId; personId: PersonId } {
  return (seat) => ({ seatId: seatOf(seat), personId: known(persons, seatOf(seat)) });
}

function audienceFor({ audience, alsoReads }: DemoSection, seatOf: (seat: SeatName) => SeatId): Audience {
  const chosen = presetFor(audience, seatOf);
  if (alsoReads === undefined) return chosen;
  const reads = { grantee: { kind: 'seat', seatId: seatOf(alsoReads) }, right: 'read' } as const;
  return { ...chosen, grants: [...chosen.grants, reads] };
}

function presetFor(audience: DemoAudience, seatOf: (seat: SeatName) => SeatId): Audience {
  switch (audience.kind) {
    case 'providerWithCommissioners':
      return audienceOf({ kind: audience.kind, provider: seatOf(audience.provider) });
    case 'commissionersWithSecretariat':
      return audienceOf({ kind: audience.kind, secretariat: seatOf(audience.secretariat) });
    case 'ownSeat':
      return audienceOf({ kind: audience.kind, own: seatOf(audience.own) });
    case 'wholeTable':
    case 'toRead':
    case 'commissionersOnly':
    case 'clientRepresentativesOnly':
      return audienceOf({ kind: audience.kind });
  }
}

/** When the people took their seats: before anything was written. */
function seatedAt(calendar: DemoCalendar): Date {
  return calendar.at(`${String(calendar.years.prepared)}-01-01`, 0);
}

/** An address in a domain that is reserved for examples: no mail can ever reach anybody. */
function addressOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@zilverland.example`;
}

function known<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demonstration names ${String(key)}, which it does not define.`);
  return value;
}
