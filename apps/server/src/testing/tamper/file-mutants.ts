import {
  canonicalJson,
  utf8,
  type Absent,
  type Bytes,
  type Compared,
  type Finding,
  type SealBundle,
} from '@samenspel/domain';
import type { Random } from './random';

/** What a verifier says of a file. */
export interface Seen {
  readonly findings: readonly Finding[];
  readonly absent: Absent;
  readonly compared: Compared | null;
  /** With what the offline verifier would end: docs/seal.md. */
  readonly code: number;
}

/** A file that somebody changed on its way, without a change to what JSON makes of it, or with one that looks allowed. */
export interface FileMutant {
  readonly what: string;
  readonly file: Bytes;
  /** Is it told? */
  told(seen: Seen): boolean;
}

type FileMutation = (random: Random, bundle: SealBundle) => FileMutant | null;
type Rows = Record<string, string | null>[];

/** The part of the code that says that not all of the content is here. */
const NOT_ALL = 8;
const LISTS = ['checkpoints', 'commitments', 'keys', 'leaves', 'nodes', 'values', 'withheld'] as const;

const bytesOf = (bundle: SealBundle): Bytes => utf8(canonicalJson(bundle));
const isSpelling = ({ findings }: Seen): boolean =>
  findings.some(({ code }) => code === 'form' || code === 'form-text');

/** The same JSON, written in another way. */
const respelled =
  (what: string, change: (random: Random, text: string) => string): FileMutation =>
  (random, bundle) => {
    const text = canonicalJson(bundle);
    const written = change(random, text);
    return written === text ? null : { what, file: utf8(written), told: isSpelling };
  };

/** Something behind one of the places where the pattern is found. */
function behindOne(random: Random, text: string, pattern: RegExp, more: (found: string) => string): string {
  const places = [...text.matchAll(pattern)];
  if (places.length === 0) return text;
  const { 0: found, index } = random.pick(places);
  const end = index + found.length;
  return text.slice(0, end) + more(found) + text.slice(end);
}

const PROPERTY = /"[a-zA-Z]+":"[0-9a-f-]*",/g;
const ONE_RECORD = /"readable":\[("[^"]*")/;

/** Every way, by its name. */
export const FILE_MUTATIONS: Readonly<Record<string, FileMutation>> = {
  whiteSpace: respelled('white space', (random, text) =>
    random.pick([
      (): string => ` ${text}`,
      () => `${text}\n`,
      () => `${text}\r\n`,
      () => behindOne(random, text, /[,:[{](?=["{])/g, () => random.pick([' ', '\n', '\t'])),
      () => JSON.stringify(JSON.parse(text), null, 2),
    ])(),
  ),
  byteOrderMark: respelled('a byte order mark', (_, text) => `\ufeff${text}`),
  doubledProperty: respelled('a property twice', (random, text) => behindOne(random, text, PROPERTY, (found) => found)),
  overruledProperty: respelled('a property that the next one overrules', (random, text) => {
    const places = [...text.matchAll(PROPERTY)];
    const { 0: found, index } = random.pick(places);
    // JSON.parse takes the last one: who reads the first one reads something else.
    return text.slice(0, index) + found.replace(/[0-9a-f](?=",$)/, 'x') + text.slice(index);
  }),
  escapedLetter: respelled('a letter by its number', (_, text) =>
    text.replace(ONE_RECORD, (all, name: string) =>
      all.replace(name, `"\\u00${name.charCodeAt(1).toString(16)}${name.slice(2)}`),
    ),
  ),
  movedProperty: respelled('a property at another place', (random, text) => {
    const bundle = JSON.parse(text) as SealBundle;
    const row = random.pick(bundle.leaves);
    const { at, ...rest } = row;
    bundle.leaves.splice(bundle.leaves.indexOf(row), 1, { ...rest, at });
    return JSON.stringify(bundle);
  }),
  reorderedRows(random, bundle) {
    const given = structuredClone(bundle);
    const list = random.pick([...LISTS, 'readable' as const]);
    const rows = given[list] as unknown[];
    if (rows.length < 2) return null;
    const at = random.below(rows.length - 1);
    rows.splice(at, 2, rows[at + 1], rows[at]);
    return {
      what: `reordered ${list}`,
      file: bytesOf(given),
      told: ({ findings }) => findings.some((one) => one.code === 'form-order' && one.list === list),
    };
  },
  doubledRow(random, bundle) {
    const given = structuredClone(bundle);
    const list = random.pick([...LISTS, 'readable' as const]);
    const rows = given[list] as unknown[];
    if (rows.length === 0) return null;
    const at = random.below(rows.length);
    rows.splice(at, 0, rows[at]);
    return {
      what: `doubled a row of ${list}`,
      file: bytesOf(given),
      told: ({ findings }) => findings.some((one) => one.code === 'form-order' && one.list === list),
    };
  },
  /** As the product withholds the name of a person, but then something else: the texts of an outcome. */
  withheldValue(random, bundle) {
    const given = structuredClone(bundle);
    const values = given.values as Rows;
    if (values.length === 0) return null;
    const at = random.below(values.length);
    const [value] = given.values.splice(at, 1);
    if (value === undefined || value.value === null || isOfErasure(bundle, value.index)) return null;
    const { field, index } = value;
    given.withheld.push({ field, index });
    given.withheld.sort((one, other) => Number(one.index) - Number(other.index) || (one.field < other.field ? -1 : 1));
    const before = bundle.withheld.filter((one) => one.field === field).length;
    return {
      what: `withheld ${field} of ${index}`,
      file: bytesOf(given),
      told: ({ absent, code }) =>
        code >= NOT_ALL && absent.fields.some(([name, count]) => name === field && count === before + 1),
    };
  },
  /** A whole record, as if the reader might not read it. */
  hiddenRecord(random, bundle) {
    const given = structuredClone(bundle);
    const leaf = random.pick(bundle.leaves);
    if (!given.readable.includes(leaf.record) || leaf.kind === 'erasure') return null;
    given.readable = given.readable.filter((record) => record !== leaf.record);
    given.values = given.values.filter(({ index }) => index !== leaf.index);
    given.withheld = given.withheld.filter(({ index }) => index !== leaf.index);
    const hidden = bundle.leaves.filter(({ kind, record }) => kind === leaf.kind && !given.readable.includes(record));
    return {
      what: `hid record ${leaf.index}`,
      file: bytesOf(given),
      told: ({ absent, code }) =>
        code >= NOT_ALL && absent.records.some(([kind, count]) => kind === leaf.kind && count === hidden.length),
    };
  },
};

/** What says that something was erased must be there: without it the value that is gone is a finding of its own. */
function isOfErasure({ leaves }: SealBundle, index: string): boolean {
  return leaves.some((leaf) => leaf.index === index && leaf.kind === 'erasure');
}
