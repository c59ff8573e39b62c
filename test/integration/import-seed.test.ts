import { existsSync, readFileSync } from 'node:fs';
import { planFromText, type ImportedPlan } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';

/** A real policy text, torn out of a PDF, that stands beside the repository on some machines only. */
const SEED = new URL('../../../shared/seeds/001_8eabd0d752e8ace1.txt', import.meta.url);
const NAME = 'Naam van het bestand';

const textsOf = (plan: ImportedPlan): string[] =>
  plan.sections.flatMap((section) => [
    section.title,
    ...section.blocks.flatMap((block) => (block.type === 'block' ? [block.runs.map((run) => run.text).join('')] : [])),
  ]);

/** Letters and figures in order; where a chapter's or item's number was left out the two differ by figures alone. */
const lettersOf = (text: string): string => (text.match(/\p{L}/gu) ?? []).join('');

describe.skipIf(!existsSync(SEED))('a real text', () => {
  const text = existsSync(SEED) ? readFileSync(SEED, 'utf8').normalize('NFC') : '';
  const plan = planFromText(text, NAME);
  const blocks = plan.sections.flatMap((section) => section.blocks).filter((block) => block.type === 'block');

  it('[I3] keeps every letter in its order', () => {
    const bullets = /^\s*o\s/gm;
    expect(lettersOf(textsOf(plan).join(' '))).toBe(lettersOf(text.replace(bullets, ' ')));
  });

  it('[I3] loses figures only as numbers of chapters and items', () => {
    const count = (from: string) => (from.match(/\d/g) ?? []).length;
    const markers = (text.match(/^\s*\d{1,2}\.\s/gm) ?? []).join('');
    const lost = count(text) - count(textsOf(plan).join(' '));
    expect(lost).toBeGreaterThan(0);
    expect(lost).toBeLessThanOrEqual(count(markers));
  });

  it('[I6] finds the chapters', () => {
    const titles = plan.sections.map((section) => section.title);
    expect(titles.length).toBeGreaterThanOrEqual(10);
    expect(titles.length).toBeLessThanOrEqual(16);
    expect(titles[0]).toBe('Leeswijzer');
    expect(titles.at(-1)).toBe('Tot slot');
    expect(titles.filter((title) => /^[0-9]/.test(title))).toEqual([]);
    expect(titles.slice(1, -1).filter((title) => title.endsWith('?')).length).toBeGreaterThanOrEqual(8);
  });

  it('[I4] leaves no sentence torn over two blocks', () => {
    const torn = blocks.filter((block, at) => {
      const [here, next] = [block, blocks[at + 1]].map((one) => one?.runs.map((run) => run.text).join('') ?? '');
      const goesOn = next?.match(/^\p{Ll}/u) && blocks[at + 1]?.kind === 'paragraph';
      return block.kind === 'paragraph' && goesOn && !/[.?!:;]["”’)*]?$/.test(here ?? '');
    });
    expect(torn).toEqual([]);
  });

  it('[I7] is sure of most blocks', () => {
    console.info(`${plan.sections.length} sections, ${blocks.length} blocks, ${plan.unsureBlocks} unsure`);
    expect(plan.unsureBlocks / blocks.length).toBeLessThan(1 / 3);
  });
});
