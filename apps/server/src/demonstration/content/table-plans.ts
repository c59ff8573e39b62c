import type { AgendaItem, Formality, PhaseInput } from '@samenspel/domain';
import type { DemoCalendar } from '../calendar';
import type { TableName } from '../people';
import type { Day } from '../working-days';
import { boardMeets, boardRuled, sessionWas, tableMeets } from './meeting-days';

interface DemoMeeting {
  readonly table: TableName;
  readonly title: string;
  readonly day: (calendar: DemoCalendar) => Day;
  /** Hour and minute, as clocks in the Netherlands show it. */
  readonly time: readonly [hour: number, minute: number];
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

export const MEETINGS: readonly DemoMeeting[] = [
  {
    table: 'development',
    title: 'Werksessie: wachten en school',
    day: sessionWas,
    time: [9, 30],
    place: 'Gemeentehuis Elzerwaard',
    formality: 'informal',
    agenda: [
      item('Hoe lang een verblijf duurt', 'exploring', 'Verslag met acties', 'Niemand, het is een werksessie'),
      item('School tijdens een verblijf', 'weighing', 'Terug op de volgende ontwikkeltafel', 'De ontwikkeltafel'),
    ],
  },
  {
    table: 'development',
    title: 'Ontwikkeltafel: waarom en rollen',
    day: (calendar) => calendar.workingDay(-14),
    time: [13, 30],
    place: 'Gemeentehuis Zilverdam, raadzaal',
    formality: 'formal',
    agenda: [item('Rollen van toegang en aanbieders', 'weighing', 'Verwerkt in het plan', 'De zeven colleges')],
  },
  {
    table: 'development',
    title: 'Werksessie: korter verblijf, dichter bij huis',
    day: (calendar) => calendar.workingDay(4),
    time: [9, 30],
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
        'Cijfers van de hele regio komen in het hoofdstuk over de stand van zaken',
        'De ontwikkeltafel',
      ),
    ],
  },
  {
    table: 'development',
    title: 'Ontwikkeltafel: wachten, vervoer en doelen',
    day: tableMeets,
    time: [13, 30],
    place: 'Gemeentehuis Zilverdam, raadzaal',
    formality: 'formal',
    agenda: [
      item('Waar het wachten zit', 'weighing', 'Verwerkt in het plan', 'De ontwikkeltafel'),
      item('Vervoer naar school', 'deciding', 'Voorstel aan de colleges', 'De zeven colleges'),
      item(
        'Doelen van het transformatieplan',
        'weighing',
        'Daarna een voorstel aan de raden',
        'De zeven gemeenteraden; besturen van aanbieders stemmen in',
      ),
    ],
  },
  {
    table: 'development',
    title: 'Kennismaken met de toegangsteams',
    day: (calendar) => calendar.workingDay(18),
    time: [14, 30],
    place: 'Videovergadering',
    formality: 'informal',
    agenda: [],
    cancelled: true,
  },
  {
    table: 'board',
    title: 'Bestuurscommissie: uitspraak over de aanpak',
    day: boardRuled,
    time: [15, 0],
    place: 'Gemeentehuis Elzerwaard',
    formality: 'formal',
    agenda: [
      item('Aanpak: van groep naar gezin', 'deciding', 'Uitspraak, met redenen, aan de tafel', 'De zeven colleges'),
    ],
  },
  {
    table: 'board',
    title: 'Bestuurscommissie: voortgang ontwikkeltafel',
    day: boardMeets,
    time: [15, 30],
    place: 'Gemeentehuis Elzerwaard',
    formality: 'formal',
    agenda: [
      item('Stand van het transformatieplan', 'exploring', 'Ter kennisneming', 'De bestuurscommissie'),
      item('Ruimte voor transformatiekosten', 'deciding', 'Voorstel aan de raden', 'De zeven gemeenteraden'),
    ],
  },
];

export const MESSAGES: readonly DemoMessage[] = [
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

/** As a region plans it: preparation, two years in which the plan is worked out and adopted, then carrying it out. */
export function phasesOf({ years }: DemoCalendar): Readonly<Record<TableName, readonly PhaseInput[]>> {
  const from = (year: number): string => `${String(year)}-01-01`;
  const until = (year: number): string => `${String(year)}-12-31`;
  return {
    development: [
      { name: 'Voorbereiding', from: from(years.prepared), until: until(years.prepared), gate: null },
      {
        name: 'Fase 1: het plan uitwerken',
        from: from(years.workedOutFrom),
        until: until(years.workedOutUntil),
        gate: {
          what: 'Transformatieplan gedragen door de tafel en vastgesteld',
          on: until(years.workedOutUntil),
          by: 'Gemeenteraden over visie en geld, colleges over contracten; besturen van aanbieders stemmen in',
        },
      },
      {
        name: 'Fase 2: sturen op het plan',
        from: from(years.start),
        until: until(years.end),
        gate: {
          what: 'Evaluatie: doelen gehaald en samenwerking goed genoeg om te verlengen',
          on: `${String(years.end)}-06-30`,
          by: 'De zeven colleges, op advies van de bestuurscommissie',
        },
      },
      {
        name: 'Verlenging, als de evaluatie goed is',
        from: from(years.end + 1),
        until: until(years.end + 4),
        gate: null,
      },
    ],
    board: [
      {
        name: 'Besluiten over het plan',
        from: from(years.workedOutFrom),
        until: until(years.workedOutUntil),
        gate: {
          what: 'Ruimte voor transformatiekosten bepaald',
          on: until(years.workedOutUntil),
          by: 'De zeven gemeenteraden',
        },
      },
    ],
  };
}
