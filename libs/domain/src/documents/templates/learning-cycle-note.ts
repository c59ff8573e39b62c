import { bullets, h, hint, p, table } from './dsl';
import type { DocumentTemplate } from './model';

/** One round of learning: what happened, the system behind it, the own role, and what is done with it. */
export const learningCycleNote: DocumentTemplate = {
  name: 'learningCycleNote',
  kind: 'learningCycleNote',
  formality: 'informal',
  sections: [
    {
      title: 'Waarover wij leren, en met wie',
      audience: 'wholeTable',
      blocks: [
        hint('Kies één onderwerp. Schrijf over patronen, nooit over een kind of gezin dat iemand kan herkennen.'),
        table(
          ['Vraag', 'Antwoord'],
          ['Wat is de aanleiding?', ''],
          ['Wie leert: één gemeente met één aanbieder, gemeenten of aanbieders onder elkaar, of iedereen samen?', ''],
          ['Over welke periode gaat het?', ''],
          ['Welke cijfers en verhalen gebruiken wij, en uit welke bron?', ''],
        ),
        h('Afspraak over veilig leren'),
        p(
          'Wat hier wordt gezegd, is om van te leren. Wij gebruiken het niet tegen elkaar in een gesprek over het contract. Geldt dit deze keer niet, dan staat dat hier: …',
        ),
      ],
    },
    {
      title: 'Wat er gebeurde',
      audience: 'wholeTable',
      blocks: [
        hint('Eerste laag: wat deden wij, wat was het gevolg, wat was de oorzaak?'),
        table(['Wat zagen wij', 'Hoe kwam dat', 'Wat zou hier hebben geholpen'], ['', '', ''], ['', '', '']),
      ],
    },
    {
      title: 'Het systeem daarachter',
      audience: 'wholeTable',
      blocks: [
        hint('Tweede laag: welke regel, prikkel of werkwijze maakt dat dit steeds weer gebeurt?'),
        ...bullets(
          'Bekostiging of contract: …',
          'Verwijzen en toegang: …',
          'Verantwoording en cijfers: …',
          'Gewoonten: …',
        ),
      ],
    },
    {
      title: 'Onze eigen rol',
      audience: 'wholeTable',
      blocks: [
        hint(
          'Derde laag: elke partij vult eerst alleen de eigen regel in. Leg ze daarna naast elkaar; het verschil is het gesprek.',
        ),
        table(
          [
            'Partij',
            'Zo zagen wij onze rol',
            'Dit deden wij zelf om het in stand te houden',
            'Dit gaan wij anders doen',
          ],
          ['', '', '', ''],
          ['', '', '', ''],
        ),
      ],
    },
    {
      title: 'Leerpunten en wat ermee gebeurt',
      audience: 'wholeTable',
      blocks: [
        hint(
          'Elk leerpunt krijgt een vervolg: niets doen (met reden), een actie, een wijziging van een afspraak of plan, of delen met andere regio’s.',
        ),
        table(['Leerpunt', 'Wat ermee gebeurt', 'Wie', 'Wanneer'], ['', '', '', ''], ['', '', '', '']),
      ],
    },
    {
      title: 'Volgende ronde',
      audience: 'wholeTable',
      blocks: [
        p('Wij kijken opnieuw op …'),
        ...bullets('Wat willen wij dan zien?', 'Welke proef loopt er tot die tijd?', 'Wie bereidt het gesprek voor?'),
      ],
    },
  ],
};
