import type { DemoSection } from './demo-section';
import { bold, bullets, h, italic, p, table } from './dsl';

export const doelen: DemoSection = {
  title: 'Doelen voor 2030',
  audience: { kind: 'wholeTable' },
  maker: ['DR', 'commissioner'],
  blocks: [
    p(
      'Wij houden drie soorten doelen uit elkaar. Een ',
      bold('voornemen'),
      ' wijst de richting. Een ',
      bold('aanname'),
      ' is een getal dat nog niet goed is onderbouwd. Een ',
      bold('meetbaar doel'),
      ' heeft een begin, een eind en een eigenaar. Alleen op de laatste soort sturen wij.',
    ),
    h('Voornemens'),
    ...bullets(
      'Meer kinderen groeien op in een gezin: thuis, bij familie, in een pleeggezin of in een gezinshuis.',
      'Verblijf duurt niet langer dan nodig is, en de weg terug begint op de eerste dag.',
    ),
    h('Meetbare doelen'),
    table(
      ['Doel', 'Nulmeting (2024)', 'Streven (2030)', 'Eigenaar'],
      ['Jeugdigen in een groep, op 31 december', '214', '130', 'Jeugdhulp Zilverdam en Woonhuizen Oostermeren'],
      ['Mediane duur van een verblijf in een groep', '18 maanden', '12 maanden', 'Alle aanbieders met een groep'],
      ['Jeugdigen in een pleeggezin of gezinshuis', '268', '330', 'Pleegzorg Veldrade en Gezinshuizen Brinkzijl'],
      ['Verblijf buiten de regio', '22%', '10%', 'De gemeenten'],
      ['Twee of meer verhuizingen in één traject', '33%', '15%', 'Alle aanbieders'],
    ),
    p(
      'Bron van de nulmeting: administratie van de gemeenten, stand 31 december 2024, door de aanbieders bekeken in maart 2025.',
    ),
    h('Aannames die wij nog toetsen'),
    ...bullets(
      'In 2030 krijgt 30% minder jeugdigen herstellende ambulante hulp, omdat school en buurt meer opvangen.',
      [
        'Een plek in een gezinshuis kost gemiddeld een kwart minder dan een plek in een groep. ',
        italic('Alleen waar als de bezetting boven 85% blijft.'),
      ],
    ),
    p(
      'Voor jeugdigen met zeldzame en zware problemen spreken wij geen aantallen af. Daar kijken wij per jaar samen naar het ' +
        'verloop en naar wat jongeren zelf over hun hulp zeggen.',
    ),
  ],
};
