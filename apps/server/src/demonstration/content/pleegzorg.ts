import type { DemoCalendar } from '../calendar';
import type { DemoSection } from './demo-section';
import { bullets, h, p, quote } from './dsl';

export const pleegzorg = ({ years }: DemoCalendar): DemoSection => ({
  title: 'Pleegzorg en gezinshuizen',
  audience: { kind: 'wholeTable' },
  maker: ['PV', 'contractor'],
  blocks: [
    p(
      `Zonder nieuwe pleegouders en gezinshuisouders lukt dit plan niet. De regio heeft er in ${years.end} zo’n zestig meer nodig dan nu. ` +
        'Werven alleen is niet genoeg: elk jaar stopt ongeveer één op de acht pleeggezinnen, vaak in het eerste jaar.',
    ),
    h('Werven dicht bij huis'),
    ...bullets(
      'Elke gemeente houdt twee keer per jaar een avond in de buurt, samen met pleegouders die er al zijn.',
      'Familie en bekenden krijgen eerder de vraag. Een netwerkgezin krijgt dezelfde begeleiding als een ander pleeggezin.',
      'Woont een gezin te klein, dan denkt de woningcorporatie mee. De gemeente brengt hen bij elkaar.',
    ),
    h('Behouden'),
    ...bullets(
      'Een pleeggezin heeft binnen een uur iemand aan de telefoon, ook in het weekend.',
      'Na drie maanden en na een jaar is er een gesprek dat alleen over het gezin gaat.',
      'Eén weekend per zes weken kan een kind logeren, bij mensen die het kent.',
    ),
    quote('Wij stopten niet om het kind. Wij stopten omdat niemand terugbelde. (oud-pleegouder)'),
    h('Open vraag'),
    p(
      'De vergoeding voor logeren verschilt nu per gemeente. De gemeenten willen haar gelijk maken en eerst weten wat dat ' +
        'kost. Het Regiobureau legt voor de zomer een berekening op tafel. Aanbieders noemen de eigen bedragen alleen ' +
        'aan de gemeenten.',
    ),
  ],
});
