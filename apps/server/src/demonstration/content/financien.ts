import type { DemoCalendar } from '../calendar';
import type { DemoSection } from './demo-section';
import { bold, bullets, h, p, table } from './dsl';

export const financien = ({ years }: DemoCalendar): DemoSection => ({
  title: 'Geld op hoofdlijnen',
  audience: { kind: 'wholeTable' },
  maker: ['EW', 'commissioner'],
  blocks: [
    p(
      'De zeven gemeenten geven samen ongeveer 92 miljoen euro per jaar uit aan jeugdhulp. Bijna een derde daarvan gaat naar ' +
        'verblijf. In deze paragraaf staan alleen bedragen voor de hele regio.',
    ),
    p('Tarieven en kostprijzen van één aanbieder staan hier met opzet niet in.'),
    h('Hoe het budget verschuift'),
    table(
      ['Miljoen euro per jaar', `${years.measured + 1}`, `${years.start}`, `${years.end}`],
      ['Verblijf in een groep', '17,5', '14,0', '11,0'],
      ['Pleegzorg en gezinshuizen', '9,5', '11,0', '12,5'],
      ['Intensieve hulp thuis', '6,0', '8,0', '9,0'],
      ['Ombouw (tijdelijk)', '1,5', '1,5', '0,5'],
    ),
    h('Afspraken'),
    ...bullets(
      [bold('Kosten van de ombouw staan apart. '), 'Zij zitten niet in het tarief en stoppen als de ombouw klaar is.'],
      [
        bold('Bandbreedte. '),
        'De gemeenten stellen voor elk soort verblijf een onder- en een bovengrens vast, één keer per jaar. Elke aanbieder bespreekt het eigen tarief alleen met hen.',
      ],
      [
        bold('Wat overblijft, blijft. '),
        `Besparen wij op groepen, dan gaat dat geld tot en met ${years.end} naar hulp in gezinnen.`,
      ],
      [bold('Samen dragen. '), 'De gemeenten vangen grote tegenvallers bij één gemeente tot 5% met elkaar op.'],
    ),
    p(
      `De bedragen voor ${years.start} en ${years.end} zijn aannames. Zij hangen af van het tempo waarin woonhuizen open kunnen gaan. Elk half ` +
        'jaar leggen wij ze naast de werkelijkheid.',
    ),
  ],
});
