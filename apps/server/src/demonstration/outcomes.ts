import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  confirmedText,
  dayOf,
  EMPTY_OUTCOME,
  id,
  type Actor,
  type OutcomeContent,
  type PersonId,
  type RecordAdoption,
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
import type { TableName } from './people';

interface Seated {
  readonly tables: Readonly<Record<TableName, TableId>>;
  readonly seats: ReadonlyMap<string, SeatId>;
  readonly persons: ReadonlyMap<SeatId, PersonId>;
}

const MUNICIPALITIES = ['ZD', 'DR', 'EW', 'HM', 'VR', 'OM', 'BZ'] as const;

interface DemoOutcome {
  readonly sections: readonly string[];
  readonly content: Pick<OutcomeContent, 'subject' | 'kind' | 'how' | 'changes' | 'motivation' | 'consulted'>;
  readonly asked: readonly { readonly party: string; readonly what: string; readonly inDays: number | null }[];
  readonly organs: readonly { readonly party: string; readonly organ: 'college' | 'council' | 'board' }[];
  readonly dissents: readonly { readonly party: string; readonly words: string }[];
  /** Who adopted: by the own seat, or by the secretary on behalf of the organ. */
  readonly adopted: readonly {
    readonly party: string;
    readonly by: 'own' | 'secretary';
    readonly reservation?: string;
  }[];
}

const VISION: DemoOutcome = {
  sections: ['Visie: opgroeien zo thuis mogelijk', 'Waarom wij dit plan maken'],
  content: {
    subject: 'Visie en aanleiding als grondslag van het plan',
    kind: 'plan',
    how: 'consensus',
    changes:
      'Vanaf nu is dit het uitgangspunt voor alle hoofdstukken van het plan. Wie in Zilverland jeugdhulp met verblijf wil bieden, onderschrijft deze visie. ' +
      'Kinderen die nu ergens wonen, merken hier nog niets van: er verhuist niemand door dit besluit.',
    motivation:
      'De tafel wil dat alle hoofdstukken op hetzelfde rusten. Over de visie waren alle partijen het al lang eens; door haar vast te leggen hoeft dat gesprek niet steeds opnieuw.',
    consulted:
      'Cliëntenraad Jeugdhulp Zilverdam en Ouders en Jongeren Zilverland. Beide vragen om in gewone taal te blijven schrijven; de tekst is daarop aangepast.',
  },
  asked: [{ party: 'RBJ', what: 'De visie in gewone taal op de website van de regio zetten', inDays: 30 }],
  organs: MUNICIPALITIES.map((party) => ({ party, organ: 'college' as const })),
  dissents: [],
  adopted: MUNICIPALITIES.map((party) => ({ party, by: party === 'ZD' || party === 'DR' ? 'own' : 'secretary' })),
};

const APPROACH: DemoOutcome = {
  sections: ['Aanpak: van groep naar gezin'],
  content: {
    subject: 'Groepen afbouwen en gezinshuizen opbouwen, stap voor stap',
    kind: 'agreement',
    how: 'afterMediation',
    changes:
      'Voor kinderen: wie nieuw hulp met verblijf nodig heeft, woont vaker in een gezin dan in een groep. Wie al in een groep woont, verhuist alleen als dat beter is voor dat kind.\n' +
      'Voor aanbieders: groepen gaan pas dicht als er plek in gezinnen is. Voor gemeenten: zij zorgen voor huizen en onderwijs in de buurt.',
    motivation:
      'Een gezin geeft kinderen meer rust dan een groep. De tafel koos voor kleine stappen, omdat te snel sluiten kinderen tussen wal en schip laat vallen. Over het tempo is bemiddeld.',
    consulted: 'Ouders en Jongeren Zilverland: niet verhuizen in een schooljaar. Dat is overgenomen.',
  },
  asked: [
    { party: 'JZ', what: 'Een rooster voor de eerste twee groepen, met plek voor elk kind', inDays: 60 },
    { party: 'GB', what: 'Opgave van het aantal gezinshuizen dat kan starten', inDays: 45 },
    { party: 'HM', what: 'Twee huizen zoeken die geschikt zijn als gezinshuis', inDays: 90 },
  ],
  organs: [
    ...MUNICIPALITIES.map((party) => ({ party, organ: 'college' as const })),
    { party: 'HM', organ: 'council' },
    { party: 'JZ', organ: 'board' },
    { party: 'WO', organ: 'board' },
  ],
  dissents: [
    {
      party: 'WO',
      words:
        'Wij steunen de richting, maar niet het tempo. Onze huizen staan al vol met kinderen die nergens anders terecht kunnen.\n' +
        'Wij willen dat eerst vaststaat wie de lege plekken betaalt als een groep kleiner wordt. Zolang dat er niet staat, zijn wij niet akkoord.',
    },
  ],
  adopted: [
    { party: 'ZD', by: 'own' },
    {
      party: 'OM',
      by: 'own',
      reservation: 'Onder voorbehoud van de begroting 2027: de gemeenteraad beslist over het geld voor de huizen.',
    },
    { party: 'JZ', by: 'own' },
  ],
};

/** Gives the development table a decision, and an outcome that waits for organs and has a party that stands apart. */
@Injectable()
export class DemoOutcomes {
  constructor(
    private readonly preparations: PreparationReader,
    private readonly recording: RecordingService,
    private readonly outcomes: OutcomeReader,
    private readonly adoptions: AdoptionService,
  ) {}

  async fill(manager: EntityManager, now: Date, seated: Seated): Promise<void> {
    for (const outcome of [VISION, APPROACH]) await this.#one(manager, now, seated, outcome);
  }

  async #one(manager: EntityManager, now: Date, seated: Seated, outcome: DemoOutcome): Promise<void> {
    const tableId = seated.tables.development;
    const chair = actorAt(seated, tableId, 'OV', 'chair');
    const organisations = await organisationsOf(manager);
    const content = contentOf(outcome, organisations, now);
    const { documentId, sectionIds } = await sectionsOf(manager, tableId, outcome.sections);
    const preparationId = randomUUID();
    await manager.query(
      `INSERT INTO outcome_preparations (id, table_id, document_id, section_ids, content, state, closed_at, dissent_until,
         created_at, created_by_seat)
       VALUES ($1, $2, $3, $4, $5, 'closed', $6, $6, $6, $7)`,
      [preparationId, tableId, documentId, sectionIds, JSON.stringify(content), now, chair.seat?.seatId],
    );
    for (const { party, words } of outcome.dissents) {
      const { seat, personId } = actorAt(seated, tableId, party, 'contractor');
      await manager.query(
        'INSERT INTO outcome_dissents (preparation_id, seat_id, person_id, words, at) VALUES ($1, $2, $3, $4, $5)',
        [preparationId, seat?.seatId, personId, words, now],
      );
    }
    const prepared = await this.preparations.require(chair, 'outcome.record', preparationId, manager);
    const dissents = await this.preparations.dissents(prepared, manager);
    const texts = await this.recording.frozen(prepared, manager);
    const outcomeId = await this.recording.recordWithin(manager, chair, prepared, {
      requestId: randomUUID(),
      version: prepared.version,
      texts: texts.map(confirmedText),
      dissentHash: hashOfDissents(dissents.map(({ dissent }) => dissent)),
      roundsReason: '',
    });
    for (const { party, by, reservation } of outcome.adopted) {
      const role = outcome.organs.some((each) => each.party === party && each.organ === 'board')
        ? 'contractor'
        : 'commissioner';
      const actor = by === 'own' ? actorAt(seated, tableId, party, role) : actorAt(seated, tableId, 'RBJ', 'secretary');
      const loaded = await this.outcomes.require(actor, 'adoption.record', outcomeId, manager);
      const said = saidBy(known(organisations, party), role, now, reservation ?? '');
      await this.adoptions.recordWithin(manager, actor, loaded, said);
    }
  }
}

function contentOf(outcome: DemoOutcome, organisations: ReadonlyMap<string, string>, now: Date): OutcomeContent {
  const inDays = (days: number): string => dayOf(new Date(now.getTime() + days * 24 * 3_600_000));
  return {
    ...EMPTY_OUTCOME,
    ...outcome.content,
    asked: outcome.asked.map(({ party, what, inDays: days }) => ({
      organisationId: known(organisations, party),
      what,
      before: days === null ? null : inDays(days),
    })),
    organs: outcome.organs.map(({ party, organ }) => ({
      organisationId: known(organisations, party),
      organ,
      label: '',
    })),
  };
}

function saidBy(organisationId: string, role: Role, now: Date, reservation: string): RecordAdoption {
  const board = role === 'contractor';
  return {
    requestId: randomUUID(),
    organ: { organisationId, organ: board ? 'board' : 'college', label: '' },
    result: 'adopted',
    date: dayOf(now),
    ground: 'own',
    source: board ? 'statuten van de stichting' : 'artikel 160 van de Gemeentewet',
    reservation,
    reason: '',
    corrects: null,
  };
}

function actorAt(seated: Seated, tableId: TableId, party: string, role: Role): Actor {
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
