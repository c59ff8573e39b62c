import type { DemoSection } from './demo-section';
import { bullets, h, p, table } from './dsl';

export const rollen: DemoSection = {
  title: 'Wie doet wat',
  audience: { kind: 'wholeTable' },
  maker: ['OV', 'chair'],
  blocks: [
    p(
      'Aan deze tafel werken partijen als gelijken aan de inhoud. In het contract zijn zij dat niet: de gemeenten betalen en ' +
        'zijn verantwoordelijk voor het resultaat. Beide kloppen. Daarom zegt elk stuk erbij of het een werkafspraak is of een ' +
        'contractafspraak.',
    ),
    table(
      ['Partij', 'Doet', 'Doet niet'],
      [
        'Gemeenten',
        'Beslissen over geld en contract, spreken met één mond',
        'Bepalen welke behandeling een kind krijgt',
      ],
      [
        'Aanbieders',
        'Bieden de hulp, leveren cijfers, zeggen het als iets niet kan',
        'Spreken onderling prijzen of verdeling af',
      ],
      ['Cliëntvertegenwoordigers', 'Geven advies, krijgen op elk punt antwoord', 'Beslissen mee over het contract'],
      ['Onderwijs', 'Denkt mee, houdt plekken op school vrij', 'Neemt jeugdhulp over'],
      ['Voorzitter', 'Leidt het gesprek, bemiddelt, legt de uitkomst vast', 'Kiest partij'],
      ['Regiobureau', 'Bereidt voor, houdt het register bij', 'Stemt mee'],
    ),
    h('Van gesprek naar besluit'),
    ...bullets(
      'De tafel komt tot een uitkomst. Dat is nog geen besluit.',
      'Daarna stelt elk college, elke raad en elk bestuur vast waar het zelf over gaat.',
      'Komt de tafel er niet uit, dan bemiddelt de voorzitter gedurende zes weken. Lukt dat niet, dan beslissen de gemeenten, met redenen.',
    ),
  ],
};
