import type { DemoCalendar } from '../calendar';
import type { DemoSection } from './demo-section';
import { bold, bullets, h, p, table } from './dsl';

export const maatwerkZilverdam = ({ years }: DemoCalendar): DemoSection => ({
  title: 'Maatwerk Jeugdhulp Zilverdam: afbouw van de groepen aan de Kade',
  audience: { kind: 'providerWithCommissioners', provider: ['JZ', 'contractor'] },
  maker: ['JZ', 'contractor'],
  blocks: [
    p(
      bold('Bevat kostprijzen. '),
      'Zichtbaar voor de gemeenten en Jeugdhulp Zilverdam. Neem hieruit geen getallen over in de gewone tekst.',
    ),
    h('Wat wij samen willen'),
    p(
      `De vier groepen aan de Kade sluiten tussen ${years.workedOutUntil} en ${years.end}. Er komen drie woonhuizen en een team voor hulp thuis voor terug. ` +
        `Het gebouw is van de aanbieder en loopt door tot ${years.end + 1}; dat maakt de overgang duur.`,
    ),
    table(
      ['Jaar', 'Plekken in groepen', 'Plekken in woonhuizen', 'Kosten van leegstand (euro)'],
      [`${years.workedOutUntil}`, '36', '4', '110.000'],
      [`${years.start}`, '27', '8', '240.000'],
      [`${years.start + 1}`, '18', '12', '260.000'],
      [`${years.end}`, '0', '12', '180.000'],
    ),
    h('Kostprijs per etmaal'),
    ...bullets(
      'Groep nu: 318 euro, waarvan 41 euro voor het gebouw.',
      'Woonhuis: 347 euro bij een bezetting van 85%.',
      'Verschil van mening: de gemeenten rekenen met 90% bezetting. Dat scheelt 19 euro.',
    ),
    h('Nog te bespreken'),
    ...bullets(
      'Wie draagt de leegstand als een gemeente later is met een adres?',
      'Gaan medewerkers met behoud van dienstjaren mee naar de woonhuizen?',
    ),
  ],
});

export const maatwerkOostermeren = (calendar: DemoCalendar): DemoSection => ({
  title: 'Maatwerk Woonhuizen Oostermeren: twee huizen erbij',
  audience: { kind: 'providerWithCommissioners', provider: ['WO', 'contractor'] },
  alsoReads: ['OV', 'chair'],
  maker: ['WO', 'contractor'],
  blocks: [
    p(
      bold('Bevat kostprijzen. '),
      'Zichtbaar voor de gemeenten en Woonhuizen Oostermeren. De voorzitter leest mee, omdat beide dat vroegen.',
    ),
    p(
      `Wij kunnen in ${calendar.years.start} twee huizen openen, in Oostermeren en in Elzerwaard. De panden zijn gevonden. De vergunning voor ` +
        'Elzerwaard is aangevraagd; bezwaar uit de straat is mogelijk.',
    ),
    h('Wat wij vragen'),
    ...bullets(
      'Zekerheid over ten minste acht plekken, vijf jaar lang.',
      'Een bijdrage van 95.000 euro in de inrichting, over beide huizen samen.',
      'Eén contactpersoon bij de gemeenten, ook voor vragen over de straat.',
    ),
    h('Wat wij daartegenover stellen'),
    ...bullets(
      `Een etmaalprijs van 339 euro, vast tot en met ${calendar.years.end}.`,
      'Geen weigering van kinderen uit Zilverland zolang er een plek vrij is.',
      'Cijfers over bezetting en verloop, elke maand vóór de tiende.',
    ),
    p(
      `De gemeenten antwoorden over Elzerwaard uiterlijk ${calendar.long(calendar.next(3, 1, 30))}. Daarna vervalt de optie op dat pand.`,
    ),
  ],
});
