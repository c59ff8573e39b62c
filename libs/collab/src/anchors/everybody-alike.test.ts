import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Anchor } from '@samenspel/domain';
import { CommentedText, type Commented } from '../testing/commented-text';
import { lettersBetween, lettersOf, type Letter, type LetterLine } from '../testing/letters-of';
import { Random } from '../testing/random';
import { AnchorResolver } from './resolver';
import type { LineRange } from './text-lines';

/** `npm run campaign:comments` asks for other seeds, and for a report. */
const { COMMENTS_COUNT, COMMENTS_SEED, COMMENTS_REPORT } = process.env;
const COUNT = Number(COMMENTS_COUNT ?? 60);
const SEED = Number(COMMENTS_SEED ?? 1);
const EDITS = 40;

interface Tally {
  answers: number;
  stands: number;
}

/** Edits at random; at every rest all who have the text are asked where its comments stand. @returns what is wrong */
function life(seed: number, tally: Tally): string[] {
  const random = new Random(seed);
  const text = new CommentedText(random);
  const wrong: string[] = [];
  for (let comment = 0; comment < 5; comment++) text.comment();
  for (let edit = 0; edit < EDITS; edit++) {
    text.edit();
    if (random.chance(0.4)) text.deliver();
    if (random.chance(0.05)) text.comment();
    if (edit % 8 !== 7) continue;
    text.deliverAll();
    wrong.push(...atRest(text, tally).map((line) => `seed ${seed}, edit ${edit}: ${line}`));
  }
  return wrong;
}

function atRest(text: CommentedText, tally: Tally): string[] {
  const docs = [...text.replicas.map(({ doc }) => doc), text.newcomer()];
  const answers = [
    ...text.replicas.map(({ resolver }) => text.look(resolver)),
    text.look(new AnchorResolver(docs.at(-1)!)),
  ];
  const [first = []] = answers;
  const alike = answers.every((each) => JSON.stringify(each) === JSON.stringify(first));
  if (!alike) return [`replicas differ: ${JSON.stringify(answers)}`];
  const lines = lettersOf(docs[0]!);
  return text.comments.flatMap((comment, at) => {
    const range = first[at] ?? null;
    tally.answers++;
    if (range === null) {
      if (
        !untouched(
          comment,
          lines.map(({ letters }) => letters),
        )
      )
        return [];
      return [`"${comment.anchor.quote}" stands untouched and is called gone`];
    }
    tally.stands++;
    const there = lettersBetween(lines, range);
    // Where an end of it stands it is in its place, whatever came in beside that; else its own words are most of what is there.
    const [begin, end] = [comment.letters[0], comment.letters.at(-1)];
    if (there[0]?.id === begin?.id || there.at(-1)?.id === end?.id) return [];
    if (text.ownWords(comment, there) >= 0.5 || saysTheSame(comment.anchor, lines, range)) return [];
    const { before, quote, after } = comment.anchor;
    return [`"${before}[${quote}]${after}" is seen at "${said(there)}" in ${JSON.stringify(lines.map(lineSaid))}`];
  });
}

/** All its letters are there, in their own order and next to each other. */
function untouched({ letters }: Commented, lines: readonly (readonly Letter[])[]): boolean {
  const all = lines.flat().map(({ id }) => id);
  const at = all.indexOf(letters[0]!.id);
  return at >= 0 && letters.every(({ id }, nth) => all[at + nth] === id);
}

const said = (letters: readonly Letter[]): string => letters.map(({ letter }) => letter).join('');
const lineSaid = ({ letters }: LetterLine): string => said(letters);

/** The whole line says what it said: other letters by now, and nobody can tell. */
function saysTheSame({ before, quote, after }: Anchor, lines: readonly LetterLine[], range: LineRange): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1) + quote + (after.split('\n', 1)[0] ?? '');
  const now = lines
    .slice(Math.max(0, range.from.block - 1), range.to.block + 2)
    .map(lineSaid)
    .join('\n');
  return now.replace(/\s+/g, '').includes(line.replace(/\s+/g, ''));
}

describe('[K2] [K17] [K18] comments under a text that several edit at once', () => {
  it('stand at their own words or nowhere, and for everybody alike', { timeout: 60_000 + COUNT * 1_000 }, () => {
    const tally: Tally = { answers: 0, stands: 0 };
    const wrong: string[] = [];
    for (let nth = 0; nth < COUNT; nth++) wrong.push(...life(SEED + nth, tally));
    if (COMMENTS_REPORT !== undefined)
      writeFileSync(COMMENTS_REPORT, JSON.stringify({ lives: COUNT, ...tally, wrong: wrong.length }));
    expect(wrong.slice(0, 5), `${wrong.length} wrong, from seed ${SEED} (COMMENTS_SEED)`).toEqual([]);
    // A resolver that finds nothing is never wrong.
    expect(tally.stands).toBeGreaterThan(tally.answers / 2);
  });
});
