import type { DemoSection } from './demo-section';
import { bullets, h, numbered, p, table } from './dsl';

/** Minutes of a working session, made from the template. */
export const verslagOver: DemoSection = {
  title: 'Over dit overleg',
  audience: { kind: 'wholeTable' },
  maker: ['RBJ', 'secretary'],
  blocks: [
    table(
      ['Wat', 'Gegevens'],
      ['Datum, tijd en plaats', '5 november 2026, 9.30 tot 11.30 uur, gemeentehuis Elzerwaard'],
      ['Voorzitter en verslag', 'De onafhankelijke voorzitter; het regiobureau'],
      ['Status', 'Informeel: wij werkten samen iets uit. Dit zijn geen toezeggingen.'],
      ['Volgend overleg', '3 december 2026'],
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
};

export const verslagBesproken: DemoSection = {
  title: 'Wat wij bespraken',
  audience: { kind: 'wholeTable' },
  maker: ['RBJ', 'secretary'],
  blocks: [
    h('Hoe lang een verblijf duurt'),
    p('Beeldvormend. Wij legden de cijfers van gemeenten en aanbieders naast elkaar.'),
    ...bullets(
      'Waar wij het over eens zijn: een kind blijft gemiddeld veertien maanden, en de helft van die tijd is wachten op een vervolg.',
      'Waar wij verschillen: aanbieders zien het wachten vooral bij woningen, gemeenten vooral bij het late begin van een vervolgplan.',
    ),
    h('School tijdens een verblijf'),
    p(
      'Oordeelsvormend. Het samenwerkingsverband wil dat een kind op de eigen school kan blijven, ook als het verder weg woont.',
    ),
    ...bullets(
      'Ouders en jongeren vragen wie het vervoer regelt. Daar is nog geen antwoord op.',
      'Brinkzijl wil eerst weten wat het kost. De aanbieders willen niet wachten tot de begroting van 2028.',
    ),
  ],
};

export const verslagVervolg: DemoSection = {
  title: 'Acties en vervolg',
  audience: { kind: 'wholeTable' },
  maker: ['RBJ', 'secretary'],
  blocks: [
    table(
      ['Wat', 'Wie', 'Uiterlijk', 'Stand'],
      [
        'Twintig verblijven naast elkaar leggen: waar zat het wachten?',
        'Regiobureau, Jeugdhulp Zilverdam',
        '1 december 2026',
        'Begonnen',
      ],
      ['Kosten van vervoer naar de eigen school schatten', 'Gemeente Oostermeren', '27 november 2026', 'Gedaan'],
      ['Voorbeelden ophalen bij jongeren', 'Ouders en Jongeren Zilverland', '1 december 2026', 'Begonnen'],
    ),
    h('Op 3 december'),
    ...numbered(
      'Waar het wachten zit: oordeelsvormend.',
      'Vervoer naar school: besluitvormend, daarna naar de colleges.',
    ),
  ],
};

export const verslagAchterban: DemoSection = {
  title: 'Wat wij onze achterban vertellen',
  audience: { kind: 'wholeTable' },
  maker: ['OV', 'chair'],
  blocks: [
    p(
      'De tafel zoekt uit waarom kinderen langer in een verblijf blijven dan nodig is. Op 3 december praten wij over vervoer naar de eigen school. ' +
        'Er is nog niets besloten. Heeft u een ervaring of een idee? Vertel het uw vertegenwoordiger aan tafel.',
    ),
    p(
      'Voor wie nu in een verblijf woont, verandert er niets. Wij vertellen na 3 december wat de tafel ervan vond en wie daarna beslist.',
    ),
  ],
};
