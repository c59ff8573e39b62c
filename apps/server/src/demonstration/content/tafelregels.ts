import type { DemoCalendar } from '../calendar';
import type { DemoSection } from './demo-section';
import { bullets, h, numbered, p, table } from './dsl';

/** The rules of the game of the development table, made from the template. */
export const regelsDoel = ({ years }: DemoCalendar): DemoSection => ({
  title: 'Waar deze tafel voor is',
  audience: { kind: 'wholeTable' },
  maker: ['OV', 'chair'],
  blocks: [
    p(
      'Aan deze tafel werken wij uit hoe meer kinderen in een gezin opgroeien en verblijf korter en dichter bij huis wordt.',
    ),
    p('Deze tafel gaat niet over de hulp aan één kind. Daarover praat het gezin met de toegang en de aanbieder.'),
    table(
      ['Fase', 'Van en tot', 'Wat er aan het eind ligt', 'Wie daarover beslist'],
      [
        'Uitwerken',
        `${years.workedOutFrom} en ${years.workedOutUntil}`,
        'Het transformatieplan',
        'Raden over visie en geld, colleges over de afspraken; besturen van aanbieders stemmen in',
      ],
      [
        'Uitvoeren',
        `${years.start} tot en met ${years.end}`,
        'Twee keer per jaar een voortgangsbericht',
        'Niemand: colleges en raden lezen het',
      ],
    ),
  ],
});

export const regelsEens: DemoSection = {
  title: 'Hoe de tafel het eens wordt',
  audience: { kind: 'wholeTable' },
  maker: ['OV', 'chair'],
  blocks: [
    table(
      ['Vraag', 'Onze keuze'],
      ['Wie geeft een standpunt?', 'Elke gemeente en elke aanbieder aan tafel'],
      ['Wie geeft advies?', 'Cliëntvertegenwoordigers en onderwijs'],
      ['Hoeveel standpunten zijn nodig?', 'Ten minste vijf gemeenten en vier aanbieders'],
      ['Zien wij elkaars standpunt meteen?', 'Nee, alles gaat tegelijk open'],
      ['Wanneer zijn wij het eens?', 'Als niemand die een standpunt geeft, niet akkoord is'],
    ),
    p('Een standpunt gaat over een precieze tekst. Verandert de tekst, dan vraagt de voorzitter het opnieuw.'),
  ],
};

export const regelsNietEens: DemoSection = {
  title: 'Als wij er niet uitkomen',
  audience: { kind: 'wholeTable' },
  maker: ['OV', 'chair'],
  blocks: [
    ...numbered(
      'De voorzitter bemiddelt, hoogstens zes weken. Aantekeningen blijven bij wie meepraatte.',
      'Lukt het niet, dan doen de gemeenten uitspraak: één gemeente één stem, en bij geld gemeenten met samen twee derde van het budget.',
      'Een product of aanbieder tijdens het contract schrappen kan alleen als alle colleges het willen.',
    ),
    p(
      'Wie het er niet mee eens is, staat met de eigen woorden bij de uitkomst. Een uitspraak verplicht een gemeente die tegen was tot niets: haar eigen college beslist.',
    ),
  ],
};

export const regelsZien: DemoSection = {
  title: 'Wie wat ziet',
  audience: { kind: 'wholeTable' },
  maker: ['SOT', 'secretary'],
  blocks: [
    ...bullets(
      'Prijzen en volumes van één aanbieder zien alleen die aanbieder en de gemeenten.',
      'Gemeenten en cliëntvertegenwoordigers hebben eigen secties. De voorzitter en de secretaris lezen die niet, tenzij de eigenaar het wil.',
      'Wie aan tafel zit, met naam en functie, ziet iedereen aan tafel. Bij teksten en opmerkingen staat de partij.',
    ),
    h('Aanbieders onder elkaar'),
    p(
      'Aanbieders praten alleen onder elkaar als er een vraag en een agenda zijn, en de voorzitter het weet. Niet over prijzen, aantallen of open plekken, en niet over inschrijven.',
    ),
  ],
};

export const regelsClienten: DemoSection = {
  title: 'Advies van cliëntvertegenwoordigers',
  audience: { kind: 'wholeTable' },
  maker: ['OV', 'chair'],
  blocks: [
    p(
      'Elk advies krijgt binnen vier weken een antwoord: overgenomen of niet, en waarom. Alle antwoorden staan in één reactienota.',
    ),
    ...bullets(
      'Stukken komen tien dagen vooraf, met één bladzijde in gewone taal.',
      'Reiskosten en tijd worden vergoed door het regiobureau.',
      'De voorzitter belt na elk overleg: is alles gezegd wat u wilde zeggen?',
    ),
  ],
};
