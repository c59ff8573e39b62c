import type { DemoSection } from './demo-section';
import { bullets, h, p } from './dsl';

export const voorbereidingElzerwaard: DemoSection = {
  title: 'Onze voorbereiding op de volgende tafel',
  audience: { kind: 'ownSeat', own: ['BE', 'contractor'] },
  maker: ['BE', 'contractor'],
  blocks: [
    p('Alleen voor onszelf. Besproken in het managementteam; de raad van toezicht ziet dit volgende maand.'),
    h('Wat wij inbrengen'),
    ...bullets(
      'Behandeling en wonen uit elkaar halen kan, maar niet voor de zwaarste groep.',
      'Wij kunnen ons team ook in de woonhuizen van anderen laten werken. Dat is nieuw; eerst polsen bij de voorzitter.',
    ),
    h('Waar wij voorzichtig mee zijn'),
    ...bullets(
      'De wachtlijst voor diagnostiek loopt op tot veertien weken. Wij melden dit zelf, voordat een ander het vraagt.',
      'Twee behandelaren vertrekken binnen een half jaar. De opvolging is nog niet rond.',
    ),
  ],
};

export const notitiesVoorzitter: DemoSection = {
  title: 'Notities van de voorzitter',
  audience: { kind: 'ownSeat', own: ['OV', 'chair'] },
  maker: ['OV', 'chair'],
  blocks: [
    p('Voor mij alleen. Wat een partij mij in vertrouwen zegt, neem ik hier niet letterlijk op.'),
    h('Voor de volgende keer'),
    ...bullets(
      'Begin met de jongeren, niet met de cijfers. Vorige keer kwamen zij pas na de pauze aan het woord.',
      'Vraag de kleine gemeenten rechtstreeks. Zij knikken, en bellen mij de dag erna.',
      'De tafel noemt “tempo” en bedoelt drie verschillende dingen. Laat ieder het eerst opschrijven.',
    ),
    h('Op te letten'),
    p(
      'Bij de paragraaf over geld ging het gesprek tussen twee aanbieders over hun prijzen. Ik heb het afgebroken. Volgende ' +
        'keer lees ik de mededingingsregels vooraf voor.',
    ),
  ],
};
