import { inflateSync } from 'node:zlib';

/** The words of a PDF of ours, as a reader takes them out: by the table that each font carries from its signs to letters. */
export function textOfPdf(bytes: Uint8Array): string {
  const objects = objectsOf(Buffer.from(bytes).toString('latin1'));
  const fonts = fontsOf(objects);
  const shown: string[] = [];
  for (const [number, { stream }] of objects) {
    if (stream === null || !/\bBT\b/.test(stream)) continue;
    const names = namesFor(number, objects);
    let letters = new Map<string, string>();
    for (const [, name, text] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name !== undefined) letters = fonts.get(names.get(name) ?? '') ?? new Map<string, string>();
      else
        shown.push(
          [...(text ?? '').matchAll(/<([0-9a-f]*)>/g)]
            .flatMap(([, hex]) => (hex ?? '').match(/.{4}/g) ?? [])
            .map((code) => letters.get(code) ?? '')
            .join(''),
        );
    }
  }
  return shown.join('\n');
}

interface PdfObject {
  readonly text: string;
  readonly stream: string | null;
}

function objectsOf(file: string): Map<string, PdfObject> {
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
