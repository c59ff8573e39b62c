import type { DemoSection } from './demo-section';
import { bold, bullets, h, p, quote } from './dsl';

export const visie: DemoSection = {
  title: 'Visie: opgroeien zo thuis mogelijk',
  audience: { kind: 'toRead' },
  maker: ['ZD', 'commissioner'],
  blocks: [
    p(
      'De zeven gemeenteraden van Zilverland hebben deze visie vastgesteld. Zij geldt als uitgangspunt voor het hele plan. ' +
        'Wie in onze regio jeugdhulp met verblijf wil bieden, onderschrijft haar.',
    ),
    quote(
      'Een kind groeit op in een gezin. Lukt dat een tijd niet thuis, dan zo dicht mogelijk daarbij, en zo kort als kan.',
    ),
    h('Waar wij voor staan'),
    ...bullets(
      [
        bold('Thuis eerst. '),
        'We zoeken eerst naar hulp die naar het gezin toe komt. Verblijf is een stap die we uitleggen.',
      ],
      [
        bold('Een gezin boven een groep. '),
        'Kan een kind niet thuis wonen, dan kijken we eerst naar familie, pleegzorg en een gezinshuis.',
      ],
      [
        bold('Dichtbij. '),
        'School, vrienden en sport blijven bereikbaar. Een plek buiten de regio is de uitzondering.',
      ],
      [bold('Samen beslissen. '), 'Jongeren en ouders praten mee over de plek, de duur en de weg terug.'],
      [bold('Eigen kracht. '), 'We maken gebruik van wat er al is in de buurt, op school en bij de vereniging.'],
    ),
    h('Wat dat vraagt'),
    p(
      'Deze visie kost tijd. Een groep sluiten kan pas als er iets anders voor in de plaats is gekomen. Gemeenten en ' +
        'aanbieders spreken daarom een tempo af dat bij de kinderen past, en niet bij het boekjaar.',
    ),
  ],
};
