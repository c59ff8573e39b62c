import { Parser } from 'htmlparser2';
import type { ImportRemarkKind, ProblemCode } from '@samenspel/domain';

/** More than any plan has: what reads the file after this builds a tree of all of it in memory. */
const MAX_ELEMENTS = 400_000;
const MAX_DEPTH = 200;

/** Elements that are told to the user, by their name without prefix. */
const TOLD: Readonly<Record<string, ImportRemarkKind>> = {
  imagedata: 'images',
  txbxContent: 'text-boxes',
  commentReference: 'comments',
  oMath: 'equations',
  OLEObject: 'objects',
  altChunk: 'objects',
  chart: 'objects',
  relIds: 'objects',
  ins: 'tracked-changes',
  del: 'tracked-changes',
  moveFrom: 'tracked-changes',
  moveTo: 'tracked-changes',
};

export type Scan =
  | { readonly ok: true; readonly counts: Map<ImportRemarkKind, number> }
  | { readonly ok: false; readonly code: ProblemCode };

/**
 * Counts what the text model can not hold, without building anything of the parts.
 *
 * @param parts the parts in XML
 * @param mainPart name of the part with the text
 */
export function scanPackage(parts: ReadonlyMap<string, Buffer>, mainPart: string): Scan {
  const counts = new Map<ImportRemarkKind, number>();
  const count = (kind: ImportRemarkKind): void => void counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const folder = mainPart.slice(0, mainPart.lastIndexOf('/') + 1);
  let elements = 0;
  for (const [name, bytes] of parts) {
    const own = name.startsWith(folder) ? name.slice(folder.length) : '';
    const isText = name === mainPart || /^(?:footnotes|endnotes)\d*\.xml$/.test(own);
    const scanned = scanPart(bytes.toString('utf8'), isText ? count : () => undefined);
    elements += scanned.elements;
    if (elements > MAX_ELEMENTS || scanned.depth > MAX_DEPTH) return { ok: false, code: 'file-too-complex' };
    if (/^(?:header|footer)\d*\.xml$/.test(own) && scanned.text) count('headers');
  }
  return { ok: true, counts };
}

interface ScannedPart {
  readonly elements: number;
  readonly depth: number;
  /** Does it hold anything to read? */
  readonly text: boolean;
}

function scanPart(xml: string, count: (kind: ImportRemarkKind) => void): ScannedPart {
  const open: string[] = [];
  let [elements, deepest, text] = [0, 0, false];
  // What stands in a fallback stands in the other choice as well: counted once.
  let fallbacks = 0;
  let instruction = '';
  const told = (name: string, attributes: Readonly<Record<string, string>>): void => {
    const kind = TOLD[name];
    if (kind === 'tracked-changes' && open.at(-2) === 'trPr') count(kind);
    else if (kind === 'equations' && open.slice(0, -1).includes('oMath')) return;
    else if (kind !== undefined) count(kind);
    else if (name === 'blip') count(attributes['r:link'] === undefined ? 'images' : 'external-images');
    else if (name === 'vanish' && !/^(?:0|false|off)$/.test(attributes['w:val'] ?? '') && open.at(-3) === 'r')
      count('hidden-text');
    else if (name === 'fldSimple') countField(attributes['w:instr'] ?? '', count);
    else if (name === 'fldChar' && attributes['w:fldCharType'] === 'begin') instruction = '';
    else if (name === 'fldChar' && /^(?:separate|end)$/.test(attributes['w:fldCharType'] ?? '')) {
      countField(instruction, count);
      instruction = '';
    }
  };
  const parser = new Parser(
    {
      onopentag(prefixed, attributes) {
        const name = prefixed.slice(prefixed.indexOf(':') + 1);
        open.push(name);
        elements += 1;
        deepest = Math.max(deepest, open.length);
        if (name === 'Fallback') fallbacks += 1;
        if (fallbacks === 0) told(name, attributes);
        if (elements > MAX_ELEMENTS || deepest > MAX_DEPTH) parser.pause();
      },
      onclosetag() {
        if (open.pop() === 'Fallback') fallbacks -= 1;
      },
      ontext(data) {
        if (open.at(-1) === 'instrText' && instruction.length < 200) instruction += data;
        else if (open.at(-1) === 't' && data.trim() !== '') text = true;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return { elements, depth: deepest, text };
}

function countField(instruction: string, count: (kind: ImportRemarkKind) => void): void {
  const [, name] = /^\s*([A-Z]+)/i.exec(instruction) ?? [];
  if (name === undefined || /^(?:HYPERLINK|FORMCHECKBOX|PAGEREF)$/i.test(name)) return;
  count(/^TOC$/i.test(name) ? 'contents' : 'fields');
}
