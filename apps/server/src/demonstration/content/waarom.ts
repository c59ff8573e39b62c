import type { DemoCalendar } from '../calendar';
import type { DemoSection } from './demo-section';
import { bold, bullets, h, p, quote } from './dsl';

export const waarom = ({ years }: DemoCalendar): DemoSection => ({
  title: 'Waarom wij dit plan maken',
  audience: { kind: 'wholeTable' },
  maker: ['SOT', 'secretary'],
  blocks: [
    p(
      'In Zilverland wonen elk jaar ongeveer 640 kinderen een tijd niet thuis. Een deel van hen woont in een groep, vaak ' +
        'langer dan iedereen bij het begin dacht. Ouders vertellen dat zij het zicht op hun kind kwijtraken. Jongeren ' +
        'vertellen dat zij te vaak moeten verhuizen.',
    ),
    p(
      'Ook de medewerkers op de groepen lopen vast. Zij zien kinderen die eigenlijk toe zijn aan een volgende stap, maar ' +
        'die plek is er niet. Zo blijft een bed bezet en wacht het volgende kind.',
    ),
    h('Van voorbereiding naar uitvoering'),
    ...bullets(
      [bold(`${years.prepared}: `), 'voorbereiding. De gemeenten maken één strategie en spreken met alle aanbieders.'],
      [
        bold(`${years.workedOutFrom} en ${years.workedOutUntil}: `),
        'de ontwikkeltafel werkt samen aan dit plan. De hulp loopt intussen door.',
      ],
      [bold(`Vanaf ${years.start}: `), `we voeren het plan uit en sturen op wat erin staat, tot en met ${years.end}.`],
    ),
    p(
      'Daarna kan de samenwerking met vier jaar worden verlengd. Dat gebeurt alleen als de doelen zijn gehaald én als de ' +
        'samenwerking zelf goed loopt. Beide tellen mee.',
    ),
    h('Voor wie het plan is'),
    p(
      'Het plan is er voor de kinderen en hun ouders. Het is ook de basis voor afspraken van zeven gemeenten met elk van de zes aanbieders. ' +
        'Wij schrijven het zo dat een raadslid, een groepsleider en een ouder hetzelfde lezen.',
    ),
    quote(
      'Als ik vooraf had geweten wie waarover beslist, had ik minder nachten wakker gelegen. (ouder, gesprek aan tafel)',
    ),
  ],
});
