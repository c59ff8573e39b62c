import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { TEXT_ROOT } from '../schema/schema';
import { KEYBOARD, MemoryOutbox, World, restrict, stored, typeAt, writer, type Tab } from '../testing';
import type { LiveSection } from './live-section';

function blockOf(section: LiveSection, index: number): Y.XmlElement {
  return section.doc.getXmlFragment(TEXT_ROOT).get(index) as Y.XmlElement;
}

function textOf(section: LiveSection, index: number): Y.XmlText {
  return blockOf(section, index).get(0) as Y.XmlText;
}

/** As Enter does it: what stands behind the caret is taken away, and written again in a block of its own. */
function split(section: LiveSection, index: number, at: number): void {
  section.doc.transact(() => {
    const text = textOf(section, index);
    const words = text.toString().slice(at);
    text.delete(at, words.length);
    const block = new Y.XmlElement('block');
    block.setAttribute('id', `b${at}-${words.length}`);
    block.setAttribute('kind', 'paragraph');
    block.insert(0, [new Y.XmlText(words)]);
    section.doc.getXmlFragment(TEXT_ROOT).insert(index + 1, [block]);
  }, KEYBOARD);
}

/** As Backspace does it at the start of a block. */
function join(section: LiveSection, index: number): void {
  section.doc.transact(() => {
    const words = textOf(section, index).toString();
    section.doc.getXmlFragment(TEXT_ROOT).delete(index, 1);
    textOf(section, index - 1).insert(textOf(section, index - 1).length, words);
  }, KEYBOARD);
}

async function offline(): Promise<{
  world: World;
  sectionId: string;
  tab: Tab;
  section: LiveSection;
  outbox: MemoryOutbox;
}> {
  const world = new World();
  const sectionId = world.section({ kind: 'wholeTable' }, 'Wat zij schreven');
  const outbox = new MemoryOutbox();
  const tab = world.tab(world.speaker('contractor'), outbox);
  const section = await writer(world, tab, sectionId);
  typeAt(section, 0, 'Opgeslagen. ');
  await world.settle();
  tab.cut();
  return { world, sectionId, tab, section, outbox };
}

const EDITS: Readonly<Record<string, [edit: (section: LiveSection) => void, draft: string]>> = {
  'a paragraph is split': [
    (section) => {
      typeAt(section, 'Opgeslagen. Wat '.length, 'ik ');
      split(section, 0, 'Opgeslagen. Wat ik '.length);
      textOf(section, 1).insert(0, 'en ');
    },
    'ik \nen',
  ],
  'own words that are not saved are split off with it': [
    (section) => {
      typeAt(section, 'Opgeslagen. Wat '.length, 'ik schrijf en ');
      split(section, 0, 'Opgeslagen. Wat ik '.length);
    },
    'ik \nschrijf en',
  ],
  'it is split again and again, and joined': [
    (section) => {
      split(section, 0, 'Opge'.length);
      split(section, 1, 'slagen. Wat '.length);
      textOf(section, 2).insert(0, 'ja ');
      join(section, 2);
      join(section, 1);
      split(section, 0, 'Opgeslagen. Wat j'.length);
      textOf(section, 1).insert(0, 'awel ');
    },
    // Two places, of which nothing says how they stood to each other.
    'awel a \nj',
  ],
  'nothing but a split': [(section) => split(section, 0, 3), ''],
};

describe('[C78] what was only moved is no word of who moved it', () => {
  for (const [name, [edit, draft]] of Object.entries(EDITS)) {
    for (const way of ['at once', 'after a reload']) {
      it(`${name}, ${way}`, async () => {
        const { world, sectionId, tab, section, outbox } = await offline();
        edit(section);
        await world.settle();
        await restrict(world, sectionId);
        const left = way === 'at once' ? tab : world.tab(tab.speaker, outbox.fork());
        left.connect();
        await world.settle();
        expect(left.client.drafts.map(({ text }) => text)).toEqual(draft === '' ? [] : [draft]);
      });
    }
  }

  it('and is sent like every other text when the right is there', async () => {
    const { world, sectionId, tab, section, outbox } = await offline();
    EDITS['it is split again and again, and joined']![0](section);
    await world.settle();
    tab.connect();
    await world.settle();
    expect(stored(world, sectionId)).toBe('Opgeslagen. Wat j\nawel a zij schreven');
    expect([outbox.records.size, tab.client.drafts]).toEqual([0, []]);
  });

  it('also where an editor wrote without a lease', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'commissionersOnly' }, 'Wat zij schreven');
    const tab = world.tab(world.speaker('commissioner'));
    const section = tab.client.open(sectionId, { title: '', restricted: true });
    await world.settle();
    expect(section.mayType).toBe(false);
    split(section, 0, 'Wat '.length);
    textOf(section, 1).insert(0, 'wij ');
    expect(tab.client.drafts.map(({ text }) => text)).toEqual(['wij']);
  });
});
