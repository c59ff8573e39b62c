import type { DemoSection } from './demo-section';
import { bold, bullets, h, p, quote } from './dsl';

export const waarom: DemoSection = {
  title: 'Waarom wij dit plan maken',
  audience: { kind: 'wholeTable' },
  maker: ['RBJ', 'secretary'],
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
    h('Wat er tot nu toe is gebeurd'),
    ...bullets(
      [bold('2022: '), 'voorbereiding. De gemeenten maken één strategie en spreken met alle aanbieders.'],
      [bold('2023 tot en met 2025: '), 'de ontwikkeltafel werkt samen aan dit plan. De hulp loopt intussen door.'],
      [bold('Vanaf 2026: '), 'we voeren het plan uit en sturen op wat erin staat, tot en met 2030.'],
    ),
    p(
      'Daarna kan de samenwerking met vier jaar worden verlengd. Dat gebeurt alleen als de doelen zijn gehaald én als de ' +
        'samenwerking zelf goed loopt. Beide tellen mee.',
    ),
    h('Voor wie het plan is'),
    p(
      'Het plan is er voor de kinderen en hun ouders. Het is ook een afspraak tussen zeven gemeenten en zes aanbieders. ' +
        'Wij schrijven het zo dat een raadslid, een groepsleider en een ouder hetzelfde lezen.',
    ),
    quote(
      'Als ik vooraf had geweten wie waarover beslist, had ik minder nachten wakker gelegen. (ouder, gesprek aan tafel)',
    ),
  ],
};
