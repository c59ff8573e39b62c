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
      [
        'Cliëntvertegenwoordigers',
        'Geven advies, krijgen op elk punt antwoord; een cliëntenraad adviseert eerst de eigen aanbieder',
        'Beslissen mee over het contract',
      ],
      ['Onderwijs', 'Denkt mee, houdt plekken op school vrij', 'Neemt jeugdhulp over'],
      ['Voorzitter', 'Leidt het gesprek, bemiddelt, legt de uitkomst vast', 'Kiest partij'],
      ['Secretaris van de tafel', 'Bereidt voor, nodigt uit, houdt het register bij', 'Kiest partij of stemt mee'],
      ['Regiobureau', 'Werkt voor de gemeenten: stukken, cijfers en contractbeheer', 'Stemt mee'],
    ),
    h('Van gesprek naar besluit'),
    ...bullets(
      'De tafel komt tot een uitkomst. Dat is nog geen besluit.',
      'Daarna beslist ieder over het eigen deel: raden over visie en geld, colleges over contracten. Besturen van aanbieders stemmen in.',
      'Een afspraak geldt pas als zij is getekend. Voor een gemeente doet de burgemeester dat, na het besluit van het college.',
      'Komt de tafel er niet uit, dan bemiddelt de voorzitter gedurende zes weken. Lukt dat niet, dan beslissen de gemeenten, met redenen.',
    ),
  ],
};
