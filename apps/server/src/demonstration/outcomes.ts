import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  confirmedText,
  dayOf,
  EMPTY_OUTCOME,
  id,
  OutcomeContent,
  RecordAdoption,
  unfinished,
  type Actor,
  type PersonId,
  type Role,
  type SeatId,
  type SectionId,
  type TableId,
} from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { AdoptionService } from '../decisions/adoption.service';
import { OutcomeReader } from '../decisions/outcome-reader';
import { PreparationReader } from '../decisions/preparation-reader';
import { RecordingService } from '../decisions/recording.service';
import { hashOfDissents } from '../decisions/sealed-outcome';
import type { DemoCalendar } from './calendar';
import type { SeatName } from './content/demo-section';
import { outcomesOf, type DemoAdoption, type DemoOrgan, type DemoOutcome } from './content/outcomes';
import type { TableName } from './people';

interface Seated {
  readonly tables: Readonly<Record<TableName, TableId>>;
  readonly seats: ReadonlyMap<string, SeatId>;
  readonly persons: ReadonlyMap<SeatId, PersonId>;
}

/** Where the outcomes so far are known by name. */
type Recorded = ReadonlyMap<string, string>;

/** Gives the development table outcomes, each recorded and adopted by the commands of the product, on a day in the past. */
@Injectable()
export class DemoOutcomes {
  constructor(
    private readonly preparations: PreparationReader,
    private readonly recording: RecordingService,
    private readonly outcomes: OutcomeReader,
    private readonly adoptions: AdoptionService,
  ) {}

  async fill(manager: EntityManager, calendar: DemoCalendar, seated: Seated): Promise<void> {
    const organisations = await organisationsOf(manager);
    const recorded = new Map<string, string>();
    for (const outcome of outcomesOf(calendar)) {
      const content = contentOf(outcome, organisations, recorded);
      const preparationId = await this.#prepare(manager, calendar, seated, outcome, content);
      if (outcome.recorded === null) continue;
      const at = calendar.ago(outcome.recorded, 15);
      const outcomeId = await this.#record(manager, seated, preparationId, at);
      recorded.set(outcome.name, outcomeId);
      for (const adoption of outcome.adoptions) {
        const at = calendar.ago(adoption.daysAgo, 16);
        const said = saidBy(known(organisations, adoption.party), adoption, at);
        const actor = actorAt(seated, ...organSeat(adoption));
        const loaded = await this.outcomes.require(actor, 'adoption.record', outcomeId, manager);
        await this.adoptions.recordWithin(manager, actor, loaded, said, at);
      }
    }
  }

  /** Prepared and closed, with the dissent that came in. */
  async #prepare(
    manager: EntityManager,
    calendar: DemoCalendar,
    seated: Seated,
    outcome: DemoOutcome,
    content: OutcomeContent,
  ): Promise<string> {
    const chair = actorAt(seated, 'OV', 'chair');
    const { documentId, sectionIds } = await sectionsOf(manager, seated.tables.development, outcome.sections);
    const missing = unfinished(content);
    if (missing.length > 0)
      throw new Error(`The outcome ${outcome.name} of the demonstration lacks ${missing.join(', ')}.`);
    const preparationId = randomUUID();
    const { begun, closed, until } = termOf(calendar, outcome);
    await manager.query(
      `INSERT INTO outcome_preparations (id, table_id, document_id, section_ids, content, state, closed_at, dissent_until,
         created_at, created_by_seat)
       VALUES ($1, $2, $3, $4, $5, 'closed', $6, $7, $8, $9)`,
      [
        preparationId,
        seated.tables.development,
        documentId,
        sectionIds,
        JSON.stringify(content),
        closed,
        until,
        begun,
        chair.seat?.seatId,
      ],
    );
    for (const { by, words } of outcome.dissents) {
      const { seat, personId } = actorAt(seated, ...by);
      await manager.query(
        'INSERT INTO outcome_dissents (preparation_id, seat_id, person_id, words, at) VALUES ($1, $2, $3, $4, $5)',
        [preparationId, seat?.seatId, personId, words, closed],
      );
    }
    return preparationId;
  }

  async #record(manager: EntityManager, seated: Seated, preparationId: string, at: Date): Promise<string> {
    const chair = actorAt(seated, 'OV', 'chair');
    const prepared = await this.preparations.require(chair, 'outcome.record', preparationId, manager);
    const dissents = await this.preparations.dissents(prepared, manager);
    const texts = await this.recording.frozen(prepared, manager);
    const command = {
      requestId: randomUUID(),
      version: prepared.version,
      texts: texts.map(confirmedText),
      dissentHash: hashOfDissents(dissents.map(({ dissent }) => dissent)),
      roundsReason: '',
    };
    return this.recording.recordWithin(manager, chair, prepared, command, at);
  }
}

/** When preparation began and was closed, and until when dissent could come in: still, for what is not recorded yet. */
function termOf(calendar: DemoCalendar, { recorded }: DemoOutcome): Record<'begun' | 'closed' | 'until', Date> {
  const closedOn = recorded ?? 1;
  return {
    begun: calendar.ago(closedOn + 1, 10),
    closed: calendar.ago(closedOn, 11),
    until: recorded === null ? calendar.at(calendar.workingDay(1), 17) : calendar.ago(closedOn, 14),
  };
}

function contentOf(
  outcome: DemoOutcome,
  organisations: ReadonlyMap<string, string>,
  recorded: Recorded,
): OutcomeContent {
  return OutcomeContent.parse({
    ...EMPTY_OUTCOME,
    ...outcome.content,
    competence: outcome.competence ?? '',
    supersedes: outcome.supersedes === undefined ? [] : [known(recorded, outcome.supersedes)],
    asked: outcome.asked.map(({ party, what, until }) => ({
      organisationId: known(organisations, party),
      what,
      before: until,
    })),
    organs: outcome.organs.map(({ party, organ }) => ({
      organisationId: known(organisations, party),
      organ,
      label: '',
    })),
  });
}

const OWN_POWER: Readonly<Record<DemoOrgan, string>> = {
  council: 'artikel 2.2 van de Jeugdwet',
  college: 'artikel 160 van de Gemeentewet',
  board: 'statuten van de stichting',
};

function saidBy(organisationId: string, adoption: DemoAdoption, at: Date): RecordAdoption {
  const { organ, mandate, refused, reservation } = adoption;
  return RecordAdoption.parse({
    requestId: randomUUID(),
    organ: { organisationId, organ, label: '' },
    result: refused === undefined ? 'adopted' : 'refused',
    date: dayOf(at),
    ground: mandate === undefined ? 'own' : 'mandate',
    source: mandate ?? OWN_POWER[organ],
    reservation: reservation ?? '',
    reason: refused ?? '',
    corrects: null,
  });
}

/** Who enters what an organ said. */
function organSeat({ party, organ, by }: DemoAdoption): SeatName {
  if (by === 'secretary') return ['SOT', 'secretary'];
  return [party, organ === 'board' ? 'contractor' : 'commissioner'];
}

function actorAt(seated: Seated, party: string, role: Role): Actor {
  const tableId = seated.tables.development;
  const seatId = known(seated.seats, `development/${party}/${role}`);
  const personId = known(seated.persons, seatId);
  return { personId, sessionId: id(randomUUID()), seat: { seatId, tableId, role }, administrator: false };
}

async function organisationsOf(manager: EntityManager): Promise<ReadonlyMap<string, string>> {
  const rows: { abbreviation: string; id: string }[] = await manager.query(
    'SELECT abbreviation, id FROM organisations',
  );
  return new Map(rows.map((row) => [row.abbreviation, row.id]));
}

async function sectionsOf(
  manager: EntityManager,
  tableId: TableId,
  titles: readonly string[],
): Promise<{ documentId: string; sectionIds: SectionId[] }> {
  const rows: { documentId: string; sectionId: string }[] = await manager.query(
    `SELECT section.document_id AS "documentId", section.id AS "sectionId"
     FROM sections section JOIN documents document ON document.id = section.document_id
     WHERE document.table_id = $1 AND section.title = ANY ($2) ORDER BY array_position($2::text[], section.title)`,
    [tableId, titles],
  );
  if (rows[0] === undefined || rows.length !== titles.length)
    throw new Error('The demonstration has an outcome on a section that it does not define.');
  return { documentId: rows[0].documentId, sectionIds: rows.map(({ sectionId }) => id<SectionId>(sectionId)) };
}

function known<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demonstration names ${String(key)}, which it does not define.`);
  return value;
}
