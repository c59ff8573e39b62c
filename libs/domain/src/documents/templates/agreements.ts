import { bullets, h, hint, numbered, p, table } from './dsl';
import type { DocumentTemplate } from './model';

const PROMISES = ['Partij', 'Wat', 'Uiterlijk', 'Waaraan wij zien dat het gedaan is', 'Wat volgt als het niet lukt'];

/** What the parties of a whole table promise each other. */
export const tableAgreement: DocumentTemplate = {
  name: 'tableAgreement',
  kind: 'agreement',
  formality: 'formal',
  sections: [
    {
      title: 'Waarover wij afspraken maken',
      audience: 'wholeTable',
      blocks: [
        hint(
          'Begin met wat u samen wilt bereiken. Dat is de basis waarop u later de rest leest, ook als de tekst ergens onduidelijk blijkt.',
        ),
        p('Wij maken deze afspraken omdat …'),
        h('Wat wij samen als basis zien'),
        ...bullets('…', '…'),
      ],
    },
    {
      title: 'Wie afspreekt, en namens wie',
      audience: 'wholeTable',
      blocks: [
        table(
          ['Partij', 'Wie beslist en wie tekent', 'Voor wie geldt het', 'Tot welk bedrag of onderwerp'],
          ['', '', '', ''],
          ['', '', '', ''],
        ),
        hint('Heeft iemand geen mandaat voor een onderwerp, dan geeft die een advies. Schrijf het dan ook zo op.'),
      ],
    },
    {
      title: 'Hoe hard deze afspraken zijn',
      audience: 'wholeTable',
      blocks: [
        table(
          ['Afspraak', 'Toezegging of voornemen', 'Formeel of informeel', 'Over de samenwerking of over resultaat'],
          ['', '', '', ''],
          ['', '', '', ''],
        ),
        p('Wat hierboven een voornemen heet, kan niemand afdwingen. Wij spreken elkaar er wel op aan.'),
      ],
    },
    {
      title: 'Wat wij elkaar beloven',
      audience: 'wholeTable',
      blocks: [
        hint(
          'Eén regel per belofte, ook voor gemeenten. Kunt u niet zeggen waaraan u ziet dat het gedaan is, maak de belofte dan kleiner.',
        ),
        table(PROMISES, ['', '', '', '', ''], ['', '', '', '', ''], ['', '', '', '', '']),
      ],
    },
    {
      title: 'Hoe wij volgen of het lukt',
      audience: 'wholeTable',
      blocks: [
        ...bullets(
          'Wij kijken elk kwartaal naar de lijst van beloften. Wie het lastig krijgt, zegt dat vóór de datum.',
          'Wij gebruiken cijfers uit: …',
          'Wat een accountant of inspectie al heeft gecontroleerd, vragen wij niet nog eens.',
        ),
      ],
    },
    {
      title: 'Als het anders loopt',
      audience: 'wholeTable',
      blocks: [
        h('Iets verandert'),
        p('Wie een afspraak wil wijzigen, doet een voorstel aan de tafel en zegt erbij waarom en per wanneer.'),
        h('Wij worden het niet eens'),
        ...numbered(
          'De betrokken partijen praten eerst met elkaar.',
          'Daarna bemiddelt de voorzitter, binnen … weken.',
          'Komen wij er niet uit, dan …',
        ),
        h('Iemand doet zijn deel niet'),
        p('Wij vragen eerst waarom. Daarna volgt wat bij de belofte staat. Blijft het uit, dan …'),
      ],
    },
    {
      title: 'Looptijd en einde',
      audience: 'wholeTable',
      blocks: [
        table(
          ['Begint', 'Eindigt', 'Verlengen kan als', 'Opzeggen kan door', 'Wat blijft gelden na het einde'],
          ['', '', '', '', ''],
        ),
        p('Stopt een partij, dan regelen wij eerst dat de hulp aan kinderen doorgaat.'),
      ],
    },
    {
      title: 'Besluiten en tekenen',
      audience: 'wholeTable',
      blocks: [
        hint(
          'Deze tekst is een voorstel, tot ieder heeft besloten en getekend. Een college besluit over een contract en de burgemeester tekent; het bestuur van een aanbieder stemt in en tekent.',
        ),
        table(
          ['Orgaan', 'Bevoegd omdat', 'Besloten op', 'Voorbehoud', 'Getekend door, op'],
          ['', '', '', '', ''],
          ['', '', '', '', ''],
        ),
      ],
    },
  ],
};

/** What the municipalities and one provider promise each other; the table reads a summary without figures. */
export const providerAgreement: DocumentTemplate = {
  name: 'providerAgreement',
  kind: 'agreement',
  formality: 'formal',
  sections: [
    {
      title: 'Samenvatting voor de tafel',
      audience: 'wholeTable',
      blocks: [
        hint(
          'Iedereen aan tafel leest dit. Zet hier geen tarieven, volumes of andere cijfers waar concurrenten iets aan hebben.',
        ),
        p('De gemeenten en deze aanbieder spreken af dat …'),
        ...bullets(
          'Wat verandert er voor kinderen en ouders?',
          'Wanneer merken andere aanbieders er iets van?',
          'Wat heeft de rest van de tafel ervoor nodig?',
        ),
      ],
    },
    {
      title: 'Opgave en tempo',
      audience: 'providerWithCommissioners',
      blocks: [
        h('Wat deze aanbieder ombouwt'),
        table(['Van', 'Naar', 'Plaatsen of trajecten', 'Begin', 'Klaar'], ['', '', '', '', ''], ['', '', '', '', '']),
        h('Wat dit vraagt van gebouw, personeel en kinderen die er nu wonen'),
        p('…'),
      ],
    },
    {
      title: 'Tarief en kosten van de ombouw',
      audience: 'providerWithCommissioners',
      blocks: [
        hint(
          'Deze sectie bevat gegevens waar andere aanbieders hun prijs op zouden kunnen aanpassen. Laat haar bij deze aanbieder en de gemeenten.',
        ),
        table(['Product', 'Tarief nu', 'Bandbreedte', 'Onderbouwing', 'Geldt van en tot'], ['', '', '', '', '']),
        h('Eenmalige kosten'),
        table(['Waarvoor', 'Bedrag', 'Wie betaalt', 'Stopt op', 'Voorwaarde'], ['', '', '', '', '']),
      ],
    },
    {
      title: 'Wie doet wat',
      audience: 'providerWithCommissioners',
      blocks: [table(PROMISES, ['Gemeenten', '', '', '', ''], ['Aanbieder', '', '', '', ''])],
    },
    {
      title: 'Volgen en bijsturen',
      audience: 'providerWithCommissioners',
      blocks: [
        table(
          ['Gesprek', 'Hoe vaak', 'Wie', 'Waarover'],
          ['Uitvoering', '', '', ''],
          ['Voortgang', '', '', ''],
          ['Bestuur', '', '', ''],
        ),
        h('Als het niet lukt'),
        ...numbered(
          'Wij bespreken het signaal en zoeken samen de oorzaak.',
          'De aanbieder maakt een verbeterplan: wie, wat, hoe en wanneer.',
          'Wij volgen het plan. Op … beoordelen wij het resultaat.',
          'Daarna kiezen wij: doorgaan, toezicht, of afbouwen met zorg voor de kinderen.',
        ),
      ],
    },
    {
      title: 'Onderhandelruimte van de gemeenten',
      audience: 'commissionersOnly',
      blocks: [
        hint('Alleen gemeenten zien dat deze sectie bestaat.'),
        table(['Onderwerp', 'Inzet', 'Ondergrens', 'Wie beslist'], ['', '', '', '']),
      ],
    },
  ],
};
