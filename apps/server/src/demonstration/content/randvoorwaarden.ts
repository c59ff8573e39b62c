import type { DemoCalendar } from '../calendar';
import type { DemoSection } from './demo-section';
import { bold, bullets, h, p } from './dsl';

export const randvoorwaarden = ({ years }: DemoCalendar): DemoSection => ({
  title: 'Randvoorwaarden: onderwijs, toegang, huizen en mensen',
  audience: { kind: 'wholeTable' },
  maker: ['VR', 'commissioner'],
  blocks: [
    p('Jeugdhulp kan dit niet alleen. Vier dingen moeten op orde zijn, anders blijft het plan papier.'),
    h('Onderwijs'),
    p(
      'Een kind dat niet naar school gaat, komt eerder in een groep terecht. Het samenwerkingsverband en de gemeenten zetten ' +
        `daarom jeugdhulp ín de school: op twaalf scholen in ${years.start}, op dertig in ${years.end}. Verhuist een kind, dan houdt het zijn plek ` +
        'op school zolang de reis korter is dan drie kwartier.',
    ),
    h('Toegang'),
    ...bullets(
      'Alle zeven gemeenten gebruiken dezelfde vragenlijst en dezelfde termen.',
      'Een besluit over verblijf neemt de toegang nooit alleen: er kijkt altijd een gedragswetenschapper mee.',
      'Aanbieders weten binnen twee werkdagen of een verlenging akkoord is.',
    ),
    h('Huizen'),
    p(
      'Voor elf kleine woonhuizen zijn elf adressen nodig. Elke gemeente levert er ten minste één, en Zilverdam vijf. ' +
        `De gemeenten leggen dit vast in hun woonplannen voor ${years.start}.`,
    ),
    h('Mensen'),
    ...bullets(
      [
        bold('Minder wisseling. '),
        'Aanbieders streven naar vaste teams; uitzendkrachten staan niet alleen op een groep.',
      ],
      [bold('Opleiden. '), 'De zes aanbieders leiden samen op, zodat wie van werkgever wisselt in de regio blijft.'],
      [bold('Minder papier. '), 'Wat een accountant of inspectie al heeft bekeken, vragen de gemeenten niet nog eens.'],
    ),
  ],
});
