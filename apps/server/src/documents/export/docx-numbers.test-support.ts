import { Parser } from 'htmlparser2';
import { openPackage } from '../docx/open-package';

/** A paragraph of a Word file, with the number that Word draws before it. */
export interface NumberedParagraph {
  readonly number: string | null;
  readonly text: string;
  readonly numId: string | null;
}

interface Level {
  readonly format: string;
  readonly text: string;
  readonly start: number;
}

interface Numbering {
  readonly levels: ReadonlyMap<string, Level>;
  readonly abstractOf: ReadonlyMap<string, string>;
  /** By "numId level". */
  readonly starts: ReadonlyMap<string, number>;
}

/**
 * The paragraphs of a Word file with their numbers, counted as Word does: lists of one abstract definition go on counting
 * from each other, unless theirs says where it starts; an item begins the deeper levels again.
 */
export async function numbersOfDocx(bytes: Uint8Array): Promise<NumberedParagraph[]> {
  const opened = await openPackage(bytes);
  if (!opened.ok) throw new Error(opened.code);
  const numbering = numberingOf(opened.parts.get('word/numbering.xml')?.toString('utf8') ?? '');
  const counters = new Map<string, number>();
  const begun = new Set<string>();
  return paragraphsOf(opened.parts.get('word/document.xml')?.toString('utf8') ?? '').map(({ numId, level, text }) => {
    if (numId === null) return { number: null, text, numId };
    const abstract = numbering.abstractOf.get(numId) ?? '';
    const of = (at: number): string => `${abstract} ${at}`;
    const start = numbering.starts.get(`${numId} ${level}`);
    const first = !begun.has(`${numId} ${level}`);
    begun.add(`${numId} ${level}`);
    const before = counters.get(of(level));
    const begin = start ?? numbering.levels.get(of(level))?.start ?? 1;
    counters.set(of(level), (first && start !== undefined) || before === undefined ? begin : before + 1);
    for (let deeper = level + 1; deeper < 9; deeper += 1) counters.delete(of(deeper));
    const number = numbering.levels
      .get(of(level))
      ?.text.replace(/%(\d)/g, (_, nth: string) =>
        written(counters.get(of(Number(nth) - 1)) ?? 1, numbering.levels.get(of(Number(nth) - 1))?.format ?? 'decimal'),
      );
    return { number: numbering.levels.get(of(level))?.format === 'bullet' ? null : (number ?? null), text, numId };
  });
}

function written(number: number, format: string): string {
  if (format === 'lowerLetter') return 'abcdefghijklmnopqrstuvwxyz'[(number - 1) % 26]!.repeat(Math.ceil(number / 26));
  if (format !== 'lowerRoman') return String(number);
  const tens = ['', 'x', 'xx', 'xxx', 'xl', 'l', 'lx', 'lxx', 'lxxx', 'xc'][Math.floor(number / 10)];
  const ones = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'][number % 10];
  return `${tens ?? ''}${ones ?? ''}`;
}

function numberingOf(xml: string): Numbering {
  const levels = new Map<string, Level>();
  const abstractOf = new Map<string, string>();
  const starts = new Map<string, number>();
  let [abstract, num, level] = ['', '', ''];
  let [format, text, start] = ['', '', 1];
  each(xml, {
    open(name, value) {
      if (name === 'w:abstractNum') abstract = value('w:abstractNumId');
      else if (name === 'w:num') num = value('w:numId');
      else if (name === 'w:abstractNumId') abstractOf.set(num, value('w:val'));
      else if (name === 'w:lvl' || name === 'w:lvlOverride') level = value('w:ilvl');
      else if (name === 'w:numFmt') format = value('w:val');
      else if (name === 'w:lvlText') text = value('w:val');
      else if (name === 'w:start') start = Number(value('w:val'));
      else if (name === 'w:startOverride') starts.set(`${num} ${level}`, Number(value('w:val')));
    },
    close(name) {
      if (name === 'w:lvl') levels.set(`${abstract} ${level}`, { format, text, start });
    },
    text: () => undefined,
  });
  return { levels, abstractOf, starts };
}

function paragraphsOf(xml: string): { numId: string | null; level: number; text: string }[] {
  const made: { numId: string | null; level: number; text: string }[] = [];
  let within = false;
  each(xml, {
    open(name, value) {
      if (name === 'w:p') made.push({ numId: null, level: 0, text: '' });
      else if (name === 'w:numId') made.at(-1)!.numId = value('w:val');
      else if (name === 'w:ilvl') made.at(-1)!.level = Number(value('w:val'));
      else if (name === 'w:t') within = true;
    },
    close: (name) => {
      if (name === 'w:t') within = false;
    },
    text: (words) => {
      if (within) made.at(-1)!.text += words;
    },
  });
  return made;
}

function each(
  xml: string,
  handlers: {
    open: (name: string, value: (key: string) => string) => void;
    close: (name: string) => void;
    text: (words: string) => void;
  },
): void {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => handlers.open(name, (key) => attributes[key] ?? ''),
      onclosetag: (name) => handlers.close(name),
      ontext: (words) => handlers.text(words),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
}
