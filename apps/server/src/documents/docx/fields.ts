import { childOf, isOn, readXml, valueOf, wholeOf, type XmlBudget, type XmlElement } from './xml';

/** A field: an instruction, and what it made when it was last worked out. Only the second is text. */
export interface Field {
  instruction: string;
  /** Does what it made follow now? */
  shown: boolean;
  /** How much text had been written, and met, when it began to show. */
  from: number;
  met: number;
  form: XmlElement | undefined;
  link: string | null;
}

/** Fields that show nothing, or that Word keeps as marks for an index. */
const SILENT =
  /^(?:XE|TC|TA|RD|PRIVATE|BOOKMARK|SET|ASK|COMMENTS|ADVANCE|INCLUDEPICTURE|NEXT|NEXTIF|SKIPIF|TOC|HYPERLINK)$/;
/** Fields of which the text goes on to say the same. */
const STEADY = /^(?:HYPERLINK|FORMCHECKBOX|FORMDROPDOWN|FORMTEXT|PAGEREF|XE|TC|TA|RD|PRIVATE|SYMBOL|TOC)$/;
const LONGEST = 4_000;

export function nameOfField({ instruction }: Field): string {
  // A sum begins with its sign: "=SUM(ABOVE)".
  return /^\s*(=|[A-Za-z]+)/.exec(instruction)?.[1]?.toUpperCase() ?? '';
}

/** Would Word work it out again, and we not? */
export function isLively(field: Field): boolean {
  const name = nameOfField(field);
  return name !== '' && !STEADY.test(name);
}

/** Shows Word something of which the file does not hold the text? */
export function isLost(field: Field): boolean {
  const name = nameOfField(field);
  return name !== '' && !SILENT.test(name);
}

export function addInstruction(field: Field, text: string): void {
  if (field.instruction.length < LONGEST) field.instruction += text.slice(0, LONGEST);
}

/** Switches of a link that have a word of their own behind them. */
const WITH_WORD = /^\\[lot]$/i;

/** The address that a field leads to, with the place in it; or that it leads to a place within the file. */
export function targetOf({ instruction }: Field): { address: string | null; inner: boolean } {
  const words = (instruction.match(/"[^"]*"|\S+/g) ?? []).slice(1);
  const behind = (at: number): string | undefined => words[at + 1]?.replace(/^"|"$/g, '');
  const address = words.find((word, at) => !word.startsWith('\\') && !WITH_WORD.test(words[at - 1] ?? ''));
  const switched = words.findIndex((word) => /^\\l$/i.test(word));
  const place = switched < 0 ? '' : (behind(switched) ?? '');
  if (address === undefined) return { address: null, inner: switched >= 0 };
  const bare = address.replace(/^"|"$/g, '').trim();
  return { address: place === '' || bare.includes('#') ? bare : `${bare}#${place}`, inner: false };
}

/** The sign that a field names, with its font. */
export function signOfField({ instruction }: Field): { code: number; font: string | null } | null {
  const words = instruction.match(/"[^"]*"|\S+/g) ?? [];
  const [name, given] = words;
  if (name?.toUpperCase() !== 'SYMBOL' || given === undefined) return null;
  const bare = given.replace(/"/g, '');
  const code = /^0x[0-9a-f]{1,5}$/i.test(bare)
    ? Number(bare)
    : (wholeOf(bare, 0, 0x10ffff) ?? [...bare][0]?.codePointAt(0));
  const font = words[words.findIndex((word) => /^\\f$/i.test(word)) + 1];
  const named = words.some((word) => /^\\f$/i.test(word)) ? (font?.replace(/"/g, '') ?? null) : null;
  return code === undefined ? null : { code, font: named };
}

/** What a field of an old form holds, when no text says it: a tick, the chosen value, what was filled in beforehand. */
export function formValue(form: XmlElement | undefined): string | null {
  const box = childOf(form, 'w:checkBox');
  if (box !== undefined) {
    const state = childOf(box, 'w:checked') ?? childOf(box, 'w:default');
    return state !== undefined && isOn(state.attributes) ? '☒' : '☐';
  }
  const list = childOf(form, 'w:ddList');
  if (list !== undefined) {
    const entries = list.children.filter(({ name }) => name === 'w:listEntry');
    const at = wholeOf(valueOf(list, 'w:result') ?? valueOf(list, 'w:default'), 0, 1e6) ?? 0;
    return entries[at]?.attributes.val ?? null;
  }
  return valueOf(childOf(form, 'w:textInput'), 'w:default') ?? null;
}

/** Places with fields of their own: none begins in one and ends in another. */
const PLACES = new Set(['w:txbxContent', 'a:txBody', 'w:tc', 'w:footnote', 'w:endnote']);

/**
 * Which beginnings and ends of fields belong together, by their order in the part. A beginning without an end would hide all
 * text that follows: it counts as no field.
 */
export function closedFields(bytes: Buffer, budget: XmlBudget): ReadonlySet<number> {
  const closed = new Set<number>();
  const open: number[][] = [[]];
  let at = -1;
  if (!bytes.includes('fldChar')) return closed;
  readXml(bytes, budget.again(), {
    open(name, { fldCharType }) {
      if (PLACES.has(name)) open.push([]);
      if (name !== 'w:fldChar') return;
      at += 1;
      if (fldCharType === 'begin') open.at(-1)?.push(at);
      const begin = fldCharType === 'end' ? open.at(-1)?.pop() : undefined;
      if (begin !== undefined) closed.add(begin).add(at);
    },
    close(name) {
      if (PLACES.has(name)) open.pop();
    },
  });
  return closed;
}
