import type { DemoCalendar } from '../calendar';
import type { DemoSection } from './demo-section';
import { bold, bullets, h, numbered, p, table } from './dsl';

/** The agreement of the whole table about placing children less far away, made from the template. */
export const afspraakWaarover = ({ years }: DemoCalendar): DemoSection => ({
  title: 'Waarover wij afspraken maken',
  audience: { kind: 'wholeTable' },
  maker: ['SOT', 'secretary'],
  blocks: [
    p(
      `Een kind dat niet thuis kan wonen, woont nu te vaak ver weg. In ${years.measured} gold dat voor 46 van de 118 kinderen in verblijf: zij woonden verder dan een half uur reizen van hun school. ` +
        `Het doel van de colleges is dat aantal te halveren vóór de zomer van ${years.start}.`,
    ),
    h('Wat wij samen als basis zien'),
    ...bullets(
      'School, vrienden en familie zijn voor een kind belangrijker dan een vrije plek.',
      'Niemand plaatst verder weg zonder dat de toegang het weet.',
      'Wie het niet lukt, zegt dat meteen. Dan zoeken wij samen.',
    ),
  ],
});

export const afspraakWie: DemoSection = {
  title: 'Wie afspreekt, en namens wie',
  audience: { kind: 'wholeTable' },
  maker: ['SOT', 'secretary'],
  blocks: [
    table(
      ['Partij', 'Wie beslist en wie tekent', 'Voor wie geldt het'],
      ['De zeven gemeenten', 'Elk college besluit; daarna tekent de burgemeester', 'De eigen toegang en lokale teams'],
      ['Jeugdhulp Zilverdam', 'Het bestuur stemt in en tekent', 'De eigen groepen en woonhuizen'],
      ['Pleegzorg Veldrade', 'Het bestuur stemt in en tekent', 'Pleegzorg in de hele regio'],
      ['Woonhuizen Oostermeren', 'Het bestuur stemt in en tekent', 'De eigen woonhuizen'],
      ['Jeugdbescherming Zilverland', 'Het bestuur stemt in en tekent', 'Plaatsingen met een maatregel'],
    ),
    p('De andere aanbieders lezen mee en kunnen later aansluiten.'),
  ],
};

export const afspraakBeloften = (calendar: DemoCalendar): DemoSection => ({
  title: 'Wat wij elkaar beloven',
  audience: { kind: 'wholeTable' },
  maker: ['ZD', 'commissioner'],
  blocks: [
    table(
      ['Partij', 'Wat', 'Uiterlijk', 'Waaraan wij zien dat het gedaan is', 'Wat volgt als het niet lukt'],
      [
        'Gemeenten',
        'Elke toegang belt het regiobureau voordat een kind verder dan een half uur weg gaat wonen',
        calendar.long(calendar.next(3, 1, 30)),
        'Lijst van gesprekken per kwartaal',
        'De wethouder legt het uit in de bestuurscommissie',
      ],
      [
        'Gemeenten',
        'Vier huizen die geschikt zijn als gezinshuis',
        `1 juli ${calendar.years.start}`,
        'Huurcontract getekend',
        'Wij passen het tempo van de ombouw aan',
      ],
      [
        'Jeugdhulp Zilverdam',
        'Meldt het regiobureau dezelfde dag of een kind dichtbij kan wonen; andere aanbieders zien dat niet',
        calendar.long(calendar.next(3, 1, 30)),
        'Overzicht bij het regiobureau',
        'Gesprek met de gemeenten',
      ],
      [
        'Pleegzorg Veldrade',
        'Werft pleeggezinnen in Duinrade en Brinkzijl; hoeveel, is alleen met de gemeenten afgesproken',
        `31 december ${calendar.years.workedOutUntil}`,
        'Bericht aan de gemeenten',
        'Gesprek met de gemeenten over wat de werving tegenhoudt',
      ],
    ),
  ],
});

/** Was missing when a college refused the agreement, and came in after that. */
export const REVIEW =
  'Twaalf maanden na de ondertekening bekijken alle partijen samen of deze afspraken werken. Daarna kan ieder ze opzeggen of aanpassen.';

export const afspraakAnders: DemoSection = {
  title: 'Als het anders loopt',
  audience: { kind: 'wholeTable' },
  maker: ['OV', 'chair'],
  blocks: [
    ...numbered(
      'Wie een belofte niet haalt, zegt dat vóór de datum aan de secretaris, met de reden.',
      'De betrokken partijen praten binnen twee weken. De voorzitter schuift aan als één van hen dat vraagt.',
      'Komen zij er niet uit, dan zet de voorzitter het op de agenda van de tafel.',
      REVIEW,
    ),
    p(
      'Stopt een aanbieder met een locatie, dan adviseert eerst de cliëntenraad van die aanbieder. Wij regelen waar de kinderen wonen, en pas daarna het geld.',
    ),
  ],
};

export const afspraakAdvies: DemoSection = {
  title: 'Advies in de maak over plaatsen dichtbij',
  audience: { kind: 'clientRepresentativesOnly' },
  maker: ['OJZ', 'clientRepresentative'],
  blocks: [
    p(
      bold('Alleen van ons. '),
      'Wij vinden het goed dat afstand meetelt. Maar een half uur met de auto is voor een kind op de fiets iets anders.',
    ),
    ...bullets(
      'Reken met reistijd van het kind, niet met kilometers.',
      'Vraag het kind zelf wat dichtbij is. Soms is dat bij een tante, ver weg.',
      'Laat ons meekijken met het overzicht per kwartaal.',
    ),
  ],
};

export const afspraakRuimte: DemoSection = {
  title: 'Onderhandelruimte van de gemeenten over huizen',
  audience: { kind: 'commissionersOnly' },
  maker: ['VR', 'commissioner'],
  blocks: [
    p('Wij beloven vier huizen. Er zijn er zes in beeld, waarvan twee in Veldrade nog niet zeker zijn.'),
    ...bullets(
      'Tot 60.000 euro per huis voor verbouwen mogen de ambtenaren afspreken. Daarboven beslist de bestuurscommissie.',
      'Noem het aantal van zes niet aan tafel voordat de huurcontracten er zijn.',
    ),
  ],
};
