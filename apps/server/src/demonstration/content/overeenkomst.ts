import type { DemoSection } from './demo-section';
import { bold, bullets, h, numbered, p, table } from './dsl';

/** The agreement of the whole table about placing children less far away, made from the template. */
export const afspraakWaarover: DemoSection = {
  title: 'Waarover wij afspraken maken',
  audience: { kind: 'wholeTable' },
  maker: ['RBJ', 'secretary'],
  blocks: [
    p(
      'Een kind dat niet thuis kan wonen, woont nu te vaak ver weg. In 2025 gold dat voor 46 van de 118 kinderen in verblijf: zij woonden verder dan een half uur reizen van hun school. ' +
        'Met deze afspraken halveren wij dat aantal vóór de zomer van 2028.',
    ),
    h('Wat wij samen als basis zien'),
    ...bullets(
      'School, vrienden en familie zijn voor een kind belangrijker dan een vrije plek.',
      'Niemand plaatst verder weg zonder dat de anderen het weten.',
      'Wie het niet lukt, zegt dat meteen. Dan zoeken wij samen.',
    ),
  ],
};

export const afspraakWie: DemoSection = {
  title: 'Wie afspreekt, en namens wie',
  audience: { kind: 'wholeTable' },
  maker: ['RBJ', 'secretary'],
  blocks: [
    table(
      ['Partij', 'Wie stemt in', 'Voor wie geldt het'],
      ['De zeven gemeenten', 'Elk college', 'De eigen toegang en lokale teams'],
      ['Jeugdhulp Zilverdam', 'Directie', 'Alle groepen en woonhuizen'],
      ['Pleegzorg Veldrade', 'Bestuur', 'Pleegzorg in de hele regio'],
      ['Woonhuizen Oostermeren', 'Directie', 'De zes woonhuizen'],
      ['Jeugdbescherming Zilverland', 'Regiomanager, tot het bestuur heeft getekend', 'Plaatsingen met een maatregel'],
    ),
    p('De andere aanbieders lezen mee en kunnen later aansluiten.'),
  ],
};

export const afspraakBeloften: DemoSection = {
  title: 'Wat wij elkaar beloven',
  audience: { kind: 'wholeTable' },
  maker: ['ZD', 'commissioner'],
  blocks: [
    table(
      ['Partij', 'Wat', 'Uiterlijk', 'Waaraan wij zien dat het gedaan is', 'Wat volgt als het niet lukt'],
      [
        'Gemeenten',
        'Elke toegang belt de regionale tafel voordat een kind verder dan een half uur weg gaat wonen',
        '1 maart 2027',
        'Lijst van gesprekken per kwartaal',
        'De wethouder legt het uit in de bestuurscommissie',
      ],
      [
        'Gemeenten',
        'Vier huizen die geschikt zijn als gezinshuis',
        '1 juli 2028',
        'Huurcontract getekend',
        'Wij passen het tempo van de ombouw aan',
      ],
      [
        'Jeugdhulp Zilverdam',
        'Meldt elke vrije plek dezelfde dag aan de tafel',
        '1 maart 2027',
        'Overzicht van vrije plekken',
        'Gesprek met de voorzitter',
      ],
      [
        'Pleegzorg Veldrade',
        'Twintig nieuwe pleeggezinnen in Duinrade en Brinkzijl',
        '31 december 2027',
        'Aantal gescreende gezinnen',
        'Wij bekijken samen wat de werving tegenhoudt',
      ],
    ),
  ],
};

export const afspraakAnders: DemoSection = {
  title: 'Als het anders loopt',
  audience: { kind: 'wholeTable' },
  maker: ['OV', 'chair'],
  blocks: [
    ...numbered(
      'Wie een belofte niet haalt, zegt dat vóór de datum aan de secretaris, met de reden.',
      'De betrokken partijen praten binnen twee weken. De voorzitter schuift aan als één van hen dat vraagt.',
      'Komen zij er niet uit, dan zet de voorzitter het op de agenda van de tafel.',
    ),
    p('Stopt een aanbieder met een locatie, dan regelen wij eerst waar de kinderen wonen, en pas daarna het geld.'),
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
