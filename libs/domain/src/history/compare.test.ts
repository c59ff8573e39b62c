import { describe, expect, it } from 'vitest';
import { timesAsLong } from '../beside.test-support';
import { alignableBlock } from './alignables';
import { compareTexts } from './compare';
import { sideOf } from './sides';
import type { ShownBlock, ShownCell, ShownRun, ShownText } from './text';

let keys = 0;
function p(text: string | ShownRun[], more: Partial<ShownText> = {}): ShownText {
  const runs = typeof text === 'string' ? [{ text, marks: [], link: null }] : text;
  keys += 1;
  const key = `k${keys}`;
  return { type: 'block', key, id: key, kind: 'paragraph', level: null, indent: 0, unsure: false, runs, ...more };
}

const table = (key: string, ...rows: ShownText[][]): ShownBlock => ({
  type: 'table',
  key,
  rows: rows.map((row) => row.map((block): ShownCell => ({ header: false, colspan: 1, rowspan: 1, blocks: [block] }))),
});

const said = (blocks: readonly ShownBlock[]): string[] => blocks.map((block) => alignableBlock(block).content);

/** Deleted in [-...-], inserted in {+...+}. */
function drawn(was: ShownText, is: ShownText): string {
  const [block] = compareTexts([was], [{ ...is, key: was.key }]).blocks;
  if (block?.type !== 'block') return '';
  return block.runs
    .map(({ text, change }) =>
      change === 'deleted'
        ? `[-${text}-]`
        : change === 'inserted'
          ? `{+${text}+}`
          : change === 'formatted'
            ? `<${text}>`
            : text,
    )
    .join('');
}

/** mulberry32 */
function dice(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  };
}

const WORDS = [
  'zorg',
  'kind',
  'de',
  'een',
  '2026',
  '30%',
  'gemeente',
  'aanbieder',
  'vóór',
  'wordt',
  '👩‍👧',
  '\n',
  '1.250,50',
];
const MARKS = ['bold', 'italic', 'underline', 'strike'] as const;

function randomRuns(roll: (end: number) => number): ShownRun[] {
  return Array.from({ length: roll(4) }, () => ({
    text: Array.from({ length: 1 + roll(5) }, () => WORDS[roll(WORDS.length)]).join(' ') + (roll(2) === 0 ? ' ' : ''),
    marks: MARKS.filter(() => roll(5) === 0),
    link: roll(9) === 0 ? 'https://example.org' : null,
  }));
}

function randomBlock(roll: (end: number) => number): ShownBlock {
  const kind = (['paragraph', 'heading', 'bullet', 'quote'] as const)[roll(4)]!;
  const text = (): ShownText => p(randomRuns(roll), { kind, level: kind === 'heading' ? 2 : null, indent: roll(2) });
  if (roll(6) > 0) return text();
  const width = 1 + roll(3);
  const key = `t${roll(1_000_000)}`;
  return table(key, ...Array.from({ length: 1 + roll(3) }, () => Array.from({ length: width }, () => text())));
}

function changed(blocks: readonly ShownBlock[], roll: (end: number) => number): ShownBlock[] {
  const out = blocks.map((block): ShownBlock => {
    if (roll(3) > 0) return block;
    if (block.type === 'block') return { ...block, runs: randomRuns(roll), kind: roll(4) === 0 ? 'quote' : block.kind };
    const rows = block.rows.map((row) =>
      row.map((cell) => (roll(2) === 0 ? { ...cell, blocks: [p(randomRuns(roll)), ...cell.blocks] } : cell)),
    );
    return { ...block, rows: roll(2) === 0 ? rows.slice(1) : [...rows, rows[0]!] };
  });
  for (let times = roll(4); times > 0; times -= 1) {
    const choice = roll(3);
    if (choice === 0) out.splice(roll(out.length + 1), 0, randomBlock(roll));
    else if (choice === 1 && out.length > 0) out.splice(roll(out.length), 1);
    else if (out.length > 1) out.splice(roll(out.length), 0, ...out.splice(roll(out.length), 1));
  }
  return out;
}

describe('[H5] comparing two versions', () => {
  it('gives back both texts, whatever they are', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const roll = dice(seed);
      const was = Array.from({ length: roll(8) }, () => randomBlock(roll));
      const is = changed(was, roll);
      const comparison = compareTexts(was, is);
      expect(said(sideOf(comparison, 'was')), `seed ${seed}`).toEqual(said(was));
      expect(said(sideOf(comparison, 'is')), `seed ${seed}`).toEqual(said(is));
      const back = compareTexts(is, was);
      expect(said(sideOf(back, 'is')), `seed ${seed}`).toEqual(said(was));
      if (said(was).join() === said(is).join()) expect(comparison.changes).toEqual([]);
      else expect(comparison.changes.length, `seed ${seed}`).toBeGreaterThan(0);
    }
  });

  it('finds no change in the same text, also when it is drawn in other pieces', () => {
    const pieces = (...texts: string[]): ShownRun[] => texts.map((text) => ({ text, marks: ['bold'], link: null }));
    const one = p(pieces('Elk kind ', 'telt'));
    expect(compareTexts([one], [{ ...one, runs: pieces('Elk', ' kind telt') }]).changes).toEqual([]);
    expect(compareTexts([one], [p(pieces('Elk', ' kind telt'))]).changes).toEqual([]);
  });

  it.each([
    ['Wij kopen in met 12 aanbieders.', 'Wij kopen in met 14 aanbieders.', 'Wij kopen in met [-12-]{+14+} aanbieders.'],
    ['vóór 1.250,50 euro', 'vóór 1.350,50 euro', 'vóór [-1.250,50-]{+1.350,50+} euro'],
    ['de oude tekst', 'een nieuwe zin', '[-de oude tekst-]{+een nieuwe zin+}'],
    ['Een. Twee.', 'Een. Drie. Twee.', 'Een. {+Drie. +}Twee.'],
    ['de tafel en de stoel', 'de tafel', 'de tafel[- en de stoel-]'],
    ['het kind', 'het jonge kind', 'het {+jonge +}kind'],
    ['', 'iets', '{+iets+}'],
  ])('reads as people would say it: %s', (was, is, expected) => {
    expect(drawn(p(was), p(is))).toBe(expected);
  });

  it('tells a change of look from a change of words', () => {
    const plain = { text: 'Elk kind telt', marks: [], link: null };
    const bold = [
      { text: 'Elk ', marks: [], link: null },
      { text: 'kind', marks: ['bold' as const], link: null },
      { text: ' telt', marks: [], link: null },
    ];
    expect(drawn(p([plain]), p(bold))).toBe('Elk <kind> telt');
    const block = p('Doel');
    const comparison = compareTexts([block], [{ ...block, kind: 'heading', level: 2 }]);
    expect(comparison.changes).toMatchObject([{ kind: 'formatted', inserted: 0, deleted: 0 }]);
    expect(comparison.blocks[0]).toMatchObject({ change: 'changed', was: { kind: 'paragraph' }, kind: 'heading' });
    expect(comparison.words).toEqual({ inserted: 0, deleted: 0 });
  });

  it('sees a block that stands elsewhere as moved, with its key or without', () => {
    const [one, two, three] = [p('Een eerste zin hier'), p('Een tweede alinea daar'), p('Iets heel anders nog')];
    for (const is of [
      [two, three, one],
      [p('Een tweede alinea daar'), p('Iets heel anders nog'), p('Een eerste zin hier')],
    ]) {
      const { blocks, changes } = compareTexts([one, two, three], is);
      expect(changes).toMatchObject([{ kind: 'moved' }]);
      expect(blocks.map(({ change }) => change)).toEqual(['movedAway', 'same', 'same', 'movedHere']);
      expect(blocks[0]?.n).toBe(blocks[3]?.n);
    }
  });

  it('compares the cells of a table, and sees a row and a column that came', () => {
    const [a, b, c, d] = [p('Doel'), p('Nulmeting'), p('Duur'), p('18 maanden')];
    const was = table('t', [a, b], [c, d]);
    const cell = compareTexts([was], [table('t', [a, b], [c, { ...p('12 maanden'), key: d.key }])]);
    expect(cell.changes).toMatchObject([{ kind: 'replaced', inserted: 1, deleted: 1 }]);
    // Under the same head, also when all that stood there was replaced.
    const other = compareTexts([was], [table('t', [a, b], [c, p('een jaar')])]);
    expect(other.changes).toMatchObject([{ kind: 'replaced' }]);
    const row = compareTexts([was], [table('t', [a, b], [p('Plekken'), p('214')], [c, d])]);
    expect(row.blocks[0]?.type === 'table' && row.blocks[0].rows.map(({ change }) => change)).toEqual([
      'same',
      'inserted',
      'same',
    ]);
    const column = compareTexts([was], [table('t', [a, p('Eigenaar'), b], [c, p('De Brug'), d])]);
    expect(
      column.blocks[0]?.type === 'table' && column.blocks[0].rows.map(({ cells }) => cells.map(({ change }) => change)),
    ).toEqual([
      ['same', 'inserted', 'same'],
      ['same', 'inserted', 'same'],
    ]);
  });

  it('keeps a paragraph that was rewritten beside its old self, also without a key', () => {
    const { blocks } = compareTexts(
      [p('Ander begin'), p('De gemeenten betalen de kosten van de verhuizing van een jeugdige.')],
      [p('De gemeenten betalen alle kosten van de verhuizing.'), p('Nieuw slot zonder verband')],
    );
    expect(blocks.map(({ change }) => change)).toEqual(['deleted', 'changed', 'inserted']);
  });

  it(
    'ends in bounded time with texts that have nothing in common, and says that it was coarse',
    { timeout: 60_000 },
    async () => {
      const long = (word: string, size: number): ShownText =>
        p(Array.from({ length: size }, (_, nth) => `${word}${(nth * 7) % 1013}`).join(' '));
      const key = 'same';
      const oneBlock = (size: number) => compareTexts([{ ...long('a', size), key }], [{ ...long('b', size), key }]);
      const manyBlocks = (size: number) =>
        compareTexts(
          Array.from({ length: size }, (_, nth) => p(`oud ${nth} ${nth * 31} zin`)),
          Array.from({ length: size }, (_, nth) => p(`nieuw ${nth} ${nth * 17} regel`)),
        );
      expect(manyBlocks(3_000).coarse).toBe(true);
      expect(oneBlock(30_000).words).toEqual({ inserted: 30_000, deleted: 30_000 });
      // Four times as much text, each word beside each: sixteen times the work, were it not for its limits.
      for (const [compare, size] of [
        [oneBlock, 30_000],
        [manyBlocks, 3_000],
      ] as const) {
        const times = await timesAsLong(
          () => compare(size),
          () => compare(size / 4),
          10,
        );
        expect(times).toBeLessThan(10);
      }
      expect(compareTexts([long('a', 100)], [long('b', 100)], undefined, 10).coarse).toBe(true);
    },
  );

  it('names for every change who made it', () => {
    const was = p('Wij kopen in met 12 aanbieders.');
    const is = { ...was, runs: [{ text: 'Wij kopen samen in met 14 aanbieders.', marks: [], link: null }] };
    const makers = { gone: () => [7], come: (_key: string, from: number) => [from < 15 ? 3 : 5], touched: () => [9] };
    expect(compareTexts([was], [is], makers).changes.map(({ by }) => by)).toEqual([
      [3, 7],
      [5, 7],
    ]);
    expect(compareTexts([was], [{ ...was, kind: 'quote' }], makers).changes.map(({ by }) => by)).toEqual([[9]]);
  });
});
