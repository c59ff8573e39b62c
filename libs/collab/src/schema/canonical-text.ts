import type { RenderedBlock, RenderedCell, RenderedText } from './read-blocks';

/** Name and version of the form in which a text is hashed. A change of the form is a new name, never another meaning. */
export const CANONICAL_TEXT = 'samenspel-text/1';

/** Plain data without numbers, as the seal takes it: numbers have more than one way to be written. */
export type CanonicalValue =
  string | boolean | null | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue };

/**
 * What a text says, and nothing of how it came to be: the same for every replica, whoever typed it in which order, and not
 * moved by what was deleted. Line ends and letters are as they stand, in Unicode's composed form (NFC); neighbouring runs
 * with the same marks are one.
 */
export function canonicalText(blocks: readonly RenderedBlock[]): CanonicalValue {
  return {
    form: CANONICAL_TEXT,
    blocks: blocks.map((block) =>
      block.type === 'table' ? { type: 'table', rows: block.rows.map((row) => row.map(cellOf)) } : textOf(block),
    ),
  };
}

function cellOf({ header, colspan, rowspan, blocks }: RenderedCell): CanonicalValue {
  return { header, colspan: String(colspan), rowspan: String(rowspan), blocks: blocks.map(textOf) };
}

function textOf({ kind, level, indent, runs }: RenderedText): CanonicalValue {
  const joined: { text: string; marks: string[]; link: string | null }[] = [];
  for (const run of runs) {
    const marks = [...run.marks].sort();
    const last = joined.at(-1);
    if (last !== undefined && last.link === run.link && last.marks.join() === marks.join()) last.text += run.text;
    else joined.push({ text: run.text, marks, link: run.link });
  }
  return {
    type: 'block',
    kind,
    level: level === null ? null : String(level),
    indent: String(indent),
    runs: joined.map(({ text, marks, link }) => ({
      text: text.normalize('NFC'),
      marks,
      link: link?.normalize('NFC') ?? null,
    })),
  };
}
