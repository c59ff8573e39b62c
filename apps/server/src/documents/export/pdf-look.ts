import type { RenderedRun } from '@samenspel/collab';
import type { FontLook } from './pdf-fonts';

export interface Look extends FontLook {
  readonly underline: boolean;
  readonly strike: boolean;
  readonly link: string | null;
}

/** Text of one look. */
export interface Run {
  readonly text: string;
  readonly look: Look;
}

export const PLAIN: Look = { bold: false, italic: false, underline: false, strike: false, link: null };

/** What a broken word has where it was broken: its halves are one word to who listens, searches or copies. */
export const SOFT_HYPHEN = '\u00ad';

/** The look of a run, on top of that of its block. */
export function lookOf(run: RenderedRun, base: FontLook): Look {
  return {
    bold: base.bold || run.marks.includes('bold'),
    italic: base.italic || run.marks.includes('italic'),
    underline: run.marks.includes('underline') || run.link !== null,
    strike: run.marks.includes('strike'),
    link: run.link,
  };
}

/** Runs of a text as they are drawn. */
export function runsOf(runs: readonly RenderedRun[], base: FontLook): Run[] {
  return runs.map((run) => ({ text: run.text, look: lookOf(run, base) }));
}

/** Text of one look, as runs. */
export function plainRun(text: string, look: Partial<Look> = {}): Run[] {
  return [{ text, look: { ...PLAIN, ...look } }];
}
