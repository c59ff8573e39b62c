import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { LiveSection } from '../client/live-section';
import { readBlocks } from '../schema/blocks';
import { createTextDoc } from '../schema/text-doc';
import { TEXT_ROOT } from '../schema/schema';
import { KEYBOARD, MemoryOutbox, Random, World, randomEdit, type Tab } from '../testing';

interface Writer {
  readonly speaker: ReturnType<World['speaker']>;
  outbox: MemoryOutbox;
  tab: Tab;
  section: LiveSection;
}

/** Random histories: writers, lines that break, a server that is killed, a store that fails both ways, pages that reload. */
async function history(
  seed: number,
  steps: number,
): Promise<{ words: string[]; world: World; writers: Writer[]; sectionId: string }> {
  const random = new Random(seed);
  const world = new World();
  const sectionId = world.section({ kind: 'wholeTable' });
  const writers: Writer[] = [];
  for (const role of ['commissioner', 'contractor', 'chair'] as const) {
    const speaker = world.speaker(role);
    const outbox = new MemoryOutbox();
    const tab = world.tab(speaker, outbox);
    const section = tab.client.open(sectionId, { title: '', restricted: false });
    writers.push({ speaker, outbox, tab, section });
  }
  await world.settle();
  for (const { section } of writers) void section.prepareToWrite();
  await world.settle();
  const words: { readonly by: Writer; readonly word: string }[] = [];
  for (let step = 0; step < steps; step += 1) {
    const writer = random.pick(writers);
    const choice = random.next();
    if (choice < 0.55) {
      if (!writer.section.mayType) continue;
      const word = `<${seed}.${step}>`;
      if (random.chance(0.5)) {
        words.push({ by: writer, word });
        writer.section.doc.transact(() => appendWord(writer.section.doc, word), KEYBOARD);
      } else {
        randomEdit(writer.section.doc, random, 'x');
      }
    } else if (choice < 0.7) {
      world.time.runSoon();
      await writer.tab.toServer(1 + random.below(3));
    } else if (choice < 0.82) {
      writer.tab.toClient(1 + random.below(4));
      world.time.runSoon();
    } else if (choice < 0.86) {
      writer.tab.cut();
    } else if (choice < 0.92) {
      writer.tab.connect();
    } else if (choice < 0.935) {
      world.killServer();
    } else if (choice < 0.955) {
      const fault = random.pick(['lost', 'stored-but-lost', null] as const);
      world.store.fault = () => fault;
    } else if (choice < 0.97) {
      world.time.advance(random.below(3_000));
    } else {
      // The page is loaded anew: what is not in the outbox or the store is gone for good.
      world.time.advance(1);
      writer.tab.cut();
      world.tabs.splice(world.tabs.indexOf(writer.tab), 1);
      writer.outbox = writer.outbox.fork();
      // What was typed in the very moment in which the page ended, before the browser could keep it, is gone; it was never
      // shown as saved. All else must arrive.
      const kept = [...writer.outbox.records.values(), ...(world.store.sections.get(sectionId)?.rows ?? [])]
        .map(({ bytes }) => (bytes.byteLength === 0 ? '' : wordsIn(bytes)))
        .join('');
      for (const word of words.filter((one) => one.by === writer && !kept.includes(one.word))) {
        words.splice(words.indexOf(word), 1);
      }
      writer.tab = world.tab(writer.speaker, writer.outbox);
      writer.section = writer.tab.client.open(sectionId, { title: '', restricted: false });
      world.store.fault = () => null;
      await world.settle();
      void writer.section.prepareToWrite();
      await world.settle();
    }
  }
  world.store.fault = () => null;
  for (const { tab } of writers) tab.connect();
  for (let n = 0; n < 20; n += 1) {
    await world.settle();
    world.time.advance(6_000);
  }
  await world.settle();
  return { words: words.map(({ word }) => word), world, writers, sectionId };
}

/** At the end of its own block, which nobody deletes: so every word that was typed must be there at the end. */
function appendWord(doc: Y.Doc, word: string): void {
  const block = new Y.XmlElement('block');
  block.setAttribute('id', word);
  const text = new Y.XmlText();
  text.insert(0, word);
  block.insert(0, [text]);
  doc.getXmlFragment(TEXT_ROOT).push([block]);
}

/** Text and marks, lists and tables: all that a reader sees. */
function readsAs(doc: Y.Doc): string {
  return JSON.stringify(readBlocks(doc));
}

function wordsIn(bytes: Uint8Array): string {
  return Y.decodeUpdate(bytes)
    .structs.map((struct) =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : '',
    )
    .join('|');
}

describe('convergence', () => {
  it('[C1] [C2] [C3] writers end with the same text, everything typed is stored once, nothing else is', async () => {
    const base = Number(1);
    for (let seed = base; seed < base + 60; seed += 1) {
      const { world, writers, sectionId, words } = await history(seed, 250);
      const stored = createTextDoc();
      const rows = world.store.sections.get(sectionId)?.rows ?? [];
      for (const row of rows) Y.applyUpdate(stored, row.bytes);
      const truth = readsAs(stored);
      for (const { section, tab } of writers) {
        const at = `seed ${seed}`;
        expect(tab.client.drafts, at).toEqual([]);
        expect(section.state, at).toBe('live');
        expect(section.save.kind, at).toBe('saved');
        expect(readsAs(section.doc), at).toBe(truth);
      }
      expect(stored.store.pendingStructs, `seed ${seed}`).toBeNull();
      // Every word is in the log, once: the text may have lost it again to somebody's deletion, the log may not.
      const typed = rows.map(({ bytes }) => wordsIn(bytes)).join('');
      for (const word of words) expect(typed.split(word).length - 1, `seed ${seed}, ${word}`).toBe(1);
      const frames = rows.map(({ leaseId, frame }) => `${leaseId}:${frame}`);
      expect(new Set(frames).size, `seed ${seed}`).toBe(frames.length);
    }
  }, 60_000);
});
