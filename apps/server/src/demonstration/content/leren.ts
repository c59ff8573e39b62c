import type { DemoSection } from './demo-section';
import { bullets, h, numbered, p } from './dsl';

export const leren: DemoSection = {
  title: 'Meten en leren',
  audience: { kind: 'wholeTable' },
  maker: ['SOT', 'secretary'],
  blocks: [
    p(
      'Wij meten om te leren, niet om af te rekenen. Een getal komt pas op tafel als beide kanten het hebben gezien. Bij elk ' +
        'getal staat waar het vandaan komt, van welke datum het is en wie het leverde.',
    ),
    h('Het ritme'),
    ...numbered(
      'Elke maand: hoeveel kinderen in, door en uit gingen, voor de hele regio. Elke aanbieder geeft de eigen aantallen alleen aan het regiobureau.',
      'Elk kwartaal: een gesprek aan tafel over één vraag, met een casus zonder namen of herkenbare gegevens.',
      'Twee keer per jaar: een voortgangsbericht aan colleges en raden.',
      'Eén keer per jaar: een evaluatie, waarbij ook het gedrag van de partijen zelf onderwerp is.',
    ),
    h('Leervragen voor komend jaar'),
    ...bullets(
      'Waarom duurt het in de ene gemeente twee keer zo lang voor een kind van een groep naar een pleeggezin gaat?',
      'Wat maakt dat een verblijf van drie maanden er een van een jaar wordt?',
      'Wat zeggen jongeren een jaar na vertrek over hun hulp?',
    ),
    h('Afspraak'),
    p(
      'Wat iemand in een leergesprek zegt, gebruiken wij niet tegen die persoon in een gesprek over het contract. Wie een ' +
        'reden ziet om dat toch te doen, meldt dat eerst bij de voorzitter.',
    ),
  ],
};
