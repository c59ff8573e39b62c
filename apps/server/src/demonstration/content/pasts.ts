import type { DemoCalendar } from '../calendar';
import type { SeatName } from './demo-section';
import { REVIEW } from './overeenkomst';

/** What a section said on a day in the past: what it says now, but for some words. */
export interface PastStage {
  readonly daysAgo: number;
  /** Who wrote it so; the first text was put in by an import. */
  readonly by: SeatName;
  /** What stands there now, and what stood there then; nothing for what was not there yet. */
  readonly otherwise: readonly (readonly [now: string, then: string])[];
  /** The name that this version was given. */
  readonly name?: string;
}

const RURAL = 'Verblijf duurt niet langer dan nodig is, en de weg terug begint op de eerste dag.';
const RARE =
  'Voor jeugdigen met zeldzame en zware problemen spreken wij geen aantallen af. Daar kijken wij per jaar samen naar het ' +
  'verloop en naar wat jongeren zelf over hun hulp zeggen.';
const OCCUPIED = 'Alleen waar als een kind er kan blijven zolang het nodig is.';
const FIXED_FACE =
  'Er is één vast gezicht, ook bij een verhuizing. De jongere kiest zelf twee mensen die bij elk gesprek mogen zijn. ';
const CRISIS =
  'Bij een crisis geldt: eerst een bed, dan de rekening. Wie betaalt, regelen wij achteraf volgens de afspraak.';
const FIVE_DAYS = 'binnen vijf werkdagen';
const SMALL = 'ten hoogste vier';

/** The past of some sections, by title; the last stage is what they say now. */
export function pastsOf({ years }: DemoCalendar): Readonly<Record<string, readonly PastStage[]>> {
  const reviewed = `, door de aanbieders bekeken in maart ${years.measured + 1}`;
  return {
    'Doelen van het plan': [
      {
        daysAgo: 41,
        by: ['DR', 'commissioner'],
        otherwise: [
          [RURAL, ''],
          [RARE, ''],
          [reviewed, ''],
          [OCCUPIED, ''],
          ['130', '100'],
          ['12 maanden', '9 maanden'],
          ['een begin, een eind en een eigenaar', 'een begin en een eind'],
        ],
      },
      {
        daysAgo: 34,
        by: ['JZ', 'contractor'],
        otherwise: [
          [RARE, ''],
          [reviewed, ''],
          [OCCUPIED, ''],
          ['12 maanden', '9 maanden'],
          ['een begin, een eind en een eigenaar', 'een begin en een eind'],
        ],
      },
      {
        daysAgo: 27,
        by: ['GB', 'contractor'],
        otherwise: [
          [RARE, ''],
          [reviewed, ''],
          ['een begin, een eind en een eigenaar', 'een begin en een eind'],
        ],
        name: 'Voor de tafel over cijfers',
      },
      { daysAgo: 20, by: ['RBJ', 'secretary'], otherwise: [[RARE, '']] },
      { daysAgo: 13, by: ['BE', 'contractor'], otherwise: [], name: 'Zoals besproken aan tafel' },
    ],
    'Aanpak: van groep naar gezin': [
      {
        daysAgo: 118,
        by: ['WO', 'contractor'],
        otherwise: [
          [FIXED_FACE, ''],
          [CRISIS, ''],
          [FIVE_DAYS, 'zo snel mogelijk'],
          [SMALL, 'ten hoogste zes'],
        ],
      },
      {
        daysAgo: 104,
        by: ['ZD', 'commissioner'],
        otherwise: [
          [FIXED_FACE, ''],
          [CRISIS, ''],
          [SMALL, 'ten hoogste zes'],
        ],
      },
      { daysAgo: 83, by: ['WO', 'contractor'], otherwise: [[CRISIS, '']] },
      { daysAgo: 62, by: ['JBZ', 'contractor'], otherwise: [] },
    ],
    'Als het anders loopt': [
      { daysAgo: 30, by: ['OV', 'chair'], otherwise: [[REVIEW, '']] },
      { daysAgo: 4, by: ['DR', 'commissioner'], otherwise: [], name: 'Met een moment om terug te kijken' },
    ],
  };
}
