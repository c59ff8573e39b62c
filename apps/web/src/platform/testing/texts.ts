import type { ContentBlock } from '@samenspel/domain';

type TextBlock = Extract<ContentBlock, { type: 'block' }>;
const p = (text: string): TextBlock => ({ type: 'block', kind: 'paragraph', runs: [{ text }] });
const h = (text: string): TextBlock => ({ type: 'block', kind: 'heading', level: 2, runs: [{ text }] });
const li = (text: string): TextBlock => ({ type: 'block', kind: 'bullet', runs: [{ text }] });
const row = (...texts: string[]): TextBlock[][] => texts.map((text) => [p(text)]);

/** Text of the sections of the mock document, by the last digit of their id. */
export const TEXTS: Readonly<Record<number, readonly ContentBlock[]>> = {
  1: [
    p(
      'De gemeenteraden willen dat kinderen veilig en gezond thuis opgroeien. Hulp is er op tijd, zo licht als kan en zo zwaar als nodig is.',
    ),
  ],
  2: [
    p(
      'Kinderen en gezinnen in onze regio wachten te lang op hulp, en te veel kinderen wonen langer in een instelling dan nodig is. In dit plan spreken gemeenten, aanbieders en cliënten af hoe zij dat samen veranderen.',
    ),
    h('Wat wij anders doen'),
    li('Hulp begint thuis of dicht bij huis.'),
    li('Een gezin heeft één plan en één vaste hulpverlener.'),
    li('Verblijf is kort, met vanaf de eerste dag een plan voor daarna.'),
  ],
  3: [
    p('Wij onderscheiden drie soorten doelen: een voornemen, een aanname en een doel waar wij elkaar aan houden.'),
    {
      type: 'table',
      header: true,
      rows: [
        row('Doel', 'Nulmeting', '2030'),
        row('Kinderen in verblijf langer dan een jaar', '61', '30'),
        row('Wachttijd ambulante hulp, weken', '11', '4'),
      ],
    },
    p('Elk halfjaar bespreken wij de stand aan tafel. Wie een doel niet haalt, legt uit waarom en wat er anders gaat.'),
  ],
  4: [
    p(
      'Gemeenten zorgen dat de toegang weet welke hulp er is. Aanbieders zorgen dat er binnen vier weken iemand begint.',
    ),
  ],
  5: [
    p(
      'De Brug sluit in 2028 twee leefgroepen. De gemeenten betalen de kosten daarvan apart, tot een bedrag dat jaarlijks wordt vastgesteld.',
    ),
  ],
};
