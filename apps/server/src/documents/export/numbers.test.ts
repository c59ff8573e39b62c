import { createTextDoc, readBlocks, type RenderedText } from '@samenspel/collab';
import { listItemPlaces, listLabel, type ContentBlock, type TextBlock } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { numbersOfDocx } from './docx-numbers.test-support';
import { jobOf, randomFrom, updateOf } from './export-jobs.test-support';
import { makeExport } from './make-export';
import { nodesOf, readingOf, treeOfPdf } from './pdf-tree.test-support';

/** Lists of all depths among paragraphs, headings and tables; each block says which one it is. */
function listsOf(random: () => number, from: number): ContentBlock[] {
  let next = from;
  const block = (): TextBlock => {
    const text = `item${next++}x`;
    const kind = (['paragraph', 'bullet', 'numbered', 'numbered', 'numbered', 'heading', 'quote'] as const)[
      Math.floor(random() * (random() < 0.6 ? 5 : 7))
    ]!;
    const indent = kind === 'bullet' || kind === 'numbered' ? { indent: Math.floor(random() * random() * 8) } : {};
    return { type: 'block', kind, ...indent, ...(kind === 'heading' ? { level: 2 } : {}), runs: [{ text }] };
  };
  const blocks = (most: number): TextBlock[] => Array.from({ length: 1 + Math.floor(random() * most) }, block);
  return Array.from({ length: 2 + Math.floor(random() * 5) }, (): ContentBlock[] => {
    if (random() > 0.25) return blocks(random() < 0.1 ? 70 : 14);
    const rows = Array.from({ length: 2 }, () => Array.from({ length: 2 }, () => blocks(5)));
    return [{ type: 'table', header: random() < 0.5, rows }];
  }).flat();
}

/** "item3x" and the number that the screen has before it. */
function onScreen(blocks: readonly ContentBlock[]): Map<string, string> {
  const doc = createTextDoc();
  Y.applyUpdate(doc, updateOf(blocks));
  const numbers = new Map<string, string>();
  const note = (texts: readonly RenderedText[]): void =>
    listItemPlaces(texts).forEach((place, at) => {
      const block = texts[at]!;
      if (place && block.kind === 'numbered')
        numbers.set(block.runs[0]!.text, `${listLabel(place.number, block.indent)}.`);
    });
  let run: RenderedText[] = [];
  for (const block of readBlocks(doc)) {
    if (block.type === 'block') run.push(block);
    else {
      note(run);
      run = [];
      for (const { blocks: texts } of block.rows.flat()) note(texts);
    }
  }
  note(run);
  return numbers;
}

const SEEDS = Array.from({ length: 25 }, (_, at) => at + 1);
const sorted = (numbers: Iterable<readonly [string, string]>): string[] =>
  [...numbers].map(([text, number]) => `${text} ${number}`).sort();

describe('[F12] the numbers of lists', () => {
  const sectionsOf = (seed: number): (readonly [string, ContentBlock[]])[] => {
    const random = randomFrom(seed);
    return [0, 1000].map((from) => [`Sectie ${from}`, listsOf(random, from)] as const);
  };
  const expected = (seed: number): string[] => sorted(sectionsOf(seed).flatMap(([, blocks]) => [...onScreen(blocks)]));

  it.each(SEEDS)('are in Word those of the screen, one numbering per list: seed %i', async (seed) => {
    const paragraphs = await numbersOfDocx(await makeExport(jobOf('docx', sectionsOf(seed))));
    const read = paragraphs.flatMap(({ number, text }) => (number === null ? [] : [[text, number] as const]));
    expect(sorted(read)).toEqual(expected(seed));
    expect(read.length).toBeGreaterThan(0);
  });

  it.each(SEEDS)('are in PDF those of the screen, each read before its item: seed %i', async (seed) => {
    const tree = treeOfPdf(await makeExport(jobOf('pdf', sectionsOf(seed))));
    const read = nodesOf(tree, 'LI').flatMap(({ children }) => {
      const [label, body] = children;
      const number = label === undefined ? '' : readingOf(label);
      return /\w/.test(number) && body?.children[0] ? [[readingOf(body.children[0]), number] as const] : [];
    });
    expect(sorted(read)).toEqual(expected(seed));
  });
});
