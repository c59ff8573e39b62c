import { bullets, h, hint, numbered, p, table } from './dsl';
import type { DocumentTemplate } from './model';

/** What was said and agreed at a meeting, with what happens with it. */
export const minutes: DocumentTemplate = {
  name: 'minutes',
  kind: 'minutes',
  formality: 'informal',
  sections: [
    {
      title: 'Over dit overleg',
      audience: 'wholeTable',
      blocks: [
        table(
          ['Wat', 'Gegevens'],
          ['Datum, tijd en plaats', ''],
          ['Voorzitter en verslag', ''],
          ['Status: samen uitwerken, of over het contract', ''],
          ['Volgend overleg', ''],
        ),
        h('Wie er waren'),
        table(
          ['Partij', 'Aanwezig', 'Afwezig met bericht', 'Afwezig zonder bericht'],
          ['', '', '', ''],
          ['', '', '', ''],
        ),
        hint('Noem partijen. Noem personen alleen als de tafel dat heeft afgesproken.'),
      ],
    },
    {
      title: 'Wat op de agenda stond',
      audience: 'wholeTable',
      blocks: [
        table(
          [
            'Onderwerp',
            'Beeldvormend, oordeelsvormend of besluitvormend',
            'Wat er met de uitkomst gebeurt',
            'Wie er daarna over beslist',
          ],
          ['', '', '', ''],
          ['', '', '', ''],
        ),
      ],
    },
    {
      title: 'Wat wij bespraken',
      audience: 'wholeTable',
      blocks: [
        hint(
          'Schrijf per onderwerp op wat de partijen wilden zeggen, niet wie wat zei. Zet ook op waar u het niet over eens was.',
        ),
        h('Onderwerp 1'),
        p('Waar wij het over eens zijn: …'),
        p('Waar wij verschillen, en waarom: …'),
        h('Onderwerp 2'),
        p('…'),
      ],
    },
    {
      title: 'Wat de tafel ervan vindt',
      audience: 'wholeTable',
      blocks: [
        hint(
          'Een uitkomst van de tafel is nog geen besluit. Raden, colleges en besturen beslissen daarna elk over het eigen deel. De voorzitter legt een uitkomst apart vast, op de precieze tekst.',
        ),
        ...numbered('…', '…'),
        h('Adviezen die erbij horen'),
        ...bullets('Cliëntvertegenwoordigers: …', 'Ketenpartners: …'),
      ],
    },
    {
      title: 'Acties',
      audience: 'wholeTable',
      blocks: [table(['Wat', 'Wie', 'Uiterlijk', 'Stand'], ['', '', '', ''], ['', '', '', ''])],
    },
    {
      title: 'Wat wij onze achterban vertellen',
      audience: 'wholeTable',
      blocks: [
        hint('Schrijf dit zo dat iedereen aan tafel het letterlijk kan doorsturen.'),
        p('Er verandert …, voor …, vanaf …'),
      ],
    },
  ],
};
