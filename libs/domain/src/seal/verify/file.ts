import { SealBundle } from '../bundle';
import { equalBytes, fromUtf8, utf8, type Bytes } from '../bytes';
import { canonicalJson, type Plain } from '../canonical-json';
import type { Finding } from './findings';

type List = Exclude<keyof SealBundle, 'form' | 'installation' | 'readable' | 'table'>;

/** By what the rows of each list stand in order. */
const ORDERS: Readonly<Record<List, readonly string[]>> = {
  checkpoints: ['size'],
  commitments: ['index', 'field'],
  keys: ['number'],
  leaves: ['index'],
  nodes: ['level', 'index'],
  values: ['index', 'field'],
  withheld: ['index', 'field'],
};

export interface ReadFile {
  /** Null for what is no bundle at all. */
  readonly bundle: SealBundle | null;
  readonly findings: Finding[];
}

/**
 * The bundle in a file. Reading JSON passes over white space, over a property that stands twice and over the order of
 * properties, so what was read is written again and held against the bytes: a bundle has one way to be written.
 */
export function readFile(file: Bytes): ReadFile {
  const given = jsonOf(fromUtf8(file));
  const parsed = SealBundle.safeParse(given);
  if (!parsed.success) return { bundle: null, findings: [{ code: 'form' }] };
  const bundle = parsed.data;
  const findings: Finding[] = isWrittenSo(file, given as Plain) ? [] : [{ code: 'form-text' }];
  for (const [list, names] of Object.entries(ORDERS)) {
    if (!inOrder<Row>(bundle[list as List], (one, other) => isBefore(one, other, names))) {
      findings.push({ code: 'form-order', list });
    }
  }
  if (!inOrder(bundle.readable, (one, other) => one < other)) findings.push({ code: 'form-order', list: 'readable' });
  return { bundle, findings };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isWrittenSo(file: Bytes, given: Plain): boolean {
  try {
    return equalBytes(utf8(canonicalJson(given)), file);
  } catch {
    return false;
  }
}

/** Each behind the one before it: a row that stands twice is not in order either. */
function inOrder<T>(rows: readonly T[], isBefore: (one: T, other: T) => boolean): boolean {
  return rows.every((row, at) => at === 0 || isBefore(rows[at - 1] as T, row));
}

type Row = Readonly<Record<string, string | null>>;

/** Counts have no leading zeros: the shorter is the smaller. Text goes by UTF-16 code units, as in canonical JSON. */
function isBefore(one: Row, other: Row, names: readonly string[]): boolean {
  for (const name of names) {
    const [mine, theirs] = [one[name] ?? '', other[name] ?? ''];
    if (mine === theirs) continue;
    return name === 'field' || mine.length === theirs.length ? mine < theirs : mine.length < theirs.length;
  }
  return false;
}
