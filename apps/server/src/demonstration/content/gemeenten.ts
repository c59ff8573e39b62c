import type { DemoCalendar } from '../calendar';
import type { DemoSection } from './demo-section';
import { bold, bullets, h, numbered, p, table } from './dsl';

export const onderhandelruimte = (calendar: DemoCalendar): DemoSection => ({
  title: 'Ruimte voor de gesprekken',
  audience: { kind: 'commissionersOnly' },
  maker: ['ZD', 'commissioner'],
  blocks: [
    p(
      bold('Alleen voor de gemeenten. '),
      'Deze tekst gaat over de ruimte waarmee wij de gesprekken in gaan. Zij is niet openbaar zolang die gesprekken lopen.',
    ),
    h('Wat wij willen bereiken'),
    ...bullets(
      'Een vaste afspraak over het tempo van de ombouw met de twee grootste aanbieders.',
      `Geen hogere bandbreedte voor groepen dan 2,5% boven ${calendar.years.measured}.`,
      'Inzicht in de bezetting per locatie, elke maand, bij alle aanbieders.',
    ),
    h('Waar wij kunnen bewegen'),
    table(
      ['Onderwerp', 'Begin', 'Grens'],
      ['Bijdrage in de kosten van leegstand', '40%', '60%, ten hoogste twee jaar'],
      ['Vergoeding voor logeren', 'Huidig bedrag', '12% erbij, voor elk pleeggezin hetzelfde'],
      ['Duur van de afspraak over ombouw', '3 jaar', '5 jaar, met een stop na 2 jaar'],
    ),
    h('Volgorde'),
    ...numbered('Eerst de inhoud: tempo en plekken.', 'Dan de zekerheid: duur en leegstand.', 'Pas daarna de prijs.'),
    p(
      `Het mandaat komt van de zeven colleges en geldt tot ${calendar.long(calendar.next(7, 1, 60))}. Wie buiten de grens wil, vraagt eerst de bestuurscommissie.`,
    ),
  ],
});

export const verdeling: DemoSection = {
  title: 'Verdeling van kosten tussen de gemeenten',
  audience: { kind: 'commissionersOnly' },
  maker: ['BZ', 'commissioner'],
  blocks: [
    p(
      'Zilverdam betaalt ruim de helft van alle jeugdhulp in de regio. De kleinere gemeenten kunnen door één duur verblijf ' +
        'in de problemen komen. Beide zorgen zijn terecht, en beide moeten in de verdeling een plek krijgen.',
    ),
    h('Drie varianten'),
    ...bullets(
      [
        bold('Naar gebruik. '),
        'Ieder betaalt wat zijn jeugdigen gebruiken. Eenvoudig, maar met grote schokken voor Brinkzijl en Hoogmeren.',
      ],
      [bold('Naar inwoners. '), 'Rustig en voorspelbaar. Zilverdam vindt dat de eigen inspanning dan niet loont.'],
      [bold('Gemengd. '), 'Gebruik is de basis; boven 5% tegenvaller dragen de andere zes mee. Dit is het voorstel.'],
    ),
    h('Stand van zaken'),
    p(
      'Vijf gemeenten steunen de gemengde variant. Duinrade wil een ondergrens: pas meedelen als een gemeente zelf ook op de ' +
        'instroom stuurt. Hoogmeren vraagt uitstel tot na de begroting.',
    ),
    p(
      'Tegenover de aanbieders spreken wij hierover met één mond: de verdeling is onze zaak en verandert niets aan de hulp.',
    ),
  ],
};
