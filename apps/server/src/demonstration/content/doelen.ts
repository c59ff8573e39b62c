import type { DemoCalendar } from '../calendar';
import type { DemoSection } from './demo-section';
import { bold, bullets, h, italic, p, table } from './dsl';

export const doelen = ({ years }: DemoCalendar): DemoSection => ({
  title: 'Doelen van het plan',
  audience: { kind: 'wholeTable' },
  maker: ['DR', 'commissioner'],
  blocks: [
    p(
      `Dit zijn onze doelen voor ${years.end}. Wij houden drie soorten doelen uit elkaar. Een `,
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
      ['Doel van de regio', `Nulmeting (${years.measured})`, `Streven (${years.end})`, 'Wie trekt dit'],
      ['Jeugdigen in een groep, op 31 december', '214', '130', 'Gemeente Zilverdam'],
      ['Mediane duur van een verblijf in een groep', '18 maanden', '12 maanden', 'Gemeente Duinrade'],
      ['Jeugdigen in pleegzorg of een gezinshuis', '268', '330', 'Gemeente Veldrade'],
      ['Verblijf buiten de regio', '22%', '10%', 'Gemeente Elzerwaard'],
      ['Twee of meer verhuizingen in één traject', '33%', '15%', 'Gemeente Oostermeren'],
    ),
    p(
      `Bron van de nulmeting: administratie van de gemeenten, stand 31 december ${years.measured}, door de aanbieders bekeken in maart ${years.measured + 1}.`,
    ),
    p(
      'De gemeenten stelden deze doelen voor de hele regio. Wat een aanbieder daaraan bijdraagt, spreekt die alleen met de ' +
        'gemeenten af. Aanbieders maken hierover onderling geen afspraken.',
    ),
    h('Aannames die wij nog toetsen'),
    ...bullets(
      `In ${years.end} krijgt 30% minder jeugdigen herstellende ambulante hulp, omdat school en buurt meer opvangen.`,
      [
        'Een kwart van de kinderen die nu in een groep wonen, kan naar een gezin als dat er is. ',
        italic('Alleen waar als een kind er kan blijven zolang het nodig is.'),
      ],
    ),
    p(
      'Voor jeugdigen met zeldzame en zware problemen spreken wij geen aantallen af. Daar kijken wij per jaar samen naar het ' +
        'verloop en naar wat jongeren zelf over hun hulp zeggen.',
    ),
  ],
});
