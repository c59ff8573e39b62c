import type { Verdict } from '@samenspel/domain';
import type { SeatName } from './demo-section';

export interface Said {
  readonly by: SeatName;
  readonly body: string;
  readonly mentions?: readonly SeatName[];
}

export interface DemoThread {
  readonly section: string;
  readonly quote: string;
  readonly daysAgo: number;
  readonly said: readonly Said[];
  readonly resolvedBy?: SeatName;
}

interface DemoRound {
  readonly question: string;
  readonly sections: readonly string[];
  /** Days from today. */
  readonly opens: number;
  readonly closes: number;
  readonly answers: number;
  readonly threads: readonly DemoThread[];
  readonly general: readonly { readonly by: SeatName; readonly body: string; readonly daysAgo: number }[];
}

export const THREADS: readonly DemoThread[] = [
  {
    section: 'Doelen van het plan',
    quote: 'Alleen waar als een kind er kan blijven zolang het nodig is.',
    daysAgo: 6,
    said: [
      {
        by: ['GB', 'contractor'],
        body: 'Dat vraagt dat de toegang snel beslist over een verlenging. Wie bewaakt dat?',
      },
      {
        by: ['VR', 'commissioner'],
        body: 'Goed punt, dat zoeken de gemeenten uit. @[0], speelt dit bij pleegzorg ook?',
        mentions: [['PV', 'contractor']],
      },
    ],
  },
  {
    section: 'Doelen van het plan',
    quote: 'Mediane duur van een verblijf in een groep',
    daysAgo: 9,
    said: [
      { by: ['WO', 'contractor'], body: 'Tellen wij crisisplaatsen mee? Die zijn kort en drukken de mediaan.' },
      { by: ['DR', 'commissioner'], body: 'Nee, zonder crisis. Ik zet dat bij de bron.' },
    ],
    resolvedBy: ['WO', 'contractor'],
  },
  {
    section: 'Pleegzorg en gezinshuizen',
    quote: 'De vergoeding voor logeren verschilt nu per gemeente.',
    daysAgo: 3,
    said: [
      {
        by: ['OV', 'chair'],
        body: 'Dit komt op de agenda van de volgende tafel. @[0], is de berekening dan klaar?',
        mentions: [['RBJ', 'secretary']],
      },
    ],
  },
];

export const OPEN_ROUND: DemoRound = {
  question: 'Herkent u zich in wat hier over pleegzorg en gezinshuizen staat? Wat mist u?',
  sections: ['Pleegzorg en gezinshuizen'],
  opens: -5,
  closes: 9,
  answers: 37,
  threads: [
    {
      section: 'Pleegzorg en gezinshuizen',
      quote: 'Een pleeggezin heeft binnen een uur iemand aan de telefoon, ook in het weekend.',
      daysAgo: 2,
      said: [
        {
          by: ['CJZ', 'clientRepresentative'],
          body: 'Geldt dit ook voor het kind zelf? Jongeren willen een eigen nummer dat zij mogen bellen.',
        },
        { by: ['PV', 'contractor'], body: 'Dat kan. Wij hebben er al een voor jongeren vanaf twaalf jaar.' },
      ],
    },
    {
      section: 'Pleegzorg en gezinshuizen',
      quote: 'Familie en bekenden krijgen eerder de vraag.',
      daysAgo: 1,
      said: [
        {
          by: ['OJZ', 'clientRepresentative'],
          body: 'Vraag eerst het kind wie het kent en vertrouwt. Dat staat er nu niet.',
        },
      ],
    },
  ],
  general: [
    {
      by: ['OJZ', 'clientRepresentative'],
      body: 'Het stuk gaat veel over gezinnen en weinig over de ouders. Waar blijven zij?',
      daysAgo: 1,
    },
  ],
};

export const NOTA: DemoRound = {
  question: 'Meten wij wat voor jongeren en ouders telt?',
  sections: ['Meten en leren'],
  opens: -40,
  closes: -20,
  answers: -1,
  threads: [
    {
      section: 'Meten en leren',
      quote: 'Wat zeggen jongeren een jaar na vertrek over hun hulp?',
      daysAgo: 30,
      said: [
        {
          by: ['OJZ', 'clientRepresentative'],
          body: 'Een jaar is laat. Vraag het ook na drie maanden, als het nog vers is.',
        },
      ],
    },
    {
      section: 'Meten en leren',
      quote: 'Elke maand: hoeveel kinderen in, door en uit gingen, voor de hele regio.',
      daysAgo: 28,
      said: [
        {
          by: ['CJZ', 'clientRepresentative'],
          body: 'Meet ook hoe vaak een jongere van begeleider wisselt. Daar hebben wij het meeste last van.',
        },
      ],
    },
  ],
  general: [
    {
      by: ['CJZ', 'clientRepresentative'],
      body: 'Laat een jongere meelezen voordat een voortgangsbericht naar de raad gaat.',
      daysAgo: 25,
    },
  ],
};

/** What was answered, by how the remark begins. */
export const ANSWERS: readonly {
  readonly to: string;
  readonly verdict: Verdict;
  readonly why: string;
  readonly place: string;
}[] = [
  {
    to: 'Een jaar is laat.',
    verdict: 'takenOver',
    why: 'U hebt gelijk: na een jaar weten jongeren minder precies wat hielp. Wij vragen het na drie maanden en na een jaar.',
    place: 'Meten en leren, leervragen voor komend jaar',
  },
  {
    to: 'Meet ook hoe vaak',
    verdict: 'partly',
    why: 'Aanbieders tellen wisselingen nog niet op dezelfde manier. Komend jaar doen drie aanbieders dat op proef; daarna komt het terug aan tafel.',
    place: '',
  },
  {
    to: 'Laat een jongere',
    verdict: 'notTakenOver',
    why: 'De termijn tussen bericht en raad is daarvoor te kort. Wel leggen wij het bericht voor aan beide cliëntorganisaties, tegelijk met de colleges.',
    place: '',
  },
];
