import { compareTexts, sideOf } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { canonicalText } from '../schema/canonical-text';
import { hasUnknownContent, plainText, readBlocks, writeBlocks } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import { KEYBOARD, Random, randomEdit, World } from '../testing';
import { authoredTexts, textsOf } from './authorship';
import { goBetween, type SignedRow } from './between';
import { restoreBlocks } from './restore';

interface Past {
  readonly rows: readonly SignedRow[];
  /** The letter that each client types, and nobody else. */
  readonly letters: ReadonlyMap<number, string>;
}

/** Three parties write at once, each a letter of its own, over lines that break. */
async function past(seed: number, steps: number): Promise<Past> {
  const random = new Random(seed);
  const world = new World();
  const sectionId = world.section({ kind: 'wholeTable' }, '. . . . .');
  const letterOf = new Map<string, string>();
  const writers = (['commissioner', 'contractor', 'chair'] as const).map((role, nth) => {
    const speaker = world.speaker(role);
    const letter = 'abc'[nth]!;
    letterOf.set(speaker.actor.personId, letter);
    const tab = world.tab(speaker);
    return { tab, letter, section: tab.client.open(sectionId, { title: '', restricted: false }) };
  });
  await world.settle();
  for (const { section } of writers) void section.prepareToWrite();
  await world.settle();
  for (let step = 0; step < steps; step += 1) {
    const { tab, letter, section } = random.pick(writers);
    const choice = random.next();
    if (choice < 0.6 && section.mayType) randomEdit(section.doc, random, letter.repeat(1 + random.below(4)));
    else if (choice < 0.65) tab.cut();
    else if (choice < 0.75) tab.connect();
    else if (choice < 0.85) await world.settle();
  }
  for (const { tab } of writers) tab.connect();
  await world.settle();
  const { rows, leases } = world.store.sections.get(sectionId)!;
  const clients = new Map([...leases.values()].map(({ clientId, personId }) => [clientId, letterOf.get(personId)!]));
  return {
    rows: rows.map(({ leaseId, bytes }) => ({ client: leases.get(leaseId)?.clientId ?? 1, bytes })),
    letters: clients,
  };
}

function docOf(rows: readonly SignedRow[]): Y.Doc {
  const doc = createTextDoc();
  for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
  return doc;
}

const said = (doc: Y.Doc): unknown => canonicalText(readBlocks(doc));
const SEEDS = Array.from({ length: 25 }, (_, nth) => nth + 1);

describe('[H8] who wrote what', () => {
  it('is known of every character, whatever was moved, split off or made bold around it', async () => {
    let looked = 0;
    for (const seed of SEEDS) {
      const { rows, letters } = await past(seed, 120);
      const doc = docOf(rows);
      const blocks = readBlocks(doc);
      const authored = authoredTexts(doc, blocks);
      const texts = blocks.flatMap(textsOf);
      expect(authored.map(({ key }) => key)).toEqual(texts.map(({ key }) => key));
      texts.forEach(({ runs }, nth) => {
        const text = runs.map((run) => run.text).join('');
        let at = 0;
        for (const { client, length } of authored[nth]!.spans) {
          for (const character of text.slice(at, at + length).replaceAll(/[^abc]/g, '')) {
            expect(letters.get(client), `seed ${seed}`).toBe(character);
            looked += 1;
          }
          at += length;
        }
        expect(at).toBe(text.length);
      });
    }
    expect(looked).toBeGreaterThan(1_000);
  });
});

describe('[H6] who changed what between two versions', () => {
  it('is known for what came, and the two texts are those of the log', async () => {
    for (const seed of SEEDS) {
      const { rows, letters } = await past(seed, 80);
      const middle = new Random(seed).below(rows.length);
      const before = rows.slice(0, middle);
      const between = goBetween(
        before.map(({ bytes }) => bytes),
        rows.slice(middle),
      );
      expect(canonicalText(between.was)).toEqual(said(docOf(before)));
      expect(canonicalText(between.is)).toEqual(said(docOf(rows)));
      const { blocks, changes } = compareTexts(between.was, between.is, between.makers);
      expect(canonicalText(sideOf({ blocks }, 'was'))).toEqual(canonicalText(between.was));
      const senders = new Set(rows.slice(middle).map(({ client }) => client));
      for (const { by, kind } of changes) {
        expect(by.every((client) => senders.has(client))).toBe(true);
        if (kind === 'inserted' || kind === 'deleted' || kind === 'replaced')
          expect(by, `seed ${seed}`).not.toEqual([]);
      }
      const runs = blocks.flatMap((block) => (block.type === 'block' ? block.runs : []));
      for (const { change, n, text } of runs.filter((run) => run.change === 'inserted' && run.n !== null)) {
        const makers = changes[n!]!.by.map((client) => letters.get(client));
        const own = [...new Set(text.replaceAll(/[^abc]/g, ''))];
        // Of a word that was made longer only who made it longer changed it.
        if (own.length === 1 && change === 'inserted' && !blocks.some((block) => holdsOld(block, n!)))
          expect(makers, `seed ${seed}`).toContain(own[0]);
      }
    }
  });

  const holdsOld = (block: ReturnType<typeof compareTexts>['blocks'][number], n: number): boolean =>
    block.type === 'block' && block.runs.some((run) => run.n === n && run.change === 'deleted');

  it('is, for what went, who took it away, and not who had written it', () => {
    const doc = createTextDoc();
    doc.clientID = 11;
    writeBlocks(doc, [{ type: 'block', kind: 'paragraph', runs: [{ text: 'Elk kind telt mee.' }] }], () => 'p1');
    const before = Y.encodeStateAsUpdate(doc);
    const other = createTextDoc();
    other.clientID = 22;
    Y.applyUpdate(other, before);
    const vector = Y.encodeStateVector(other);
    const element = other.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
    (element.get(0) as Y.XmlText).delete(13, 4);
    element.setAttribute('kind', 'quote');
    const { was, is, makers } = goBetween([before], [{ client: 22, bytes: Y.encodeStateAsUpdate(other, vector) }]);
    const { changes } = compareTexts(was, is, makers);
    expect(changes).toMatchObject([
      { kind: 'formatted', by: [22] },
      { kind: 'deleted', by: [22], deleted: 1 },
    ]);
  });
});

describe('[H7] restoring a version', () => {
  it('makes the text say what it said, in one edit that reads the same for everybody', async () => {
    let ids = 0;
    for (const seed of SEEDS) {
      const { rows } = await past(seed, 100);
      const random = new Random(seed);
      const version = docOf(rows.slice(0, 1 + random.below(rows.length)));
      const doc = docOf(rows);
      const reader = docOf(rows);
      const untouched = new Map(authoredTexts(doc).map(({ key, spans }) => [key, spans]));
      const [wanted, had] = [readBlocks(version), readBlocks(doc)];
      const updates: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array) => updates.push(update));
      doc.transact(() => restoreBlocks(doc, wanted, () => `new${(ids += 1)}`));
      expect(said(doc), `seed ${seed}`).toEqual(said(version));
      expect(hasUnknownContent(doc)).toBe(false);
      for (const update of updates) Y.applyUpdate(reader, update);
      expect(said(reader)).toEqual(said(version));
      // What stayed as it was is the same thing still: same key, placed by the same clients.
      const now = authoredTexts(doc);
      const kept = compareTexts(had, wanted).blocks.filter(({ change }) => change === 'same');
      for (const { key } of kept.filter(({ type }) => type === 'block')) {
        const spans = now.find((text) => text.key === key)?.spans;
        if (untouched.has(key) && wanted.some((block) => block.key === key))
          expect(spans, `seed ${seed} ${key}`).toEqual(untouched.get(key));
      }
      updates.length = 0;
      doc.transact(() => restoreBlocks(doc, wanted, () => 'never'));
      expect(updates, `seed ${seed}`).toEqual([]);
    }
  });

  it('touches only the words that differ, and takes in what somebody types meanwhile elsewhere', () => {
    const doc = createTextDoc();
    writeBlocks(
      doc,
      [
        { type: 'block', kind: 'paragraph', runs: [{ text: 'Wij kopen in met 12 aanbieders.' }] },
        { type: 'block', kind: 'paragraph', runs: [{ text: 'Dit blijft.' }] },
        {
          type: 'table',
          header: true,
          rows: [[[{ type: 'block', kind: 'paragraph', runs: [{ text: 'Doel' }] }]], [[]]],
        },
      ],
      (() => {
        let nth = 0;
        return () => `p${(nth += 1)}`;
      })(),
    );
    const version = readBlocks(doc);
    const root = doc.getXmlFragment(TEXT_ROOT);
    const text = (at: number): Y.XmlText => (root.get(at) as Y.XmlElement).get(0) as Y.XmlText;
    text(0).delete(17, 2);
    text(0).insert(17, '14');
    root.delete(2, 1);
    const anchor = Y.createRelativePositionFromTypeIndex(text(0), 22);
    const other = createTextDoc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    const typed = (other.getXmlFragment(TEXT_ROOT).get(1) as Y.XmlElement).get(0) as Y.XmlText;
    typed.insert(11, ' Echt.');
    const [first] = authoredTexts(doc);
    doc.transact(() => restoreBlocks(doc, version, () => 'fresh'), KEYBOARD);
    expect(Y.createAbsolutePositionFromRelativePosition(anchor, doc)?.index).toBe(22);
    const [restored] = authoredTexts(doc);
    expect(restored?.spans.length).toBe(3);
    expect(restored?.spans[0]).toEqual({ ...first?.spans[0], length: 17 });
    expect(readBlocks(doc)[2]).toMatchObject({
      rows: [[{ header: true, blocks: [{ id: 'p3' }] }], [{ blocks: [{ id: 'p4' }] }]],
    });
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(plainText(doc)).toBe('Wij kopen in met 12 aanbieders.\nDit blijft. Echt.\nDoel\n');
  });

  it('brings back kind, level, indent and marks', () => {
    const doc = createTextDoc();
    const runs = [{ text: 'Elk ' }, { text: 'kind', marks: ['bold' as const], link: 'https://example.org/' }];
    writeBlocks(
      doc,
      [
        { type: 'block', kind: 'heading', level: 3, runs },
        { type: 'block', kind: 'bullet', indent: 2, runs },
        { type: 'block', kind: 'bullet', runs },
      ],
      (() => {
        let nth = 0;
        return () => `p${(nth += 1)}`;
      })(),
    );
    const version = readBlocks(doc);
    const root = doc.getXmlFragment(TEXT_ROOT);
    for (const at of [0, 1, 2]) {
      const element = root.get(at) as Y.XmlElement<Record<string, string | number>>;
      element.setAttribute('kind', 'paragraph');
      element.setAttribute('indent', 4);
      element.setAttribute('level', 2);
      (element.get(0) as Y.XmlText).format(0, 8, { bold: at === 1 ? {} : null, link: null, italic: {} });
    }
    doc.transact(() => restoreBlocks(doc, version, () => 'never'));
    expect(readBlocks(doc)).toEqual(version);
  });
});
