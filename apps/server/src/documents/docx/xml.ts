import { isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { FileRefused } from './file-refused';

/** Attributes by their name without prefix: those of Word's own namespaces win. */
export type Attributes = Readonly<Record<string, string>>;

/** An element that was kept as a whole: properties, never text of somebody's. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: readonly XmlElement[];
}

/** What is done with the pieces of a part, in their order. Names have the usual prefix of their namespace (`w:p`). */
export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(data: string): void;
  /** Elements of these names come as one, with all that is in them, and in no other way. */
  readonly wholes?: ReadonlySet<string>;
  whole?(element: XmlElement): void;
}

/** More than any plan has. */
const MAX_ELEMENTS = 400_000;
const MAX_DEPTH = 200;
const MAX_ATTRIBUTES = 200;
const MAX_MS = 20_000;
const LOOK_AT_CLOCK_EVERY = 1024;
const PIECE = 64 * 1024;

/** What the reading of one file may take, all its parts together. */
export class XmlBudget {
  elements = 0;
  readonly #until: number;

  /** @param now the time in milliseconds */
  constructor(
    private readonly now: () => number,
    until?: number,
  ) {
    this.#until = until ?? now() + MAX_MS;
  }

  /** For a second look at the same part: its elements count once, its time twice. */
  again(): XmlBudget {
    return new XmlBudget(this.now, this.#until);
  }

  /** @throws FileRefused `file-too-complex` */
  element(depth: number): void {
    this.elements += 1;
    if (this.elements > MAX_ELEMENTS || depth > MAX_DEPTH) throw new FileRefused('file-too-complex');
    if (this.elements % LOOK_AT_CLOCK_EVERY === 0) this.time();
  }

  time(): void {
    if (this.now() > this.#until) throw new FileRefused('file-too-complex');
  }
}

/** By namespace, as transitional and as strict files write it. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.microsoft.com/office/word/2010/wordml', 'w14'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', 'rel'],
  ['http://schemas.openxmlformats.org/package/2006/content-types', 'ct'],
]);
/** For namespaces that say nothing to us: what stands in them counts by its own name. */
const OTHER = 'x';

/**
 * Reads a part piece by piece; no more of it is kept than the handler keeps.
 *
 * @throws FileRefused `file-damaged` for what is not well formed, `file-too-complex` for more than the budget has
 */
export function readXml(bytes: Buffer, budget: XmlBudget, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const wholes = new WholeElements(handler);
  let [depth, attributes] = [0, 0];
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > MAX_ATTRIBUTES) throw new FileRefused('file-too-complex');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    attributes = 0;
    budget.element(depth);
    const name = `${PREFIXES.get(tag.uri) ?? OTHER}:${tag.local}`;
    if (!wholes.open(name, () => attributesOf(tag.attributes))) handler.open?.(name, attributesOf(tag.attributes));
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    if (!wholes.close()) handler.close?.(`${PREFIXES.get(tag.uri) ?? OTHER}:${tag.local}`);
  });
  const text = (data: string): void => {
    if (!wholes.isOpen) handler.text?.(data);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parse(parser, bytes, budget);
}

function parse(parser: SaxesParser<{ xmlns: true }>, bytes: Buffer, budget: XmlBudget): void {
  // Letters that are none would be lost without a word.
  if (!isUtf8(bytes)) throw new FileRefused('file-damaged');
  const decoder = new StringDecoder('utf8');
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      parser.write(decoder.write(bytes.subarray(at, at + PIECE)));
      budget.time();
    }
    parser.write(decoder.end()).close();
  } catch (error) {
    // What the parser stumbles over is the file's fault to its user; the file itself is in no log.
    throw error instanceof FileRefused ? error : isOfParser(error) ? new FileRefused('file-damaged') : error;
  }
}

/** The parser's own errors begin with the place, where it has one; a fault of ours is no damaged file. */
function isOfParser(error: unknown): boolean {
  return error instanceof Error && error.constructor === Error;
}

function attributesOf(
  given: Readonly<Record<string, { prefix: string; local: string; uri: string; value: string }>>,
): Attributes {
  const found: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { local, uri, value } of Object.values(given)) {
    const known = uri === '' || PREFIXES.has(uri);
    if (known || !(local in found)) found[local] = value;
  }
  return found;
}

/** Builds the elements that are wanted as a whole. */
class WholeElements {
  readonly #open: { name: string; attributes: Attributes; children: XmlElement[] }[] = [];

  constructor(private readonly handler: XmlHandler) {}

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  /** Is it part of such an element? */
  open(name: string, attributes: () => Attributes): boolean {
    if (!this.isOpen && !this.handler.wholes?.has(name)) return false;
    this.#open.push({ name, attributes: attributes(), children: [] });
    return true;
  }

  close(): boolean {
    const element = this.#open.pop();
    if (element === undefined) return false;
    const parent = this.#open.at(-1);
    if (parent === undefined) this.handler.whole?.(element);
    else parent.children.push(element);
    return true;
  }
}

/** The first child of this name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The value of the first child of this name, as most properties of Word have it. */
export function valueOf(element: XmlElement | undefined, name: string): string | undefined {
  return childOf(element, name)?.attributes.val;
}

/** A property that is on or off; undefined when it is not there. */
export function switchOf(element: XmlElement | undefined, name: string): boolean | undefined {
  const found = childOf(element, name);
  return found === undefined ? undefined : isOn(found.attributes);
}

export function isOn({ val }: Attributes): boolean {
  return !/^(?:0|false|off|none)$/i.test(val ?? '');
}

/** A whole number within bounds; undefined when it is none. */
export function wholeOf(value: string | undefined, least: number, most: number): number | undefined {
  if (value === undefined || !/^\s*[+-]?\d{1,12}(?:\.0+)?\s*$/.test(value)) return undefined;
  return Math.min(most, Math.max(least, Number(value)));
}
