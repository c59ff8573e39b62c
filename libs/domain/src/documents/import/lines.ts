import { startsSmall } from './characters';
import { isStrongBullet } from './markers';
import { withoutUnseen } from './unseen-signs';

/** One line of a text with what its surroundings in the file say about it. */
export interface Line {
  /** Trimmed; white space inside is one space. */
  readonly text: string;
  /** Columns of white space before the text; a tab counts for four. */
  readonly col: number;
  /** White space stood behind the text: many PDF's leave it where a line was wrapped, not where it ended. */
  readonly soft: boolean;
  /** A wide gap inside the line: two columns that ended up on one line. */
  readonly gap: boolean;
  /** A blank line that means something: in a text with a blank line behind every line, two of them. */
  readonly blankBefore: boolean;
  /** Any blank line before it, or the start of a page: a title may stand here. */
  readonly apart: boolean;
  readonly pageStart: boolean;
  /** Length of a full line among the lines that stand together with this one. */
  width: number;
}

/** What holds for a text as a whole. */
export interface TextHabits {
  /** Wrapped lines end in white space, so a line without it has really ended. */
  readonly softWraps: boolean;
  /** Lines are wrapped at all; if not, each line is a paragraph. */
  readonly wrapped: boolean;
  /** Length of a full line in most of the text. */
  readonly width: number;
}

export interface ReadLines {
  readonly lines: Line[];
  readonly habits: TextHabits;
}

const UNWRAPPED_WIDTH = 200;

/** Splits a text in lines that are not blank, with what can be known of each. Linear in the length of the text. */
export function readLines(text: string): ReadLines {
  const raw = withoutUnseen(text.replace(/\u00ad\s*\n\s*/g, ''))
    .replace(/\f(?!\n)/g, '\n\f')
    .split('\n');
  const spaceMarksPage = leadingSpacesAreRare(raw);
  const doubleSpaced = isDoubleSpaced(raw);
  const lines: Line[] = [];
  let blanks = 1;
  let page = true;
  for (const source of raw) {
    if (source.includes('\f')) page = true;
    const trimmed = source.trim();
    if (trimmed === '') {
      blanks += 1;
      continue;
    }
    if (spaceMarksPage && isPageMark(source)) page = true;
    lines.push({
      text: trimmed.replace(/\s+/g, ' '),
      col: columnsBefore(source),
      soft: /\s$/.test(source.slice(-1)),
      gap: / {3}/.test(trimmed),
      blankBefore: doubleSpaced ? blanks > 1 : blanks > 0,
      apart: blanks > 0 || page,
      pageStart: page,
      width: 0,
    });
    blanks = 0;
    page = false;
  }
  measureGroups(lines);
  return { lines, habits: habitsOf(lines) };
}

function isPageMark(source: string): boolean {
  return /^ (\S|\t)/.test(source) && !isStrongBullet(source[1]!);
}

/** In an indented text a leading space says nothing; where it is rare it is what remains of a page break. */
function leadingSpacesAreRare(raw: readonly string[]): boolean {
  const filled = raw.filter((source) => source.trim() !== '');
  return filled.filter(isPageMark).length * 10 <= filled.length;
}

/** Some extractors put a blank line after every line; sentences that run on over those blanks betray it. */
function isDoubleSpaced(raw: readonly string[]): boolean {
  let [direct, single, running] = [0, 0, 0];
  for (let at = 1; at < raw.length; at += 1) {
    const here = raw[at]!.trim();
    if (here === '') continue;
    if (raw[at - 1]!.trim() !== '') direct += 1;
    else if (at > 1 && raw[at - 2]!.trim() !== '') {
      single += 1;
      if (startsSmall(here)) running += 1;
    }
  }
  return single > 20 && direct * 2 < single && running * 5 > single;
}

function columnsBefore(source: string): number {
  let columns = 0;
  for (const character of source) {
    if (character === '\t') columns += 4;
    else if (character === ' ' || character === '\u00a0') columns += 1;
    else if (character !== '\f') break;
  }
  return columns;
}

function measureGroups(lines: readonly Line[]): void {
  let start = 0;
  for (let at = 1; at <= lines.length; at += 1) {
    const next = lines[at];
    if (next !== undefined && !next.blankBefore && !next.pageStart) continue;
    const group = lines.slice(start, at);
    const width = fullLength(group);
    for (const line of group) line.width = width;
    start = at;
  }
}

/** The longest line, or among many lines one that a few overlong ones do not determine. */
function fullLength(lines: readonly Line[]): number {
  const lengths = lines.map((line) => line.text.length).sort((a, b) => a - b);
  return lengths[lengths.length > 10 ? Math.floor(lengths.length * 0.9) : lengths.length - 1] ?? 0;
}

function habitsOf(lines: readonly Line[]): TextHabits {
  let [running, soft] = [0, 0];
  for (let at = 1; at < lines.length; at += 1) {
    const [before, here] = [lines[at - 1]!, lines[at]!];
    if (here.blankBefore || !startsSmall(here.text) || before.text.endsWith('-')) continue;
    running += 1;
    if (before.soft) soft += 1;
  }
  const width = fullLength(lines);
  return { softWraps: running >= 10 && soft * 10 >= running * 8, wrapped: width <= UNWRAPPED_WIDTH, width };
}
