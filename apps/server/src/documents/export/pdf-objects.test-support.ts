import { inflateSync } from 'node:zlib';

export interface PdfObject {
  readonly text: string;
  readonly stream: string | null;
}

export function objectsOf(file: string): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const [, number, text] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const body = /stream\n([\s\S]*)\nendstream/.exec(text ?? '')?.[1];
    const head = (text ?? '').split('stream\n')[0] ?? '';
    const stream =
      body === undefined
        ? null
        : head.includes('/FlateDecode')
          ? inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
          : body;
    objects.set(number ?? '', { text: head, stream });
  }
  return objects;
}

/** By the number of each font: its signs, in hexadecimal, and their letters. */
function fontsOf(objects: ReadonlyMap<string, PdfObject>): Map<string, Map<string, string>> {
  const fonts = new Map<string, Map<string, string>>();
  for (const [number, { text }] of objects) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(text)?.[1];
    const stream = table === undefined ? null : objects.get(table)?.stream;
    if (stream === null || stream === undefined) continue;
    const letters = new Map<string, string>();
    for (const [, from, , list] of stream.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/g)) {
      [...(list ?? '').matchAll(/<([0-9a-f ]*)>/g)].forEach(([, hex], at) => {
        const code = (Number.parseInt(from ?? '0', 16) + at).toString(16).padStart(4, '0');
        letters.set(
          code,
          Buffer.from((hex ?? '').replaceAll(' ', ''), 'hex')
            .swap16()
            .toString('utf16le'),
        );
      });
    }
    fonts.set(number, letters);
  }
  return fonts;
}

/** Names of fonts within a page, with the numbers of the fonts. */
function namesFor(content: string, objects: ReadonlyMap<string, PdfObject>): Map<string, string> {
  const page = [...objects.values()].find(({ text }) => new RegExp(`/Contents ${content} 0 R`).test(text));
  const resources = /\/Resources (\d+) 0 R/.exec(page?.text ?? '')?.[1];
  const listed = objects.get(resources ?? '')?.text ?? '';
  return new Map([...listed.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => [name ?? '', number ?? '']));
}

/** A piece of text as it is shown, with the number of the marked content that it stands in. */
export interface ShownText {
  readonly text: string;
  readonly mcid: number | null;
  /** Line, ground or foot: of no matter to who listens. */
  readonly artifact: boolean;
}

/** What a stream of a page shows, read as a machine does that knows what its marks mean. */
export function shownOn(content: string, objects: ReadonlyMap<string, PdfObject>): ShownText[] {
  const names = namesFor(content, objects);
  const fonts = fontsIn(objects);
  const shown: ShownText[] = [];
  const marks: { mcid: number | null; artifact: boolean; actual: boolean; reversedFrom: number | null }[] = [];
  let letters: ReadonlyMap<string, string> = new Map();
  const stream = objects.get(content)?.stream ?? '';
  const tokens =
    /\/(\w+) (<<(?:\((?:\\.|[^\\)])*\)|.)*?>>) BDC|\/(\w+) BMC|\b(EMC)\b|\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/gs;
  for (const [, tag, facts, bare, end, font, text] of stream.matchAll(tokens)) {
    const above = marks.at(-1);
    const name = tag ?? bare;
    const show = (words: string): void =>
      void shown.push({ text: words, mcid: above?.mcid ?? null, artifact: above?.artifact ?? false });
    if (name !== undefined) {
      const mcid = /\/MCID (\d+)/.exec(facts ?? '')?.[1];
      const actual = /\/ActualText \(((?:\\.|[^\\)])*)\)/s.exec(facts ?? '')?.[1];
      marks.push({
        mcid: mcid === undefined ? (above?.mcid ?? null) : Number(mcid),
        artifact: name === 'Artifact' || (above?.artifact ?? false),
        actual: actual !== undefined || (above?.actual ?? false),
        reversedFrom: name === 'ReversedChars' ? shown.length : null,
      });
      if (actual !== undefined) show(textString(actual));
    } else if (end !== undefined) {
      const from = marks.pop()?.reversedFrom;
      if (from != null) shown.push(...shown.splice(from).reverse());
    } else if (font !== undefined) letters = fonts.get(names.get(font) ?? '') ?? new Map<string, string>();
    else if (above?.actual !== true) {
      const read = [...(text ?? '').matchAll(/<([0-9a-f]*)>/g)]
        .flatMap(([, hex]) => (hex ?? '').match(/.{4}/g) ?? [])
        .map((code) => letters.get(code) ?? '');
      if (above?.reversedFrom == null) show(read.join(''));
      else read.forEach(show);
    }
  }
  return shown;
}

/** A string as it stands in a file: with signs written as two, and in UTF-16 where it needs that. */
function textString(written: string): string {
  const bytes = Buffer.from(written.replace(/\\(.)/gs, '$1'), 'latin1');
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? bytes.subarray(2).swap16().toString('utf16le')
    : bytes.toString('latin1');
}

const FONTS = new WeakMap<ReadonlyMap<string, PdfObject>, Map<string, Map<string, string>>>();

function fontsIn(objects: ReadonlyMap<string, PdfObject>): Map<string, Map<string, string>> {
  const known = FONTS.get(objects) ?? fontsOf(objects);
  FONTS.set(objects, known);
  return known;
}
