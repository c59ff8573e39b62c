import { bullets, h, hint, numbered, p, table } from './dsl';
import type { DocumentTemplate } from './model';

/** How a table works: who decides what, how, by when. */
export const rulesOfTheGame: DocumentTemplate = {
  name: 'rulesOfTheGame',
  kind: 'rulesOfTheGame',
  formality: 'formal',
  sections: [
    {
      title: 'Waar deze tafel voor is',
      audience: 'wholeTable',
      blocks: [
        p('Aan deze tafel werken wij uit …'),
        p('Deze tafel gaat niet over …'),
        table(
          ['Fase', 'Van en tot', 'Wat er aan het eind ligt', 'Wie daarover beslist'],
          ['', '', '', ''],
          ['', '', '', ''],
        ),
      ],
    },
    {
      title: 'Wie meedoet, en namens wie',
      audience: 'wholeTable',
      blocks: [
        table(['Partij', 'Rol', 'Spreekt namens', 'Bij afwezigheid'], ['', '', '', ''], ['', '', '', '']),
        hint(
          'Een cliëntenraad hoort bij zijn aanbieder, een cliëntorganisatie is onafhankelijk. Zet erbij welke van de twee het is.',
        ),
        h('Aanwezigheid'),
        p('Wij rekenen op iedereen. Wie niet kan, zegt af bij de secretaris vóór …'),
      ],
    },
    {
      title: 'Formeel en informeel',
      audience: 'wholeTable',
      blocks: [
        ...bullets(
          'Informeel: wij werken samen iets uit. Dit zijn geen toezeggingen. Wel gaat ieder er serieus mee om.',
          'Formeel: het gaat over het contract. Partijen zijn pas gehouden aan wat is vastgesteld en getekend.',
        ),
        p('Elke vergadering en elk stuk zegt bovenaan welke van de twee het is. Twijfelen wij, dan is het informeel.'),
      ],
    },
    {
      title: 'Hoe een onderwerp loopt',
      audience: 'wholeTable',
      blocks: [
        ...numbered(
          'Beeldvormend: wij begrijpen het onderwerp. Nog geen standpunten.',
          'Oordeelsvormend: wij wegen de keuzes af. Iedereen zegt wat nodig is.',
          'Besluitvormend: er ligt een tekst waarover de tafel zich uitspreekt.',
        ),
        p('Vooraf staat op de agenda wat er met de uitkomst gebeurt en wie er daarna over beslist.'),
        table(
          ['Termijn', 'Hoe lang'],
          ['Stukken vooraf', ''],
          ['Standpunt na een voorstel', ''],
          ['Reactie van cliëntvertegenwoordigers', ''],
          ['Verslag na een vergadering', ''],
        ),
      ],
    },
    {
      title: 'Hoe de tafel het eens wordt',
      audience: 'wholeTable',
      blocks: [
        hint('Kies hier bewust. Deze regels gelden ook als het spannend wordt.'),
        table(
          ['Vraag', 'Onze keuze'],
          ['Wie geeft een standpunt, wie geeft advies?', ''],
          ['Hoeveel partijen moeten een standpunt hebben gegeven?', ''],
          ['Zien wij elkaars standpunt meteen, of pas bij het sluiten?', ''],
          ['Wanneer zijn wij het eens?', ''],
        ),
        p(
          'Standpunten gaan altijd over een precieze tekst. Verandert de tekst, dan vragen wij opnieuw. Wie niets zegt, heeft geen standpunt gegeven; niemand antwoordt voor een ander.',
        ),
      ],
    },
    {
      title: 'Als wij er niet uitkomen',
      audience: 'wholeTable',
      blocks: [
        ...numbered(
          'De voorzitter bemiddelt, hoogstens … weken. Aantekeningen daarvan blijven bij wie meepraatte.',
          'Lukt het niet, dan doen de gemeenten uitspraak. Een gemeente die tegen was, beslist daarna zelf in het eigen college.',
          'Zij tellen dan zo: één gemeente één stem, gewogen naar inwoners of budget, een grotere meerderheid, of alle colleges samen.',
        ),
        hint(
          'Streep bij de laatste stap weg wat niet geldt, en zeg voor welke onderwerpen een andere telling nodig is.',
        ),
        p('Een afwijkende mening komt met de reden bij de uitkomst, in de woorden van wie haar heeft.'),
      ],
    },
    {
      title: 'Mandaat en besluiten',
      audience: 'wholeTable',
      blocks: [
        table(
          ['Partij', 'Mag afspraken maken over', 'Tot welk bedrag', 'Daarboven beslist'],
          ['', '', '', ''],
          ['', '', '', ''],
        ),
        p(
          'Een uitkomst van deze tafel is geen besluit. Raden stellen visie en geld vast, colleges besluiten over contracten, besturen van aanbieders stemmen in. Een cliëntenraad adviseert eerst de eigen aanbieder.',
        ),
      ],
    },
    {
      title: 'Wie wat ziet',
      audience: 'wholeTable',
      blocks: [
        ...bullets(
          'Prijzen en volumes van één aanbieder zien alleen die aanbieder en de gemeenten.',
          'Gemeenten hebben eigen secties, cliëntvertegenwoordigers ook.',
          'Voorzitter en secretaris lezen een afgeschermde sectie alleen als de eigenaar dat toestaat.',
          'Wie aan tafel zit, met naam en functie, ziet iedereen aan tafel. Bij teksten en opmerkingen staat de partij.',
        ),
      ],
    },
    {
      title: 'Advies van cliëntvertegenwoordigers',
      audience: 'wholeTable',
      blocks: [
        p(
          'Elk advies krijgt een antwoord: overgenomen of niet, en waarom. De antwoorden staan bij elkaar in een reactienota.',
        ),
        p('Gaat de voorzitter verder zonder advies, dan staat de reden in het verslag.'),
        h('Hoe wij meedoen mogelijk maken'),
        ...bullets('Stukken in gewone taal, minstens … dagen vooraf.', 'Vergoeding: …', 'Voorbereiding samen met: …'),
      ],
    },
    {
      title: 'Aanbieders onder elkaar',
      audience: 'wholeTable',
      blocks: [
        p('Aanbieders werken samen en zijn elkaars concurrent. Daarom:'),
        ...bullets(
          'praten zij aan deze tafel niet over elkaars prijzen, volumes, open plekken of plannen voor inschrijving;',
          'hebben zij alleen overleg onder elkaar als daar een vraag en een agenda voor zijn, en de voorzitter weet dat het plaatsvindt;',
          'vraagt wie twijfelt, eerst de voorzitter.',
        ),
      ],
    },
    {
      title: 'Deze spelregels veranderen',
      audience: 'wholeTable',
      blocks: [p('Wij kijken elk jaar of deze regels nog werken, voor het eerst op …'), p('Een wijziging geldt als …')],
    },
  ],
};
