import { bullets, h, hint, numbered, p, table } from './dsl';
import type { DocumentTemplate, TemplateSection } from './model';
import { agreements, finances, forClients, learning, negotiation, risks } from './transformation-plan-follow-up';

const story: TemplateSection = {
  title: 'Waarom dit plan',
  audience: 'wholeTable',
  blocks: [
    hint(
      'Schrijf dit voor iemand die niet aan tafel zit: een ouder, een raadslid, een medewerker van de toegang. Eén bladzijde is genoeg.',
    ),
    h('Wat er verandert, en voor wie'),
    p('Over vijf jaar merken kinderen en ouders dat …'),
    h('Waarom het nodig is'),
    ...bullets('Wat gaat er nu niet goed genoeg?', 'Voor wie is dat het ergst?', 'Wat gebeurt er als wij niets doen?'),
    h('Wat hetzelfde blijft'),
    p('Wie nu hulp heeft, kan erop rekenen dat …'),
  ],
};

const vision: TemplateSection = {
  title: 'Visie en uitgangspunten',
  audience: 'wholeTable',
  blocks: [
    hint(
      'Neem hier over wat de gemeenteraden hebben vastgesteld, met de datum erbij. Is dat gebeurd, zet dan de rechten van deze sectie op "De hele tafel leest".',
    ),
    table(['Uitgangspunt', 'Vastgesteld door', 'Datum'], ['', '', ''], ['', '', '']),
    h('Wat dit vraagt van wie een contract wil'),
    p('Wie met ons werkt, onderschrijft dat …'),
  ],
};

const homework: TemplateSection = {
  title: 'Waar wij nu staan',
  audience: 'wholeTable',
  blocks: [
    hint(
      'Dit is het huiswerk onder de doelen. Zet bij elk cijfer de bron en de datum. Cijfers van één aanbieder horen hier niet: zet die in een sectie van die aanbieder en de gemeenten.',
    ),
    table(
      [
        'Segment',
        'Kinderen per jaar',
        'Gemiddelde duur',
        'Kosten per jaar',
        'Ontwikkeling in drie jaar',
        'Bron en datum',
      ],
      ['', '', '', '', '', ''],
      ['', '', '', '', '', ''],
    ),
    h('Wie verwijst'),
    p('Verdeeld naar huisarts, gemeentelijke toegang, gecertificeerde instelling en rechter.'),
    h('Het aanbod'),
    p('Hoeveel aanbieders leveren het grootste deel? Waar zijn er te veel, waar te weinig?'),
    h('Wat wij nog niet weten'),
    ...bullets('Welk cijfer ontbreekt?', 'Wie zoekt het uit, en wanneer is het er?'),
  ],
};

const goals: TemplateSection = {
  title: 'Doelen',
  audience: 'wholeTable',
  blocks: [
    hint(
      'Houd drie soorten doelen uit elkaar. Een voornemen geeft richting. Een aanname is een cijfer dat nog niet vaststaat. Alleen een operationeel doel kunt u volgen: het zegt wie, wat, hoeveel, vanaf welk beginpunt en wanneer.',
    ),
    h('Voornemens'),
    ...bullets('Wij willen dat …'),
    h('Aannames'),
    table(['Aanname', 'Waarop gebaseerd', 'Wie toetst haar, en wanneer'], ['', '', '']),
    h('Operationele doelen'),
    table(
      ['Doel', 'Voor welk segment', 'Indicator en eenheid', 'Nu (datum, bron)', 'Straks', 'Uiterlijk', 'Wie trekt dit'],
      ['', '', '', '', '', '', ''],
      ['', '', '', '', '', '', ''],
    ),
    h('Zeldzame en heel zware hulp'),
    p(
      'Voor deze kinderen zeggen aantallen weinig. Wij spreken hier af hoe wij werken en wat het kind eraan moet hebben:',
    ),
    ...bullets('Zo werken wij: …', 'Dit moet het opleveren: …'),
  ],
};

const approach: TemplateSection = {
  title: 'Aanpak',
  audience: 'wholeTable',
  blocks: [
    hint('Noem per beweging wat er anders gaat, wie begint en waaraan u na een half jaar ziet dat het werkt.'),
    ...bullets(
      'Minder kinderen hebben zware hulp nodig: …',
      'Kinderen stromen eerder door of uit: …',
      'Hulp aan huis in plaats van verblijf: …',
      'Verblijf lijkt op een gewoon thuis, zoals een pleeggezin of gezinshuis: …',
      'Eigen kracht en gewone voorzieningen in de buurt: …',
      'De grens met onderwijs, zorgverzekering en langdurige zorg is duidelijk: …',
    ),
    h('Volgorde'),
    table(['Periode', 'Wat wij doen', 'Wie', 'Klaar als'], ['', '', '', ''], ['', '', '', '']),
  ],
};

const instruments: TemplateSection = {
  title: 'Bekostiging, contract, leveranciers en toegang',
  audience: 'wholeTable',
  blocks: [
    hint('Vier knoppen die op elkaar inwerken. Draai er niet één zonder te kijken wat de andere doen.'),
    table(
      ['Knop', 'Hoe het nu is', 'Wat verandert', 'Wat dit van de andere drie vraagt'],
      ['Bekostiging', '', '', ''],
      ['Vorm van het contract', '', '', ''],
      ['Omgang met leveranciers', '', '', ''],
      ['Toegang', '', '', ''],
    ),
    h('Waarop wij sturen'),
    p(
      'Sturen wij op geld en prijs, op de manier van werken, op tussenresultaten of op wat het kind eraan heeft? Te veel nadruk op één ervan verzwakt de rest.',
    ),
    p('Ongewenst gevolg dat wij in de gaten houden: …'),
  ],
};

const preconditions: TemplateSection = {
  title: 'Randvoorwaarden',
  audience: 'wholeTable',
  blocks: [
    hint(
      'Wat moet er zijn voordat dit plan kan slagen, en wie zorgt daarvoor? Een randvoorwaarde zonder eigenaar is een wens.',
    ),
    table(
      ['Onderwerp', 'Wat er moet zijn', 'Wie zorgt ervoor', 'Wanneer', 'Als het er niet is'],
      ['Onderwijs', '', '', '', ''],
      ['Toegang en lokale teams', '', '', '', ''],
      ['Gegevens delen', '', '', '', ''],
      ['Gebouwen', '', '', '', ''],
      ['Personeel', '', '', '', ''],
    ),
  ],
};

const roles: TemplateSection = {
  title: 'Rollen en besluiten',
  audience: 'wholeTable',
  blocks: [
    hint(
      'De gemeenten blijven verantwoordelijk voor de inkoop. Aan het plan werkt iedereen als gelijke. Schrijf op waar het ene ophoudt en het andere begint.',
    ),
    table(['Onderwerp', 'Wie bereidt voor', 'Wie adviseert', 'Wie beslist'], ['', '', '', ''], ['', '', '', '']),
    h('Wat de tafel zelf mag afspreken'),
    ...numbered('…', '…'),
    h('Wat naar colleges, raden of besturen gaat'),
    ...numbered('…', '…'),
  ],
};

export const transformationPlan: DocumentTemplate = {
  name: 'transformationPlan',
  kind: 'transformationPlan',
  formality: 'formal',
  sections: [
    story,
    vision,
    homework,
    goals,
    approach,
    instruments,
    preconditions,
    roles,
    finances,
    agreements,
    risks,
    learning,
    forClients,
    negotiation,
  ],
};
