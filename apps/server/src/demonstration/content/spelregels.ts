import type { DemoCalendar } from '../calendar';
import { boardMeets } from './meeting-days';
import type { DemoSection } from './demo-section';
import { bullets, h, numbered, p } from './dsl';

/** For the board: its members alone. */
export const besluiten: DemoSection = {
  title: 'Hoe de bestuurscommissie beslist',
  audience: { kind: 'wholeTable' },
  maker: ['EW', 'chair'],
  blocks: [
    p(
      'In de bestuurscommissie zitten de zeven wethouders jeugd. Het voorzitterschap wisselt elk jaar. Wie voorzit, houdt de ' +
        'stem van de eigen gemeente en zegt erbij vanuit welke rol dat is.',
    ),
    ...numbered(
      'Wij zoeken eerst overeenstemming. Meestal lukt dat.',
      'Lukt het niet, dan heeft elke gemeente één stem. Voor besluiten over geld is steun nodig van gemeenten met samen twee derde van het budget.',
      'Een besluit dat een raad moet nemen, leggen wij aan die raad voor. Tot die tijd is het een voornemen.',
    ),
    h('Naar buiten'),
    ...bullets(
      'Na een besluit spreken wij met één mond, ook wie tegen was.',
      'De ontwikkeltafel hoort binnen een week wat er is besloten en waarom.',
    ),
  ],
};

export function agenda(calendar: DemoCalendar): DemoSection {
  const meeting = boardMeets(calendar);
  return {
    title: 'Onderwerpen voor het komende half jaar',
    audience: { kind: 'wholeTable' },
    maker: ['RBJ', 'secretary'],
    blocks: [
      ...bullets(
        `${calendar.month(meeting)}: stand van het transformatieplan, beeldvormend.`,
        `${calendar.month(meeting, 2)}: verdeling van kosten, oordeelsvormend.`,
        `${calendar.month(meeting, 4)}: voorstel aan de colleges over ombouw, besluitvormend.`,
        `${calendar.month(meeting, 6)}: halfjaarbericht aan de raden.`,
      ),
      p('Elk stuk noemt vooraf wat wij ermee doen en wie er daarna nog over beslist.'),
    ],
  };
}
