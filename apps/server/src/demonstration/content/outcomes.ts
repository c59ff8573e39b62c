import type { OutcomeContent } from '@samenspel/domain';
import type { DemoCalendar } from '../calendar';
import { MUNICIPALITIES } from '../people';
import type { Day } from '../working-days';
import type { SeatName } from './demo-section';
import { boardRuled } from './meeting-days';

export type DemoOrgan = 'college' | 'council' | 'board';

/** What an organ said, so many days before the demonstration began. */
export interface DemoAdoption {
  readonly party: string;
  readonly organ: DemoOrgan;
  /** The own seat, or the table's secretary on behalf of the organ. */
  readonly by: 'own' | 'secretary';
  readonly daysAgo: number;
  readonly mandate?: string;
  readonly reservation?: string;
  /** Why it refused; without it the organ adopted. */
  readonly refused?: string;
}

export interface DemoOutcome {
  readonly name: string;
  readonly sections: readonly string[];
  readonly content: Pick<OutcomeContent, 'subject' | 'kind' | 'how' | 'changes' | 'motivation' | 'consulted'>;
  /** By what power those at the table decided, where no organ has to. */
  readonly competence?: string;
  readonly asked: readonly { readonly party: string; readonly what: string; readonly until: Day }[];
  readonly organs: readonly { readonly party: string; readonly organ: DemoOrgan }[];
  readonly dissents: readonly { readonly by: SeatName; readonly words: string }[];
  /** The name of the outcome that this one takes the place of. */
  readonly supersedes?: string;
  /** Days ago; null: it is in preparation, and dissent can come in. */
  readonly recorded: number | null;
  readonly adoptions: readonly DemoAdoption[];
}

const all = (organ: DemoOrgan): DemoOutcome['organs'] => MUNICIPALITIES.map((party) => ({ party, organ }));

const VISION: DemoOutcome = {
  name: 'vision',
  sections: ['Visie: opgroeien zo thuis mogelijk', 'Waarom wij dit plan maken'],
  recorded: 110,
  content: {
    subject: 'Visie en aanleiding als grondslag van het plan',
    kind: 'plan',
    how: 'consensus',
    changes:
      'Vanaf nu is dit het uitgangspunt voor alle hoofdstukken van het plan. Wie in Zilverland jeugdhulp met verblijf wil bieden, onderschrijft deze visie. ' +
      'Kinderen die nu ergens wonen, merken hier nog niets van: er verhuist niemand door deze uitkomst.',
    motivation:
      'De tafel wil dat alle hoofdstukken op hetzelfde rusten. Over de visie waren alle partijen het al lang eens; door haar vast te leggen hoeft dat gesprek niet steeds opnieuw. ' +
      'De visie is van de gemeenteraden. Daarom stelt elke raad haar vast.',
    consulted:
      'Cliëntenraad Jeugdhulp Zilverdam en Ouders en Jongeren Zilverland. Beide vragen om in gewone taal te blijven schrijven; de tekst is daarop aangepast.',
  },
  asked: [],
  organs: all('council'),
  dissents: [],
  adoptions: MUNICIPALITIES.map((party, at) => ({
    party,
    organ: 'council',
    by: party === 'ZD' || party === 'DR' ? 'own' : 'secretary',
    daysAgo: 90 - 5 * at,
  })),
};

const TRIAL: DemoOutcome = {
  name: 'trial',
  sections: ['Meten en leren'],
  recorded: 140,
  content: {
    subject: 'Proef met een vast ritme van meten en leren',
    kind: 'processAgreement',
    how: 'consensus',
    changes: 'Drie maanden lang bespreken wij de cijfers van de regio in het ritme dat in deze paragraaf staat.',
    motivation: 'Wij willen eerst zien of dit ritme werkt en hoeveel tijd het vraagt.',
    consulted: 'Ouders en Jongeren Zilverland: begin klein. Dat is overgenomen.',
  },
  competence:
    'Een werkafspraak over hoe de partijen aan tafel met elkaar werken. Zij gaat niet over geld of contracten.',
  asked: [],
  organs: [],
  dissents: [],
  adoptions: [],
};

const RHYTHM: DemoOutcome = {
  ...TRIAL,
  name: 'rhythm',
  recorded: 47,
  supersedes: 'trial',
  content: {
    ...TRIAL.content,
    subject: 'Het ritme van meten en leren blijft',
    changes: 'De proef is klaar. Wij houden het ritme dat in deze paragraaf staat, en bekijken het één keer per jaar.',
    motivation:
      'Na de proef wil niemand terug. De gesprekken gaan minder over wiens cijfer klopt en meer over de vraag.',
    consulted:
      'Beide cliëntvertegenwoordigers willen dat jongeren meepraten over de vragen. Dat bespreken wij in een reactieronde.',
  },
};

const MONEY = (calendar: DemoCalendar): DemoOutcome => ({
  name: 'money',
  sections: ['Geld op hoofdlijnen'],
  recorded: 26,
  content: {
    subject: 'Budget op hoofdlijnen voor de ombouw',
    kind: 'plan',
    how: 'consensus',
    changes:
      'De gemeenten maken geld vrij om groepen te vervangen door hulp in gezinnen. De kosten van die ombouw staan apart en stoppen als zij klaar is. Over tarieven zegt dit niets.',
    motivation:
      'Zonder geld voor de overgang betalen kinderen de prijs: dan sluit een groep voordat er iets anders is.',
    consulted: 'Ouders en Jongeren Zilverland: zeg in de folder wat er voor gezinnen verandert. Dat is overgenomen.',
  },
  // The day that each council promised.
  asked: MUNICIPALITIES.slice(2).map((party, at) => ({
    party,
    what: 'De gemeenteraad beslist over het budget',
    until: calendar.workingDay(12 + 6 * at),
  })),
  organs: all('council'),
  dissents: [],
  adoptions: [
    { party: 'ZD', organ: 'council', by: 'own', daysAgo: 8 },
    {
      party: 'DR',
      organ: 'council',
      by: 'secretary',
      daysAgo: 6,
      reservation: 'De raad wil elk half jaar zien hoe het geld is besteed.',
    },
  ],
});

const NEARBY: DemoOutcome = {
  name: 'nearby',
  sections: ['Waarover wij afspraken maken', 'Wat wij elkaar beloven'],
  recorded: 21,
  content: {
    subject: 'Afspraken over dichter bij huis wonen',
    kind: 'agreement',
    how: 'consensus',
    changes:
      'Voor kinderen: voordat een kind ver van school gaat wonen, zoekt de gemeente met de aanbieder nog één keer dichterbij. Voor gemeenten en aanbieders: ieder doet wat in de lijst van beloften staat.',
    motivation: 'School, vrienden en familie zijn voor een kind belangrijker dan een plek die toevallig vrij is.',
    consulted:
      'Ouders en Jongeren Zilverland: reken met de reistijd van het kind. De tafel neemt dat mee bij de uitwerking.',
  },
  asked: [],
  organs: [...all('college'), { party: 'JZ', organ: 'board' }, { party: 'PV', organ: 'board' }],
  dissents: [],
  adoptions: [
    { party: 'ZD', organ: 'college', by: 'own', daysAgo: 14 },
    { party: 'JZ', organ: 'board', by: 'own', daysAgo: 13 },
    {
      party: 'DR',
      organ: 'college',
      by: 'own',
      daysAgo: 9,
      refused:
        'Het college staat achter de bedoeling. Maar nergens staat wanneer wij samen nagaan of kinderen echt dichterbij wonen, en hoe wij er dan weer van af kunnen. Zonder zo’n moment stemt het college niet in.',
    },
    { party: 'PV', organ: 'board', by: 'secretary', daysAgo: 8 },
  ],
};

/** Between the municipalities and one provider: nobody else knows of it. The chair, who recorded it, reads along. */
const TWO_HOUSES = (calendar: DemoCalendar): DemoOutcome => ({
  name: 'twoHouses',
  sections: ['Maatwerk Woonhuizen Oostermeren: twee huizen erbij'],
  recorded: 19,
  content: {
    subject: 'Het woonhuis in Oostermeren',
    kind: 'agreement',
    how: 'consensus',
    changes:
      'Het huis in Oostermeren gaat door zoals in deze sectie staat, met zekerheid over de helft van de plekken. ' +
      `Over het huis in Elzerwaard antwoorden de gemeenten uiterlijk ${calendar.long(calendar.next(3, 1, 30))}.`,
    motivation: 'Dit huis kan als eerste open, zonder dat ergens een groep eerder dicht moet.',
    consulted: 'De cliëntenraad van Woonhuizen Oostermeren adviseerde de eigen aanbieder positief.',
  },
  asked: [
    { party: 'ZD', what: 'Eén contactpersoon aanwijzen voor het huis en de straat', until: calendar.workingDay(20) },
  ],
  organs: [
    { party: 'ZD', organ: 'college' },
    { party: 'WO', organ: 'board' },
  ],
  dissents: [],
  adoptions: [
    {
      party: 'ZD',
      organ: 'college',
      by: 'own',
      daysAgo: 12,
      mandate: 'mandaat van de zeven colleges aan Zilverdam, artikel 2',
    },
    { party: 'WO', organ: 'board', by: 'own', daysAgo: 10 },
  ],
});

const APPROACH = (calendar: DemoCalendar): DemoOutcome => ({
  name: 'approach',
  sections: ['Aanpak: van groep naar gezin'],
  recorded: 6,
  content: {
    subject: 'Groepen afbouwen en gezinshuizen opbouwen, stap voor stap',
    kind: 'agreement',
    how: 'ruling',
    changes:
      'Voor kinderen: wie nieuw hulp met verblijf nodig heeft, woont vaker in een gezin dan in een groep. Wie al in een groep woont, verhuist alleen als dat beter is voor dat kind.\n' +
      'Voor aanbieders: groepen gaan pas dicht als er plek in gezinnen is. Voor gemeenten: zij zorgen voor huizen en onderwijs in de buurt.',
    motivation:
      'Een gezin geeft kinderen meer rust dan een groep. De tafel koos voor kleine stappen, omdat te snel sluiten kinderen tussen wal en schip laat vallen.\n' +
      `De tafel werd het niet eens over het tempo. De voorzitter bemiddelde tot ${calendar.long(calendar.workingDay(-13))}, zonder resultaat. ` +
      `Op ${calendar.long(boardRuled(calendar))} deden de gemeenten uitspraak; die is aangenomen met de vereiste meerderheid.\n` +
      'Op het bezwaar van Woonhuizen Oostermeren antwoorden de gemeenten: wie welke kosten draagt, spreken zij met elke aanbieder apart af voordat daar een groep kleiner wordt. Voor het tempo geldt wat bij de kinderen past.',
    consulted:
      'Ouders en Jongeren Zilverland: niet verhuizen in een schooljaar. Dat is overgenomen. De cliëntenraad van Jeugdhulp Zilverdam adviseert de eigen aanbieder voordat een groep sluit.',
  },
  asked: [
    {
      party: 'JZ',
      what: 'Met de gemeenten een rooster afspreken, met plek voor elk kind',
      until: calendar.workingDay(60),
    },
    { party: 'GB', what: 'Alleen aan de gemeenten opgeven wat er kan beginnen', until: calendar.workingDay(45) },
    { party: 'HM', what: 'Twee huizen zoeken die geschikt zijn als gezinshuis', until: calendar.workingDay(90) },
  ],
  organs: [...all('college'), { party: 'JZ', organ: 'board' }, { party: 'WO', organ: 'board' }],
  dissents: [
    {
      by: ['WO', 'contractor'],
      words:
        'Wij steunen de richting, maar niet het tempo. Bij ons wonen kinderen die nergens anders terecht kunnen.\n' +
        'Wij willen dat eerst vaststaat wie betaalt als een groep kleiner wordt. Zolang dat er niet staat, zijn wij niet akkoord.',
    },
  ],
  adoptions: [
    { party: 'ZD', organ: 'college', by: 'own', daysAgo: 3 },
    {
      party: 'OM',
      organ: 'college',
      by: 'own',
      daysAgo: 2,
      reservation: 'Onder voorbehoud van de begroting: de gemeenteraad beslist over het geld voor de huizen.',
    },
    { party: 'JZ', organ: 'board', by: 'own', daysAgo: 2 },
  ],
});

/** Comes after the refusal, with what was missing. Its term for dissent runs today. */
const NEARBY_AGAIN: DemoOutcome = {
  ...NEARBY,
  name: 'nearbyAgain',
  sections: ['Waarover wij afspraken maken', 'Wat wij elkaar beloven', 'Als het anders loopt'],
  recorded: null,
  supersedes: 'nearby',
  content: {
    ...NEARBY.content,
    subject: 'Afspraken over dichter bij huis wonen, met een moment om terug te kijken',
    motivation:
      'Het college van Duinrade stemde niet in, omdat een moment om terug te kijken ontbrak. Dat staat nu onder “Als het anders loopt”. De rest van de tekst is dezelfde.',
  },
  adoptions: [],
};

/** The outcomes of the development table in the order in which they came. */
export function outcomesOf(calendar: DemoCalendar): readonly DemoOutcome[] {
  return [TRIAL, VISION, RHYTHM, MONEY(calendar), NEARBY, TWO_HOUSES(calendar), APPROACH(calendar), NEARBY_AGAIN];
}
