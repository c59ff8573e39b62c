import { timesAsLong } from '@samenspel/domain/testing';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { TEXT_ROOT } from '../schema/schema';
import { KEYBOARD, MemoryOutbox, World, restrict, stored, typeAt, writer, type Tab } from '../testing';
import { copiesIn, copiesOfOthers } from './copies';
import type { LiveSection } from './live-section';

function blockOf(section: LiveSection, index: number): Y.XmlElement {
  return section.doc.getXmlFragment(TEXT_ROOT).get(index) as Y.XmlElement;
}

function textOf(section: LiveSection, index: number): Y.XmlText {
  return blockOf(section, index).get(0) as Y.XmlText;
}

function paragraph(section: LiveSection, index: number, words: string): void {
  const block = new Y.XmlElement('block');
  block.setAttribute('id', `b${index}-${words.length}`);
  block.setAttribute('kind', 'paragraph');
  block.insert(0, [new Y.XmlText(words)]);
  section.doc.getXmlFragment(TEXT_ROOT).insert(index, [block]);
}

/** As Enter does it: what stands behind the caret is taken away, and written again in a block of its own. */
function split(section: LiveSection, index: number, at: number): void {
  section.doc.transact(() => {
    const text = textOf(section, index);
    const words = text.toString().slice(at);
    text.delete(at, words.length);
    paragraph(section, index + 1, words);
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
  'a saved word is typed over with one that is spelled alike': [
    // As the editor tells it: what is the same on both sides stays.
    (section) =>
      section.doc.transact(() => {
        const at = 'Opgeslagen. W'.length;
        textOf(section, 0).delete(at, 'at'.length);
        textOf(section, 0).insert(at, 'ie weet wat');
      }, KEYBOARD),
    'ie weet wat',
  ],
  'a saved word is typed over, and those letters stand in the midst of a new paragraph': [
    (section) =>
      section.doc.transact(() => {
        textOf(section, 0).delete('Opgeslagen. '.length, 'Wat'.length);
        paragraph(section, 1, 'Zij vroegen: Wat nu?');
      }, KEYBOARD),
    'Zij vroegen: Wat nu?',
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

  it(
    'and a great many of both are told apart as fast as when they came in one piece',
    { timeout: 60_000 },
    async () => {
      const doc = new Y.Doc();
      doc.clientID = 1;
      const updates: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array) => updates.push(update));
      for (let at = 0; at < 20_000; at += 1) doc.getText().insert(at, 'w');
      const copy = { from: { client: 1, clock: 0 }, to: { client: 2, clock: 0 }, length: 100_000 };
      const together = Y.encodeStateAsUpdate(doc);
      expect(copiesOfOthers([copy], updates).size).toBe(80_000);
      const times = await timesAsLong(
        () => copiesOfOthers([copy], updates),
        () => copiesOfOthers([copy], [together]),
        8,
      );
      expect(times).toBeLessThan(8);
    },
  );

  it('also where a whole chapter is put in the place of another', { timeout: 60_000 }, async () => {
    const replace = (look: (transaction: Y.Transaction) => void) => {
      const doc = new Y.Doc();
      const texts = Array.from({ length: 2_000 }, (_, index) => new Y.Text(`Regel ${index}.`));
      doc.getArray().insert(0, texts);
      doc.on('afterTransaction', look);
      doc.transact(() => {
        doc.getArray().delete(0, texts.length);
        doc.getArray().insert(0, [new Y.Text('Iets anders. '.repeat(10_000))]);
      });
    };
    replace((transaction) => expect(copiesIn(transaction)).toEqual([]));
    const times = await timesAsLong(
      () => replace(copiesIn),
      () => replace(() => undefined),
      40,
    );
    expect(times).toBeLessThan(40);
  });
});
