import type { DemoSection } from './demo-section';
import { p, table } from './dsl';

export const risicos: DemoSection = {
  title: 'Wat er mis kan gaan',
  audience: { kind: 'wholeTable' },
  maker: ['BE', 'contractor'],
  blocks: [
    p(
      'Wij noemen de risico’s nu, nu er nog tijd is om er iets aan te doen. Bij elk risico staat wie het als eerste kan zien. ' +
        'Die partij meldt het aan tafel, zonder dat daar een verwijt op volgt.',
    ),
    table(
      ['Risico', 'Hoe merken wij het', 'Wat doen wij', 'Wie ziet het eerst'],
      [
        'Groepen sluiten sneller dan gezinnen erbij komen',
        'Wachtlijst groeit maand na maand',
        'Tempo van de ombouw omlaag',
        'Pleegzorg Veldrade',
      ],
      [
        'Te weinig personeel in de woonhuizen',
        'Steeds meer uitzendkrachten',
        'Opening van het volgende huis uitstellen',
        'Woonhuizen Oostermeren',
      ],
      [
        'Een aanbieder valt om',
        'Jaarcijfers komen te laat of zijn rood',
        'Noodplan: hulp loopt door bij anderen',
        'Regiobureau',
      ],
      [
        'Gemeenten gaan elk hun eigen weg',
        'Verschillende brieven aan aanbieders',
        'Bestuurscommissie bijeen binnen twee weken',
        'Voorzitter',
      ],
      [
        'Jongeren herkennen zich niet in het plan',
        'Minder reacties, harde kritiek',
        'Gesprek op locatie, plan aanpassen',
        'Ouders en Jongeren Zilverland',
      ],
    ),
    p('Deze lijst bespreken wij elk kwartaal. Wat niet meer speelt, halen wij eraf, met de reden erbij.'),
  ],
};
