import { TEXT_ROOT, writeBlocks } from '@samenspel/collab';
import * as Y from 'yjs';
import type { ContentBlock, SectionView } from '@samenspel/domain';
import { FakeSection, party, type FakeLive } from '../fake-live';

const p = (text: string): ContentBlock => ({ type: 'block', kind: 'paragraph', runs: [{ text }] });
const item = (kind: 'bullet' | 'numbered', text: string, indent?: number): ContentBlock => ({
  type: 'block',
  kind,
  indent,
  runs: [{ text }],
});
const cell = (text: string): Extract<ContentBlock, { type: 'block' }>[] => [
  { type: 'block', kind: 'paragraph', runs: [{ text }] },
];

const CONTENT: { title: string; right: SectionView['right']; blocks: ContentBlock[] }[] = [
  {
    title: 'Waarom dit plan',
    right: 'write',
    blocks: [
      p(
        'Kinderen en gezinnen in onze regio wachten te lang op hulp. Gemeenten en aanbieders spreken in dit plan af hoe zij samen de wachttijd terugbrengen en wie waarvoor verantwoordelijk is.',
      ),
      { type: 'block', kind: 'heading', level: 2, runs: [{ text: 'Uitgangspunten' }] },
      item('bullet', 'Hulp begint dicht bij huis'),
      item('bullet', 'op school', 1),
      item('bullet', 'in de wijk', 1),
      item('bullet', 'Een gezin heeft één plan'),
      item('numbered', 'Eerst kijken wat er al is'),
      item('numbered', 'Daarna pas iets nieuws'),
      {
        type: 'block',
        kind: 'quote',
        runs: [{ text: 'Niets over ons zonder ons.', marks: ['italic'] }],
      },
    ],
  },
  {
    title: 'Doelen en meting',
    right: 'write',
    blocks: [
      {
        type: 'block',
        kind: 'paragraph',
        unsure: true,
        runs: [
          { text: 'De wachttijd daalt ' },
          { text: 'in twee jaar', marks: ['bold'] },
          { text: ' naar vier weken. Zie de ' },
          { text: 'cijfers van de regio', link: 'https://voorbeeld.nl/cijfers' },
          { text: '.' },
        ],
      },
      {
        type: 'table',
        header: true,
        rows: [
          [cell('Wat'), cell('Nu'), cell('Over twee jaar')],
          [cell('Wachttijd in weken'), cell('11'), cell('4')],
          [cell('Gezinnen met één plan'), cell('38%'), cell('80%')],
        ],
      },
      p('Wij meten dit elk kwartaal.'),
    ],
  },
  { title: 'Afspraken met het Rijk', right: 'read', blocks: [p('Deze tekst is vastgesteld. U kunt hem lezen.')] },
  { title: 'Nog te schrijven', right: 'write', blocks: [] },
];

export interface HarnessSection {
  readonly view: SectionView;
  readonly mine: FakeLive;
  readonly theirs: FakeLive;
  readonly section: FakeSection;
}

export const sections: HarnessSection[] = CONTENT.map(({ title, right, blocks }, index) => {
  const sectionId = `${index}0000000-0000-4000-8000-000000000000`;
  const section = new FakeSection(sectionId);
  const theirs = section.join(party('Gemeente Noorderveen', 'NV', 1));
  writeBlocks(theirs.doc, blocks, () => crypto.randomUUID());
  const mine = section.join(party('Jeugdhulp De Brug', 'DB', 0), right);
  return {
    view: {
      sectionId,
      code: String(index + 1),
      title,
      right,
      audience: [{ kind: 'everybody' }],
      restricted: false,
      owner: false,
      mayEdit: false,
      archivedAt: null,
    },
    mine,
    theirs,
    section,
  };
});

// For the tests, which play the other writers.
Object.assign(window, { sections, placeCaret });

/** Puts the caret of another writer at a place in the n-th block of a section. */
function placeCaret(live: FakeLive, block: number, anchor: number, head: number): void {
  const text = (live.doc.getXmlFragment(TEXT_ROOT).get(block) as Y.XmlElement).get(0) as Y.XmlText;
  const at = (offset: number): Uint8Array =>
    Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, offset));
  live.setCaret({ anchor: at(anchor), head: at(head) });
}
