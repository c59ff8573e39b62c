// ---- The file: read as bytes, for what is written in another way was not exported so ----------------------------------------
import { canonical, isUuid, sameBytes, utf8 } from './bytes.mjs';

/** More than this no program reads as one text; a table with thousands of outcomes stays far below it. */
export const LARGEST = 2 ** 28;

const PLACE = /^(0|[1-9][0-9]{0,18})$/;
const DIGEST = /^[0-9a-f]{64}$/;
const isText = (value) => typeof value === 'string';
const isCount = (value) => isText(value) && PLACE.test(value);
const isDigest = (value) => isText(value) && DIGEST.test(value);
const orNull = (check) => (value) => value === null || check(value);
const listOf = (check) => (value) => Array.isArray(value) && value.every(check);
/** Exactly these properties, each as it must be. */
const shaped = (checks) => (value) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length === Object.keys(checks).length &&
  Object.entries(checks).every(([name, check]) => Object.hasOwn(value, name) && check(value[name]));

const isBundle = shaped({
  checkpoints: listOf(shaped({ note: isText, size: isCount })),
  commitments: listOf(shaped({ commitment: isDigest, field: isText, index: isCount })),
  form: (value) => value === 'samenspel-bundle/1',
  installation: isUuid,
  keys: listOf(shaped({ number: isCount, publicKey: isDigest, statement: isText })),
  leaves: listOf(shaped({ at: isText, hash: isDigest, index: isCount, kind: isText, record: isText })),
  nodes: listOf(shaped({ hash: isDigest, index: isCount, level: isCount })),
  readable: listOf(isText),
  table: isUuid,
  values: listOf(shaped({ field: isText, index: isCount, salt: orNull(isDigest), value: orNull(isText) })),
  withheld: listOf(shaped({ field: isText, index: isCount })),
});

/** By what the rows of each list stand in order. */
const ORDERS = {
  checkpoints: ['size'],
  commitments: ['index', 'field'],
  keys: ['number'],
  leaves: ['index'],
  nodes: ['level', 'index'],
  values: ['index', 'field'],
  withheld: ['index', 'field'],
};

/** Counts have no leading zeros: the shorter one is the smaller. Text goes by UTF-16 code units, as < does. */
function isBefore(one, other, names) {
  for (const name of names) {
    if (one[name] === other[name]) continue;
    if (name !== 'field' && one[name].length !== other[name].length) return one[name].length < other[name].length;
    return one[name] < other[name];
  }
  // Twice the same row is not in order either.
  return false;
}

function parse(bytes) {
  try {
    // Without what a program may have put before it: that shows below, when the bytes are compared.
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** JSON.parse passes over white space, a property that stands twice, and its place: so it is written again, and compared. */
function isWrittenSo(bytes, value) {
  try {
    return sameBytes(utf8(canonical(value)), bytes);
  } catch {
    return false;
  }
}

/** The bundle in a file; null, and a finding, when there is none. */
export function readBundle(bytes, say) {
  const bundle = parse(bytes);
  if (!isBundle(bundle)) {
    say('form', {});
    return null;
  }
  if (!isWrittenSo(bytes, bundle)) say('form-text', {});
  for (const [list, names] of Object.entries(ORDERS)) {
    const rows = bundle[list];
    if (rows.some((row, at) => at > 0 && !isBefore(rows[at - 1], row, names))) say('form-order', { list });
  }
  const { readable } = bundle;
  if (readable.some((name, at) => at > 0 && readable[at - 1] >= name)) say('form-order', { list: 'readable' });
  return bundle;
}

/**
 * What somebody kept: { origin, notes } of an older bundle, { notes } of a checkpoint, or null. Of an older bundle only the
 * signed checkpoints count, whatever happened to the way in which it is written.
 */
export function readOlder(bytes) {
  const value = parse(bytes);
  if (value === undefined) {
    // Copied into a file by hand, it may have got the line ends of another system, and have lost the last one.
    const text = new TextDecoder().decode(bytes).replaceAll('\r\n', '\n').trimEnd();
    return { notes: [`${text}\n`] };
  }
  if (!isBundle(value)) return null;
  return { origin: `samenspel/${value.installation}/${value.table}`, notes: value.checkpoints.map(({ note }) => note) };
}
