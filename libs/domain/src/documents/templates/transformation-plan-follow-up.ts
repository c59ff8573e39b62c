import { bullets, h, hint, p, table } from './dsl';
import type { TemplateSection } from './model';

export const finances: TemplateSection = {
  title: 'Financiën',
  audience: 'wholeTable',
  blocks: [
    hint(
      'Hier staan bedragen voor de hele regio. Tarieven en volumes van één aanbieder horen in een sectie van die aanbieder en de gemeenten.',
    ),
    table(
      ['Effect', 'Jaar 1', 'Jaar 2', 'Jaar 3', 'Hoe zeker', 'Bron'],
      ['Minder of meer kinderen', '', '', '', '', ''],
      ['Lichtere of zwaardere hulp', '', '', '', '', ''],
      ['Prijs en loonkosten', '', '', '', '', ''],
      ['Anders organiseren', '', '', '', '', ''],
      ['Eenmalige kosten van de ombouw', '', '', '', '', ''],
    ),
    h('Kosten van de ombouw'),
    p('Deze kosten staan los van het tarief. Wij spreken af wie ze draagt, hoe lang en wanneer ze stoppen: …'),
    h('Hoe gemeenten tegenvallers delen'),
    p('…'),
  ],
};

export const agreements: TemplateSection = {
  title: 'Wie doet wat',
  audience: 'wholeTable',
  blocks: [
    hint('Eén regel per toezegging. De toezeggingen van gemeenten tellen even zwaar als die van aanbieders.'),
    table(
      ['Partij', 'Wat', 'Uiterlijk', 'Waaraan wij zien dat het gedaan is', 'Wat volgt als het niet lukt'],
      ['', '', '', '', ''],
      ['', '', '', '', ''],
      ['', '', '', '', ''],
    ),
    h('Hoe wij het volgen'),
    ...bullets(
      'Twee keer per jaar een bericht aan colleges en raden: wie schrijft het?',
      'Eén keer per jaar kijken wij samen terug: wanneer?',
      'Cijfers die wij allebei hebben gezien en waar wij het over eens zijn: welke bron?',
    ),
  ],
};

export const risks: TemplateSection = {
  title: 'Risico’s',
  audience: 'wholeTable',
  blocks: [
    hint('Noem ook het risico dat u liever niet noemt. Een risico zonder signaal ziet niemand aankomen.'),
    table(
      ['Wat kan er misgaan', 'Voor wie', 'Waaraan merken wij het eerst', 'Wat doen wij dan', 'Wie let op'],
      ['', '', '', '', ''],
      ['', '', '', '', ''],
    ),
    h('Als een aanbieder omvalt'),
    p('Zo blijft de hulp voor de kinderen doorgaan: …'),
  ],
};

export const learning: TemplateSection = {
  title: 'Leeragenda',
  audience: 'wholeTable',
  blocks: [
    hint('Kies een paar vragen waar u het antwoord echt niet op weet, en plan het gesprek erover nu al.'),
    table(
      ['Wat willen wij weten', 'Hoe komen wij erachter', 'Met wie', 'Wanneer bespreken wij het'],
      ['', '', '', ''],
      ['', '', '', ''],
    ),
    h('Proeven'),
    p('Wij proberen eerst klein: waar, hoe lang, en wanneer besluiten wij of het doorgaat?'),
  ],
};

export const forClients: TemplateSection = {
  title: 'Wat jongeren en ouders hiervan vinden',
  audience: 'wholeTable',
  blocks: [
    hint(
      'Vat hier samen wat cliëntenraden en cliëntorganisaties adviseren, en wat ermee is gedaan. Hun eigen advies in de maak staat in een sectie die alleen zij zien.',
    ),
    table(['Advies', 'Van wie', 'Overgenomen, deels of niet', 'Waarom'], ['', '', '', '']),
  ],
};

export const negotiation: TemplateSection = {
  title: 'Onderhandelruimte van de gemeenten',
  audience: 'commissionersOnly',
  blocks: [
    hint('Alleen gemeenten zien dat deze sectie bestaat. Aan tafel spreken zij met één mond.'),
    h('Waar wij op inzetten'),
    ...bullets('…'),
    h('Tot waar wij kunnen gaan'),
    table(['Onderwerp', 'Inzet', 'Ondergrens', 'Wie beslist daarover'], ['', '', '', '']),
    h('Waar gemeenten onderling verschillen'),
    p('…'),
  ],
};
