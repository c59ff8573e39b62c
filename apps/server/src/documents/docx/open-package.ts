import type { ProblemCode } from '@samenspel/domain';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { FileRefused } from './file-refused';
import { linksOf, partOf } from './package-links';
import { readXml, XmlBudget } from './xml';

export type OpenedPackage =
  | {
      readonly ok: true;
      /** The parts in XML, by name; nothing else of the file was unpacked. */
      readonly parts: ReadonlyMap<string, Buffer>;
      readonly mainPart: string;
      /** Names of everything in the file. */
      readonly names: readonly string[];
    }
  | { readonly ok: false; readonly code: ProblemCode };

const MB = 1024 * 1024;
/** More than any plan has, less than a server notices. */
const MAX_ENTRIES = 2_000;
const MAX_TOTAL = 60 * MB;
const MAX_READ = 32 * MB;
/** Text packs ten to fifty times smaller; a bomb a thousand times. */
const MAX_RATIO = 200;
const RATIO_FROM = MB;

const CONTENT_TYPES = '[Content_Types].xml';
const XML = /(?:\.xml|\.rels)$/i;
const WORD_TEXT = /wordprocessingml\.(?:document|template)\.main\+xml/;
const OTHER_KINDS = /spreadsheetml\.sheet\.main|presentationml\.presentation\.main/;
const MAIN = 'officeDocument';
const DECLARATION = 200;
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ZIP = Buffer.from('PK');

/**
 * Opens a Word file. The table of contents of the archive is judged before anything is unpacked, and what is unpacked is
 * counted while it comes out: the sizes that a file gives for itself may lie.
 *
 * @returns the parts in XML, or `file-protected`, `file-has-macros`, `file-too-complex`, `unsupported-file`, `file-damaged`
 */
export async function openPackage(bytes: Uint8Array, budget = new XmlBudget(Date.now)): Promise<OpenedPackage> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return await open(buffer, budget);
  } catch (error) {
    return { ok: false, code: error instanceof FileRefused ? error.code : 'file-damaged' };
  }
}

async function open(buffer: Buffer, budget: XmlBudget): Promise<OpenedPackage> {
  if (buffer.subarray(0, 4).equals(OLE))
    throw new FileRefused(isEncrypted(buffer) ? 'file-protected' : 'unsupported-file');
  if (!buffer.subarray(0, 2).equals(ZIP)) throw new FileRefused('unsupported-file');
  // Names that lead out of the folder are an error here, as are sizes that do not agree.
  const zip = await fromBufferPromise(buffer, { lazyEntries: true, strictFileNames: true, autoClose: false });
  try {
    const entries = await entriesOf(zip);
    const parts = await readParts(zip, entries);
    const mainPart = mainPartOf(parts, budget);
    return { ok: true, parts, mainPart, names: [...entries.keys()] };
  } finally {
    zip.close();
  }
}

/** A Word file with a password is an old container around what was encrypted. */
function isEncrypted(buffer: Buffer): boolean {
  return buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw new FileRefused('file-too-complex');
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    // Two parts of one name: which one counts differs by reader.
    if (entries.has(entry.fileName)) throw new FileRefused('file-damaged');
    if (entry.isEncrypted()) throw new FileRefused('file-protected');
    if (/vba(?:Project|Data)/i.test(entry.fileName)) throw new FileRefused('file-has-macros');
    total += entry.uncompressedSize;
    const bomb = entry.uncompressedSize > RATIO_FROM && entry.uncompressedSize > entry.compressedSize * MAX_RATIO;
    if (total > MAX_TOTAL || bomb) throw new FileRefused('file-too-complex');
    entries.set(entry.fileName, entry);
  }
  if (!entries.has(CONTENT_TYPES)) throw new FileRefused('unsupported-file');
  return entries;
}

async function readParts(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>();
  let left = MAX_READ;
  for (const [name, entry] of entries) {
    if (!XML.test(name)) continue;
    const bytes = await readEntry(zip, entry, left);
    left -= bytes.length;
    parts.set(name, inUtf8(bytes));
  }
  for (const bytes of parts.values()) {
    // Word writes no such declarations; in them hide entities that unfold to gigabytes.
    if (/<!(?:DOCTYPE|ENTITY)/i.test(bytes.toString('latin1'))) throw new FileRefused('file-damaged');
  }
  return parts;
}

async function readEntry(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) {
      stream.destroy();
      throw new FileRefused('file-too-complex');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Parts are UTF-8 or UTF-16 (ECMA-376, part 2), and what other programs say that they are; the byte order mark goes. */
function inUtf8(bytes: Buffer): Buffer {
  const wide = WIDE.find(([start]) => bytes.subarray(0, start.length).equals(start))?.[1];
  const encoding = wide ?? declaredEncoding(bytes);
  if (encoding !== null) {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return Buffer.from(withoutEncoding(text), 'utf8');
  }
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** How a part in wide letters begins: with a mark, or with its first sign. */
const WIDE: readonly (readonly [Buffer, 'utf-16le' | 'utf-16be'])[] = [
  [Buffer.from([0xff, 0xfe]), 'utf-16le'],
  [Buffer.from([0xfe, 0xff]), 'utf-16be'],
  [Buffer.from('<\0?\0'), 'utf-16le'],
  [Buffer.from('\0<\0?'), 'utf-16be'],
];

/** An encoding of single bytes that the declaration names; null for UTF-8. */
function declaredEncoding(bytes: Buffer): string | null {
  const head = bytes.subarray(0, DECLARATION).toString('latin1');
  const name = /^<\?xml[^>]*?\sencoding\s?=\s?["']([\w-]{1,40})["']/.exec(head)?.[1] ?? 'utf-8';
  return /^(?:iso-8859-\d+|windows-125\d|us-ascii|latin1)$/i.test(name) ? name : null;
}

/** The declaration stands in the first few words; a long row of spaces there would cost time without end. */
function withoutEncoding(text: string): string {
  const head = text.slice(0, DECLARATION).replace(/^(<\?xml[^>]*?)\s{1,9}encoding=(?:"[^"]*"|'[^']*')/, '$1');
  return head + text.slice(DECLARATION);
}

function mainPartOf(parts: ReadonlyMap<string, Buffer>, budget: XmlBudget): string {
  const types: { readonly name: string | null; readonly type: string }[] = [];
  readXml(parts.get(CONTENT_TYPES) ?? Buffer.alloc(0), budget, {
    open(_name, { PartName, ContentType }) {
      if (ContentType !== undefined) types.push({ name: PartName?.replace(/^\//, '') ?? null, type: ContentType });
    },
  });
  if (types.some(({ type }) => /macroEnabled/i.test(type))) throw new FileRefused('file-has-macros');
  const texts = types.filter(({ type }) => WORD_TEXT.test(type));
  for (const { name } of texts) if (name !== null && partOf(parts, name) !== undefined) return name;
  // Where every part in XML is a text of Word by default, the file says which one it begins with.
  const first = [...linksOf(parts, '', budget).values()].find(({ type, external }) => type === MAIN && !external);
  const byDefault = texts.some(({ name }) => name === null);
  if (byDefault && first !== undefined && partOf(parts, first.target) !== undefined) return first.target;
  // A sheet or slides are another kind of file; a Word file without its text is a broken one.
  throw new FileRefused(
    texts.length > 0 && !types.some(({ type }) => OTHER_KINDS.test(type)) ? 'file-damaged' : 'unsupported-file',
  );
}
