import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { authoredTexts, textsOf } from '../history/authorship';
import { readBlocks, writeBlocks } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import { Random, randomEdit } from '../testing';
import { eraseFromUpdate } from './erase-update';
import { eraseHistories, requireErased } from './erase-histories';
import { IdRanges } from '../history/id-ranges';
import { findWords, planErasure, type ErasurePlan, type HistoryBytes } from './plan-erasure';

const SEEDS = Array.from({ length: 16 }, (_, nth) => nth + 1);

/** Three who write at once, in two histories one after the other; every word is typed once and is like no other. */
function past(seed: number, steps: number): HistoryBytes[] {
  const random = new Random(seed);
  let word = 0;
  const write = (base: Uint8Array | null, clients: readonly number[], edits: number): HistoryBytes => {
    const rows: Uint8Array[] = [];
    const writers = clients.map((client) => {
      const doc = createTextDoc();
      doc.clientID = client;
      if (base !== null) Y.applyUpdate(doc, base);
      doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'log' && rows.push(update));
      return { doc, known: 0 };
    });
    const first = writers[0]!;
    if (base === null)
      writeBlocks(first.doc, [{ type: 'block', kind: 'paragraph', runs: [{ text: 'Begin.' }] }], String);
    for (let step = 0; step < edits; step += 1) {
      const writer = random.pick(writers);
      if (writer.known === 0 || random.chance(0.4)) {
        for (const row of rows.slice(writer.known)) Y.applyUpdate(writer.doc, row, 'log');
        writer.known = rows.length;
      }
      word += 1;
      if (random.chance(0.1)) link(writer.doc, random, `https://voorbeeld.nl/${seed}-${word}`);
      else randomEdit(writer.doc, random, `«${String(word).padStart(4, '0')}🌱é»`);
    }
    return { base, rows };
  };
  const first = write(null, [11, 22, 33], steps);
  const ended = docOf(first, first.rows.length);
  const base = Y.encodeStateAsUpdate(ended);
  return [first, write(base, [44, 55, 66], steps)];
}

function link(doc: Y.Doc, random: Random, href: string): void {
  const block = doc
    .getXmlFragment(TEXT_ROOT)
    .toArray()
    .find((node) => node instanceof Y.XmlElement && node.nodeName === 'block');
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(text instanceof Y.XmlText) || text.length < 2) return;
  const at = random.below(text.length - 1);
  text.format(at, 1 + random.below(text.length - at), { link: { href } });
}

function docOf({ base, rows }: HistoryBytes, upTo: number): Y.Doc {
  const doc = createTextDoc();
  if (base !== null) Y.applyUpdate(doc, base);
  for (const row of rows.slice(0, upTo)) Y.applyUpdate(doc, row);
  return doc;
}

/** The text of each block with the letters of these numbers left out, told by who placed what. */
function without(doc: Y.Doc, numbers: ErasurePlan['numbers']): [string, string][] {
  const gone = (client: number, clock: number): boolean =>
    numbers.some((range) => range.client === client && range.from <= clock && clock < range.until);
  const blocks = readBlocks(doc);
  const texts = blocks.flatMap(textsOf);
  return authoredTexts(doc, blocks).map(({ key, spans }, nth) => {
    const text = texts[nth]!.runs.map((run) => run.text).join('');
    const ids = spans.flatMap(({ client, clock, length }) =>
      Array.from({ length }, (_, by) => [client, clock + by] as const),
    );
    return [key, text.split('').filter((_, at) => !gone(...ids[at]!)).join('')]; // prettier-ignore
  });
}

const linesOf = (doc: Y.Doc): [string, string][] => without(doc, []);

interface Tried {
  readonly histories: HistoryBytes[];
  readonly erased: HistoryBytes[];
  readonly plan: ErasurePlan;
}

/** Erases a random passage of a random moment. */
function erase(seed: number, everywhere: boolean): Tried | null {
  const random = new Random(seed * 7 + 1);
  const histories = past(seed, 60);
  const chosen = random.below(2);
  const { base, rows } = histories[chosen]!;
  const moment = 1 + random.below(rows.length);
  const text = [...(base === null ? [] : [base]), ...rows.slice(0, moment)];
  const doc = docOf(histories[chosen]!, moment);
  const lines = linesOf(doc);
  const first = random.below(lines.length);
  const last = Math.min(lines.length - 1, first + random.below(3));
  const [from, to] = [lines[first]!, lines[last]!];
  const start = random.below(from[1].length + 1);
  const end = first === last ? start + random.below(to[1].length - start + 1) : random.below(to[1].length + 1);
  const plan = planErasure({
    text,
    from: { key: from[0], offset: start },
    to: { key: to[0], offset: end },
    histories,
    everywhere,
  });
  if (plan === null) return null;
  const changed = eraseHistories(histories, plan.numbers);
  const erased = histories.map((history, nth): HistoryBytes => {
    const of = (row: number | null): Uint8Array | undefined =>
      changed.find((each) => each.history === nth && each.row === row)?.bytes;
    return { base: of(null) ?? history.base, rows: history.rows.map((row, at) => of(at) ?? row) };
  });
  return { histories, erased, plan };
}

const bytesOf = (histories: readonly HistoryBytes[]): Buffer[] =>
  histories.flatMap(({ base, rows }) => [...(base === null ? [] : [base]), ...rows]).map((bytes) => Buffer.from(bytes));

describe('[C40] a passage that is erased', () => {
  it('leaves every moment of every history as it was, without its letters, under the same numbers', () => {
    let moments = 0;
    for (const seed of SEEDS) {
      const tried = erase(seed, seed % 2 === 0);
      if (tried === null) continue;
      tried.histories.forEach((history, nth) => {
        for (let upTo = 0; upTo <= history.rows.length; upTo += 9) {
          const was = docOf(history, upTo);
          const is = docOf(tried.erased[nth]!, upTo);
          expect(is.store.pendingStructs, `seed ${seed}`).toBeNull();
          expect(Y.encodeStateVector(is), `seed ${seed}`).toEqual(Y.encodeStateVector(was));
          expect(linesOf(is), `seed ${seed}, row ${upTo}`).toEqual(without(was, tried.plan.numbers));
          moments += 1;
        }
      });
    }
    expect(moments).toBeGreaterThan(150);
  }, 60_000);

  it('has no byte left in any row: not of its words, and not of the addresses of its links', () => {
    let [words, addresses] = [0, 0];
    for (const seed of SEEDS) {
      const tried = erase(seed, true);
      if (tried === null) continue;
      const [before, after] = [bytesOf(tried.histories), bytesOf(tried.erased)];
      for (const [word] of tried.plan.lines.join('\n').matchAll(/«\d{4}🌱é»/gu)) {
        expect(
          after.some((bytes) => bytes.includes(word)),
          `seed ${seed}, ${word}`,
        ).toBe(false);
        if (before.some((bytes) => bytes.includes(word))) words += 1;
      }
      const letters = new IdRanges(tried.plan.numbers);
      for (const bytes of after)
        for (const struct of Y.decodeUpdate(bytes).structs)
          if (struct instanceof Y.Item && struct.content instanceof Y.ContentString)
            expect(letters.touches(struct.id.client, struct.id.clock, struct.id.clock + struct.length)).toBe(false);
      const addressesIn = (all: readonly Buffer[]): Set<string> =>
        new Set(all.flatMap((bytes) => bytes.toString('latin1').match(/https:\/\/voorbeeld\.nl\/[\d-]+/g) ?? []));
      addresses += addressesIn(before).size - addressesIn(after).size;
    }
    expect(words).toBeGreaterThan(10);
    expect(addresses).toBeGreaterThan(0);
  }, 60_000);

  it('keeps the other half of no letter, and takes an address along only with the last of its words', () => {
    const doc = createTextDoc();
    doc.clientID = 5;
    const runs = [{ text: 'A🌱B', link: 'https://a.nl/x' }, { text: ' en ' }, { text: 'C', link: 'https://a.nl/y' }];
    writeBlocks(doc, [{ type: 'block', kind: 'paragraph', runs }], () => 'p1');
    const update = Y.encodeStateAsUpdate(doc);
    const [{ key } = { key: '' }] = readBlocks(doc);
    const clockOf = authoredTexts(doc)[0]!.spans[0]!.clock;
    const half = eraseFromUpdate(update, new IdRanges([{ client: 5, from: clockOf + 2, until: clockOf + 3 }]));
    const after = createTextDoc();
    Y.applyUpdate(after, half);
    expect(linesOf(after)[0]?.[1]).toBe('AB en C');
    expect(Y.encodeStateVector(after)).toEqual(Y.encodeStateVector(doc));
    const histories = [{ base: null, rows: [update] }];
    const eraseFrom = (from: number, to: number): string => {
      const plan = planErasure({
        text: [update],
        from: { key, offset: from },
        to: { key, offset: to },
        histories,
        everywhere: true,
      });
      return Buffer.from(eraseHistories(histories, plan!.numbers)[0]!.bytes).toString('latin1');
    };
    expect(eraseFrom(0, 3)).toContain('https://a.nl/x');
    expect(eraseFrom(0, 5)).not.toContain('https://a.nl/x');
    expect(eraseFrom(0, 5)).toContain('https://a.nl/y');
  });
});

describe('[C41] what has to go for a passage to be gone', () => {
  const SECRET = 'burgerservicenummer 123456782';

  /** It is typed with a mistake in it, cut to another block, struck there, and a last time pasted and kept. */
  function story(): { histories: HistoryBytes[]; text: Uint8Array[]; key: string; at: number } {
    const doc = createTextDoc();
    doc.clientID = 9;
    const rows: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => rows.push(update));
    const block = (text: string): { type: 'block'; kind: 'paragraph'; runs: { text: string }[] } => ({
      type: 'block',
      kind: 'paragraph',
      runs: [{ text }],
    });
    let id = 0;
    writeBlocks(doc, [block('Over: '), block('Elders: ')], () => `p${(id += 1)}`);
    const textAt = (nth: number): Y.XmlText =>
      (doc.getXmlFragment(TEXT_ROOT).get(nth) as Y.XmlElement).get(0) as Y.XmlText;
    for (const [at, letter] of [...'burgerservicenummer 1234XX56782'].entries()) textAt(0).insert(6 + at, letter);
    textAt(0).delete(30, 2);
    textAt(0).delete(6, SECRET.length);
    textAt(1).insert(8, SECRET);
    textAt(1).delete(8, SECRET.length);
    textAt(0).insert(6, `${SECRET}.`);
    const key = readBlocks(doc)[0]!.key;
    return { histories: [{ base: null, rows }], text: rows, key, at: 6 };
  }

  const plan = (everywhere: boolean): { found: ErasurePlan; left: HistoryBytes[] } => {
    const { histories, text, key, at } = story();
    const found = planErasure({
      text,
      from: { key, offset: at },
      to: { key, offset: at + SECRET.length },
      histories,
      everywhere,
    })!;
    const changed = eraseHistories(histories, found.numbers);
    const rows = histories[0]!.rows.map((row, nth) => changed.find((each) => each.row === nth)?.bytes ?? row);
    return { found, left: [{ base: null, rows }] };
  };

  it('is the address of a link whose words two people struck at once between its letters, and whose marks they left', () => {
    const rows: Uint8Array[] = [];
    const doc = createTextDoc();
    doc.on('update', (update: Uint8Array) => rows.push(update));
    writeBlocks(doc, [{ type: 'block', kind: 'paragraph', runs: [{ text: 'Over Jan geheim na' }] }], String);
    const textOf = (of: Y.Doc): Y.XmlText => (of.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    textOf(doc).format(9, 6, { link: { href: 'https://geheim.example/dossier-4711' } });
    const other = createTextDoc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    textOf(other).delete(12, 3);
    textOf(doc).delete(9, 3);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(textOf(doc).length).toBe('Over Jan  na'.length);
    const held = (updates: readonly Uint8Array[]): boolean[] =>
      updates.map((update) => Buffer.from(update).includes('dossier-4711'));
    expect(held(rows)).toContain(true);
    const { key } = readBlocks(doc)[0]!;
    const erase = (from: number, to: number): Uint8Array[] => {
      const histories = [{ base: null, rows }];
      const passage = {
        text: rows,
        from: { key, offset: from },
        to: { key, offset: to },
        histories,
        everywhere: false,
      };
      const changed = eraseHistories(histories, planErasure(passage)!.numbers);
      return rows.map((row, nth) => changed.find((each) => each.row === nth)?.bytes ?? row);
    };
    expect(held(erase(5, 12))).not.toContain(true);
    // Beside it, not between its letters: that is no part of the passage.
    expect(held(erase(0, 4))).toContain(true);
  });

  it('is the same words in every place where they ever stood, with what was mistyped in them, when that is asked', () => {
    const { found, left } = plan(true);
    expect(found).toMatchObject({ lines: [SECRET], standsElsewhere: 0, stoodElsewhere: true });
    expect(findWords([SECRET], left)).toEqual({ now: false, ever: false });
    expect(bytesOf(left).some((bytes) => bytes.includes('X') || bytes.includes('burger'))).toBe(false);
    expect(linesOf(docOf(left[0]!, 99)).map(([, text]) => text)).toEqual(['Over: .', 'Elders: ']);
  });

  it('is that one place when it is not, and the others are told of', () => {
    const { found, left } = plan(false);
    expect(found).toMatchObject({ standsElsewhere: 0, stoodElsewhere: true });
    expect(findWords([SECRET], left)).toEqual({ now: false, ever: true });
  });

  it('is nothing where no such passage stands', () => {
    const { histories, text, key } = story();
    const of = (from: number, to: number, block = key): ErasurePlan | null =>
      planErasure({
        text,
        from: { key: block, offset: from },
        to: { key: block, offset: to },
        histories,
        everywhere: true,
      });
    expect(of(0, 500)).toBeNull();
    expect(of(3, 3)).toBeNull();
    expect(of(0, 2, 'geen')).toBeNull();
  });
});

describe('[C42] a rewritten history', () => {
  it('is refused when anything else in it is another', () => {
    const { histories, plan } = erase(4, true)!;
    const [history] = histories;
    const ranges = new IdRanges(plan.numbers);
    const erased = {
      base: null,
      rows: history!.rows.map((row) => eraseFromUpdate(row, ranges)),
    };
    expect(() => requireErased(history!, erased, ranges)).not.toThrow();
    const swapped = { base: null, rows: [...erased.rows.slice(1), erased.rows[0]!] };
    expect(() => requireErased(history!, swapped, ranges)).toThrow('does not place');
    expect(() => requireErased(history!, { base: null, rows: erased.rows.slice(1) }, ranges)).toThrow('came or went');
    expect(() => requireErased(history!, history!, ranges)).toThrow('a letter is left');
    const more = new IdRanges([...plan.numbers, ...everyLetter(history!)]);
    const tooMuch = { base: null, rows: history!.rows.map((row) => eraseFromUpdate(row, more)) };
    expect(() => requireErased(history!, tooMuch, ranges)).toThrow('reads differently');
  });

  const everyLetter = (history: HistoryBytes): { client: number; from: number; until: number }[] =>
    authoredTexts(docOf(history, history.rows.length)).flatMap(({ spans }) =>
      spans.map(({ client, clock, length }) => ({ client, from: clock, until: clock + length })),
    );
});
