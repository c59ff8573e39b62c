import { randomUUID } from 'node:crypto';
import type { AgendaItem, Formality, PersonId, PhaseInput, SeatId, TableId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import type { TableName } from './people';

const DAY_MS = 24 * 3_600_000;

interface Seated {
  readonly tables: Readonly<Record<TableName, TableId>>;
  /** Seats by table, party and role: "development/OV/chair". */
  readonly seats: ReadonlyMap<string, SeatId>;
  /** Who acts for a seat. */
  readonly persons: ReadonlyMap<SeatId, PersonId>;
}

interface DemoMeeting {
  readonly table: TableName;
  readonly title: string;
  /** From the day of seeding; moved on to a working day. */
  readonly inDays: number;
  readonly hour: number;
  readonly place: string;
  readonly formality: Formality;
  readonly agenda: readonly AgendaItem[];
  readonly cancelled?: boolean;
}

interface DemoMessage {
  readonly table: TableName;
  readonly seat: string;
  readonly daysAgo: number;
  readonly formality: Formality;
  readonly text: string;
  readonly withdrawn?: boolean;
}

const item = (title: string, status: AgendaItem['status'], outcome: string, adoptedBy: string): AgendaItem => ({
  title,
  status,
  outcome,
  adoptedBy,
});

const MEETINGS: readonly DemoMeeting[] = [
  {
    table: 'development',
    title: 'Ontwikkeltafel: waarom en rollen',
    inDays: -16,
    hour: 12,
    place: 'Gemeentehuis Zilverdam, raadzaal',
    formality: 'formal',
    agenda: [item('Rollen van toegang en aanbieders', 'weighing', 'Verwerkt in het plan', 'De zeven colleges')],
  },
  {
    table: 'development',
    title: 'Werksessie: korter verblijf, dichter bij huis',
    inDays: 4,
    hour: 8,
    place: 'Woonhuizen Oostermeren, Dorpsstraat 12',
    formality: 'informal',
    agenda: [
      item(
        'Wat gezinnen nodig hebben bij terugkeer naar huis',
        'exploring',
        'Ideeën gaan naar de schrijvers van het plan',
        'Niemand, het is een werksessie',
      ),
      item(
        'Pleegzorg en gezinshuizen: wat is er al?',
        'exploring',
        'Cijfers komen in het hoofdstuk over de stand van zaken',
        'De ontwikkeltafel',
      ),
    ],
  },
  {
    table: 'development',
    title: 'Ontwikkeltafel: doelen en maatregelen',
    inDays: 11,
    hour: 12,
    place: 'Gemeentehuis Zilverdam, raadzaal',
    formality: 'formal',
    agenda: [
      item('Reacties van cliënten op de doelen', 'weighing', 'Antwoord in de reactienota', 'De voorzitter'),
      item(
        'Doelen van het transformatieplan',
        'deciding',
        'Voorstel aan de colleges',
        'De zeven colleges en de besturen van de aanbieders',
      ),
      item('Aanpak van de leercyclus', 'weighing', 'Komt terug in de volgende vergadering', 'De ontwikkeltafel'),
    ],
  },
  {
    table: 'development',
    title: 'Kennismaken met de toegangsteams',
    inDays: 18,
    hour: 13,
    place: 'Videovergadering',
    formality: 'informal',
    agenda: [],
    cancelled: true,
  },
  {
    table: 'board',
    title: 'Bestuurscommissie: voortgang ontwikkeltafel',
    inDays: 13,
    hour: 14,
    place: 'Gemeentehuis Elzerwaard',
    formality: 'formal',
    agenda: [
      item('Stand van het transformatieplan', 'exploring', 'Ter kennisneming', 'De bestuurscommissie'),
      item('Ruimte voor transformatiekosten', 'deciding', 'Voorstel aan de raden', 'De zeven gemeenteraden'),
    ],
  },
];

const MESSAGES: readonly DemoMessage[] = [
  {
    table: 'development',
    seat: 'OV/chair',
    daysAgo: 1,
    formality: 'formal',
    text: 'De tekst van de doelen ligt klaar voor de vergadering. Wilt u uw reactie geven voordat wij bij elkaar komen? Dan kan iedereen zich voorbereiden.',
  },
  {
    table: 'development',
    seat: 'CJZ/clientRepresentative',
    daysAgo: 2,
    formality: 'informal',
    text: 'Wij hebben met twaalf ouders en acht jongeren over de doelen gesproken. Wat zij belangrijk vinden, zetten wij bij de tekst.',
  },
  {
    table: 'development',
    seat: 'WO/contractor',
    daysAgo: 5,
    formality: 'informal',
    text: 'De werksessie is bij ons in huis. Wie wil, kan een halfuur eerder komen om rond te kijken.',
  },
  {
    table: 'development',
    seat: 'PV/contractor',
    daysAgo: 7,
    formality: 'informal',
    text: 'Verkeerde bijlage, de goede volgt.',
    withdrawn: true,
  },
  {
    table: 'development',
    seat: 'RBJ/secretary',
    daysAgo: 9,
    formality: 'formal',
    text: 'Het halfjaarlijkse voortgangsbericht gaat volgende maand naar de colleges en de raden.',
  },
  {
    table: 'board',
    seat: 'RBJ/secretary',
    daysAgo: 3,
    formality: 'formal',
    text: 'De stukken voor de bestuurscommissie zijn compleet.',
  },
];

/** As a region plans it: a year of preparation, a phase in which the plan is worked out and adopted, then four years of carrying it out. */
function phasesFrom(year: number): Readonly<Record<TableName, readonly PhaseInput[]>> {
  const last = Math.max(2030, year + 1);
  return {
    development: [
      { name: 'Voorbereiding', from: `${year - 1}-01-01`, until: `${year - 1}-12-31`, gate: null },
      {
        name: 'Fase 1: het plan uitwerken',
        from: `${year}-01-01`,
        until: `${year}-12-31`,
        gate: {
          what: 'Transformatieplan gedragen door de tafel en vastgesteld',
          on: `${year}-12-31`,
          by: 'De zeven colleges en de besturen van de aanbieders',
        },
      },
      {
        name: 'Fase 2: sturen op het plan',
        from: `${year + 1}-01-01`,
        until: `${last}-12-31`,
        gate: {
          what: 'Evaluatie: doelen gehaald en samenwerking goed genoeg om te verlengen',
          on: `${last}-06-30`,
          by: 'De bestuurscommissie',
        },
      },
      {
        name: 'Verlenging, als de evaluatie goed is',
        from: `${last + 1}-01-01`,
        until: `${last + 4}-12-31`,
        gate: null,
      },
    ],
    board: [
      {
        name: 'Besluiten over het plan',
        from: `${year}-01-01`,
        until: `${year}-12-31`,
        gate: { what: 'Ruimte voor transformatiekosten bepaald', on: `${year}-12-31`, by: 'De zeven gemeenteraden' },
      },
    ],
  };
}

/** Gives the demonstration's tables phases, meetings near the moment of seeding, and messages, formal and informal. */
export async function fillPlans(manager: EntityManager, now: Date, seated: Seated): Promise<void> {
  for (const [table, phases] of Object.entries(phasesFrom(now.getUTCFullYear()))) {
    for (const [place, { name, from, until, gate }] of phases.entries()) {
      await manager.query(
        `INSERT INTO table_phases (table_id, place, name, from_on, until_on, gate_what, gate_on, gate_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [seated.tables[table as TableName], place, name, from, until, gate?.what, gate?.on, gate?.by],
      );
    }
  }
  for (const { table, title, inDays, hour, place, formality, agenda, cancelled } of MEETINGS) {
    await manager.query(
      `INSERT INTO meetings (id, table_id, title, starts_at, place, formality, agenda, cancelled_at, changed_at, changed_by_seat)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        randomUUID(),
        seated.tables[table],
        title,
        workingDay(now, inDays, hour),
        place,
        formality,
        JSON.stringify(agenda),
        cancelled === true ? now : null,
        now,
        seatAt(seated, `${table}/RBJ/secretary`),
      ],
    );
  }
  for (const { table, seat, daysAgo, formality, text, withdrawn } of MESSAGES) {
    const seatId = seatAt(seated, `${table}/${seat}`);
    const at = new Date(now.getTime() - daysAgo * DAY_MS);
    await manager.query(
      `INSERT INTO table_messages (id, table_id, seat_id, person_id, at, formality, text, withdrawn_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [randomUUID(), seated.tables[table], seatId, seated.persons.get(seatId), at, formality, text, withdrawn === true ? now : null],
    ); // prettier-ignore
  }
}

function seatAt({ seats }: Seated, key: string): SeatId {
  const seatId = seats.get(key);
  if (seatId === undefined) throw new Error(`The demonstration has no seat ${key}.`);
  return seatId;
}

/** On this day, or on the Monday after a weekend; the hour is UTC. */
function workingDay(now: Date, inDays: number, hour: number): Date {
  const day = new Date(now.getTime() + inDays * DAY_MS);
  day.setUTCHours(hour, 30, 0, 0);
  const weekday = day.getUTCDay();
  const on = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return new Date(day.getTime() + on * DAY_MS);
}
