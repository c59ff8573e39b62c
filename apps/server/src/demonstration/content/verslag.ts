import type { DemoCalendar } from '../calendar';
import type { DemoSection } from './demo-section';
import { bullets, h, numbered, p, table } from './dsl';
import { sessionWas, tableMeets } from './meeting-days';

/** Minutes of a working session, made from the template. */
export const verslagOver = (calendar: DemoCalendar): DemoSection => ({
  title: 'Over dit overleg',
  audience: { kind: 'wholeTable' },
  maker: ['SOT', 'secretary'],
  blocks: [
    table(
      ['Wat', 'Gegevens'],
      ['Datum, tijd en plaats', `${calendar.long(sessionWas(calendar))}, 9.30 tot 11.30 uur, gemeentehuis Elzerwaard`],
      ['Voorzitter en verslag', 'De onafhankelijke voorzitter; de secretaris van de tafel'],
      ['Status', 'Informeel: wij werkten samen iets uit. Er zijn geen toezeggingen gedaan.'],
      ['Volgend overleg', calendar.long(tableMeets(calendar))],
    ),
    h('Wie er waren'),
    table(
      ['Partij', 'Aanwezig'],
      ['Gemeenten', 'Zes van de zeven; Hoogmeren was afwezig met bericht'],
      ['Aanbieders', 'Alle zes'],
      ['Cliëntvertegenwoordigers', 'Beide organisaties'],
      ['Onderwijs', 'Aanwezig bij het tweede onderwerp'],
    ),
  ],
});

export const verslagBesproken = ({ years }: DemoCalendar): DemoSection => ({
  title: 'Wat wij bespraken',
  audience: { kind: 'wholeTable' },
  maker: ['SOT', 'secretary'],
  blocks: [
    h('Hoe lang een verblijf duurt'),
    p('Beeldvormend. Wij legden de cijfers van gemeenten en aanbieders naast elkaar.'),
    ...bullets(
      'Waar wij het over eens zijn: een kind blijft vaak achttien maanden, en een groot deel van die tijd is wachten op een vervolg.',
      'Waar wij verschillen: aanbieders zien het wachten vooral bij woningen, gemeenten vooral bij het late begin van een vervolgplan.',
    ),
    h('School tijdens een verblijf'),
    p(
      'Oordeelsvormend. Het samenwerkingsverband wil dat een kind op de eigen school kan blijven, ook als het verder weg woont.',
    ),
    ...bullets(
      'Ouders en jongeren vragen wie het vervoer regelt. Daar is nog geen antwoord op.',
      `Brinkzijl wil eerst weten wat het kost. De aanbieders willen niet wachten tot de begroting van ${years.start}.`,
    ),
  ],
});

export function verslagVervolg(calendar: DemoCalendar): DemoSection {
  const before = calendar.long(calendar.workingDay(8));
  return {
    title: 'Acties en vervolg',
    audience: { kind: 'wholeTable' },
    maker: ['SOT', 'secretary'],
    blocks: [
      table(
        ['Wat', 'Wie', 'Uiterlijk', 'Stand'],
        [
          'Verblijven naast elkaar leggen, zonder namen: waar zat het wachten?',
          'Regiobureau en Jeugdhulp Zilverdam',
          before,
          'Begonnen',
        ],
        ['Kosten van vervoer naar de eigen school schatten', 'Gemeente Oostermeren', before, 'Gedaan'],
        ['Voorbeelden ophalen bij jongeren', 'Ouders en Jongeren Zilverland', before, 'Begonnen'],
      ),
      h(`Op ${calendar.short(tableMeets(calendar))}`),
      ...numbered(
        'Waar het wachten zit: oordeelsvormend.',
        'Vervoer naar school: besluitvormend, daarna naar de colleges.',
      ),
    ],
  };
}

export function verslagAchterban(calendar: DemoCalendar): DemoSection {
  const meets = calendar.short(tableMeets(calendar));
  return {
    title: 'Wat wij onze achterban vertellen',
    audience: { kind: 'wholeTable' },
    maker: ['OV', 'chair'],
    blocks: [
      p(
        `De tafel zoekt uit waarom kinderen langer in een verblijf blijven dan nodig is. Op ${meets} praten wij over vervoer naar de eigen school. ` +
          'Er is nog niets besloten. Heeft u een ervaring of een idee? Vertel het uw vertegenwoordiger aan tafel.',
      ),
      p(
        `Voor wie nu in een verblijf woont, verandert er niets. Wij vertellen na ${meets} wat de tafel ervan vond en wie daarna beslist.`,
      ),
    ],
  };
}
