// ---- The checks, one after another -------------------------------------------------------------------------------------------
import {
  base64,
  canonical,
  hex,
  isSigned,
  isTime,
  join,
  keyIdOf,
  readCheckpoint,
  readNote,
  sameBytes,
  sha256,
  unhex,
  utf8,
} from './bytes.mjs';
import { readBundle, readOlder } from './file.mjs';

const bySmallest = (name) => (one, other) => Number(one[name]) - Number(other[name]);

// ---- 1. Keys: each is vouched for by the one before it, the first by itself ----------------------------------------------

async function checkKeys(bundle, say) {
  const signer = 'samenspel/' + bundle.installation;
  const keys = [];
  for (const [place, row] of bundle.keys.toSorted(bySmallest('number')).entries()) {
    const publicKey = unhex(row.publicKey);
    const key = { number: Number(row.number), publicKey, id: await keyIdOf(signer, publicKey) };
    const by = keys.at(-1) ?? key;
    keys.push(key);
    const note = readNote(row.statement);
    // Whatever stands behind its last word, up to the end of its line: it must be a time.
    const since = (note?.text ?? '').split('since ').at(-1).slice(0, -1);
    const expected = `samenspel-key/1\n${signer}\nnumber ${place}\npublic-key ${base64(publicKey)}\nsince ${since}\n`;
    const right =
      key.number === place &&
      note !== null &&
      note.text === expected &&
      isTime(since) &&
      (await isSigned(note, signer, by));
    if (!right) say('key-changed', { key: key.number });
  }
  return keys;
}

// ---- 2. Leaves: each is what its hash says ------------------------------------------------------------------------------

async function checkLeaves(bundle, say) {
  const fields = {};
  for (const { index, field, commitment } of bundle.commitments) {
    fields[index] ??= new Map();
    fields[index].set(field, fields[index].has(field) ? 'twice' : commitment);
  }
  const leaves = new Map();
  for (const leaf of bundle.leaves) {
    const index = Number(leaf.index);
    if (leaves.has(index)) say('leaf-twice', { leaf: index, record: leaf.record });
    else leaves.set(index, leaf);
  }
  const records = new Set();
  let before = '';
  for (const [index, leaf] of [...leaves].sort(([one], [other]) => one - other)) {
    const where = { leaf: index, record: leaf.record };
    if ((await hashOfLeaf(bundle.table, leaf, fields[leaf.index] ?? new Map())) !== leaf.hash)
      say('leaf-changed', where);
    if (leaf.at < before) say('leaf-time', where);
    if (records.has(leaf.record)) say('record-twice', where);
    records.add(leaf.record);
    before = leaf.at;
  }
  // Only the leaves up to the first gap make a tree.
  const inOrder = [];
  while (leaves.has(inOrder.length)) inOrder.push(leaves.get(inOrder.length));
  const gap = inOrder.length < leaves.size;
  if (gap) say('leaf-missing', { leaf: inOrder.length });
  return { inOrder, gap };
}

/** RFC 6962: SHA-256(0x00, canonical text of the leaf). */
async function hashOfLeaf(table, { index, kind, record, at }, commitments) {
  try {
    const fields = Object.fromEntries(commitments);
    const text = canonical({ form: 'samenspel-leaf/1', table, index, kind, record, at, fields });
    return hex(await sha256(join([0], utf8(text))));
  } catch {
    return null;
  }
}

// ---- 3. The tree: RFC 6962 ----------------------------------------------------------------------------------------------

/** levels[l][i] is the node over the leaves i x 2^l and the 2^l - 1 that follow. Built from the hashes that are stored. */
async function levelsOf(leaves) {
  const levels = [leaves.map(({ hash }) => hash)];
  while (levels.at(-1).length > 1) {
    const [below, above] = [levels.at(-1), []];
    for (let at = 0; at + 1 < below.length; at += 2) above.push(await pair(below[at], below[at + 1]));
    levels.push(above);
  }
  return levels;
}

const pair = async (left, right) => hex(await sha256(join([1], unhex(left), unhex(right))));

/** By the definition: the largest power of two below n goes left. */
async function rootOver(levels, from, n) {
  if (n === 0) return hex(await sha256(new Uint8Array(0)));
  const level = Math.log2(n);
  if (Number.isInteger(level)) return levels[level][from / n];
  const split = 2 ** Math.floor(level);
  return pair(await rootOver(levels, from, split), await rootOver(levels, from + split, n - split));
}

function checkNodes(bundle, levels, { inOrder, gap }, say) {
  const given = new Map();
  for (const { level, index, hash } of bundle.nodes) {
    if (given.has(`${level}/${index}`)) say('node-stray', { leaf: index * 2 ** level });
    else given.set(`${level}/${index}`, hash);
  }
  const known = new Set();
  for (const [level, nodes] of levels.entries()) {
    for (const [index, hash] of nodes.entries()) {
      if (level === 0) continue;
      const place = `${level}/${index}`;
      known.add(place);
      const leaf = index * 2 ** level;
      if (!given.has(place)) say('node-missing', { leaf });
      else if (given.get(place) !== hash) say('node-changed', { leaf });
    }
  }
  for (const place of given.keys()) {
    const [level, index] = place.split('/').map(Number);
    const behindGap = gap && (index + 1) * 2 ** level > inOrder.length;
    if (!known.has(place) && !behindGap) say('node-stray', { leaf: index * 2 ** level });
  }
}

// ---- 4. Checkpoints: one for each size, signed ---------------------------------------------------------------------------

async function checkCheckpoints(bundle, leaves, levels, keys, say) {
  const sizes = new Set(bundle.checkpoints.map(({ size }) => Number(size)));
  for (let size = 1; size <= leaves.length; size += 1) if (!sizes.has(size)) say('checkpoint-missing', { size });
  let newestKey = 0;
  for (const row of bundle.checkpoints.toSorted(bySmallest('size'))) {
    const where = { size: Number(row.size) };
    if (where.size < 1 || where.size > leaves.length) {
      say('checkpoint-beyond', where);
      continue;
    }
    const note = readNote(row.note);
    const checkpoint = note && readCheckpoint(note.text);
    if (!checkpoint) {
      say('checkpoint-form', where);
      continue;
    }
    if (checkpoint.origin !== originOf(bundle)) say('checkpoint-log', where);
    if (checkpoint.size !== where.size) say('checkpoint-size', where);
    if (checkpoint.root !== (await rootOver(levels, 0, where.size))) say('checkpoint-root', where);
    if (checkpoint.at !== leaves[where.size - 1].at) say('checkpoint-time', where);
    const key = keyOf(note, bundle, keys);
    if (!key) say('checkpoint-key', where);
    else if (!(await isSigned(note, note.signer, key))) say('checkpoint-signature', where);
    if (key && key.number < newestKey) say('checkpoint-key', where);
    newestKey = Math.max(newestKey, key?.number ?? 0);
  }
  if (leaves.length > 0 && keys.length === 0) say('key-missing', {});
}

const originOf = ({ installation, table }) => `samenspel/${installation}/${table}`;
const keyOf = (note, bundle, keys) =>
  keys.find(({ id }) => note.signer === 'samenspel/' + bundle.installation && note.keyId === id);

// ---- 5. Values: each is what its commitment says, or was erased by the log's own account -------------------------------------

async function checkValues(bundle, say) {
  const leafAt = new Map();
  const leafOf = new Map();
  // Of two at one place, which is named already, the first counts.
  for (const leaf of bundle.leaves) {
    if (leafAt.has(leaf.index)) continue;
    leafAt.set(leaf.index, leaf);
    if (!leafOf.has(leaf.record)) leafOf.set(leaf.record, leaf);
  }
  const readable = new Set(bundle.readable);
  const key = ({ index, field }) => `${index} ${field}`;
  const committed = new Map(bundle.commitments.map((row) => [key(row), row]));
  const where = ({ index, field }) => ({ leaf: Number(index), record: leafAt.get(index)?.record, field });
  // What the one who made this bundle did not give, and says so: of a record with its content here, each field once.
  const kept = new Set();
  for (const row of bundle.withheld) {
    if (!committed.has(key(row)) || kept.has(key(row)) || !readable.has(leafAt.get(row.index)?.record))
      say('withheld-stray', where(row));
    kept.add(key(row));
  }
  const values = new Map();
  for (const row of bundle.values) {
    const leaf = leafAt.get(row.index);
    if (!leaf || !committed.has(key(row)) || values.has(key(row))) say('value-stray', where(row));
    else if (!readable.has(leaf.record) || kept.has(key(row))) say('value-hidden', where(row));
    else values.set(key(row), row);
  }
  const records = new Set(bundle.leaves.map(({ record }) => record));
  for (const record of readable) if (!records.has(record)) say('readable-stray', { record });

  // The log's own notes of what was erased: of which record, which fields.
  const read = (index, field) => {
    try {
      return JSON.parse(values.get(key({ index, field }))?.value ?? 'null');
    } catch {
      return null;
    }
  };
  const erased = new Map();
  for (const { kind, index, record } of leafAt.values()) {
    if (kind !== 'erasure') continue;
    // Its name says of which record it is: that record's, and what makes it one of its own.
    const of = leafOf.get(/^(.+)\/erased\/[0-9a-f-]{36}$/.exec(record)?.[1]);
    const names = read(index, 'fields');
    if (!of || !Array.isArray(names)) continue;
    for (const field of names) erased.set(key({ index: of.index, field }), { index: of.index, field });
  }

  const count = { checked: 0, erased: 0 };
  for (const [place, row] of committed) {
    const leaf = leafAt.get(row.index);
    const value = values.get(place);
    if (!leaf) say('commitment-stray', where(row));
    else if (!readable.has(leaf.record) || kept.has(place)) continue;
    else if (!value) say('value-missing', where(row));
    else if (value.salt === null && value.value === null) {
      if (erased.has(place)) count.erased += 1;
      else say('value-gone', where(row));
    } else if (await isCommittedTo(value, row.commitment)) count.checked += 1;
    else say('value-changed', where(row));
  }
  for (const [place, row] of erased) {
    const value = values.get(place);
    if (value && (value.salt !== null || value.value !== null)) say('erasure-undone', where(row));
  }
  // What is not here, and so was not looked at: whole records, and fields of the others.
  const hidden = [...leafAt.values()].filter(({ record }) => !readable.has(record));
  const absent = {
    records: tally(hidden.map(({ kind }) => kind)),
    fields: tally([...kept].map((place) => place.slice(place.indexOf(' ') + 1))),
    erased: count.erased,
  };
  return { checked: count.checked, absent };
}

/** How many there are of each: [name, count], by name. */
function tally(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** SHA-256("samenspel-commitment/1", 0x00, 32 bytes of salt, canonical JSON of the value). */
async function isCommittedTo({ salt, value }, commitment) {
  if (salt === null || value === null) return false;
  try {
    if (canonical(JSON.parse(value)) !== value) return false;
  } catch {
    return false;
  }
  return hex(await sha256(join(utf8('samenspel-commitment/1'), [0], unhex(salt), utf8(value)))) === commitment;
}

// ---- 6. What somebody kept: the log may have grown since, and nothing else ----------------------------------------------------

/** The checkpoint, when the log still is what it says; else a finding, and null. */
async function checkOlder(bundle, leaves, levels, keys, kept, say) {
  const note = readNote(kept);
  const checkpoint = note && readCheckpoint(note.text);
  const wrong = (code, where) => (say(code, where), null);
  if (!checkpoint) return wrong('older-form', {});
  const where = { size: checkpoint.size };
  if (checkpoint.origin !== originOf(bundle)) return wrong('older-log', where);
  const key = keyOf(note, bundle, keys);
  if (!key) return wrong('older-key', where);
  if (!(await isSigned(note, note.signer, key))) return wrong('older-signature', where);
  if (checkpoint.size > leaves.length) return wrong('older-lost', where);
  if (checkpoint.root !== (await rootOver(levels, 0, checkpoint.size))) return wrong('older-other', where);
  return checkpoint;
}

/** The newest of what was kept that the log still fits: { size, at }, or null when nothing could be compared. */
async function compare(bundle, file, older, check, say) {
  const notes = [];
  for (const bytes of older) {
    // A file says nothing about itself.
    if (sameBytes(bytes, file)) continue;
    const kept = readOlder(bytes);
    if (kept === null) say('older-form', {});
    else if (kept.origin !== undefined && kept.origin !== originOf(bundle)) say('older-log', {});
    else notes.push(...kept.notes);
  }
  let newest = null;
  for (const note of notes) {
    const found = await check(note);
    if (found !== null && found.size > (newest?.size ?? 0)) newest = { size: found.size, at: found.at };
  }
  return newest;
}

// ---- All together ---------------------------------------------------------------------------------------------------------

/**
 * @param file the bytes of the bundle
 * @param older the bytes of files that were kept: bundles or checkpoints
 */
export async function verify(file, older = []) {
  const findings = [];
  const say = (code, where) => void findings.push({ code, ...where });
  const bundle = readBundle(file, say);
  if (bundle === null) {
    const absent = { records: [], fields: [], erased: 0 };
    const none = { size: 0, readable: 0, checked: 0, compared: null, same: 0, last: null, keys: [], table: null };
    return { findings, absent, ...none };
  }
  const keys = await checkKeys(bundle, say);
  const found = await checkLeaves(bundle, say);
  const leaves = found.inOrder;
  const levels = await levelsOf(leaves);
  checkNodes(bundle, levels, found, say);
  await checkCheckpoints(bundle, leaves, levels, keys, say);
  const { checked, absent } = await checkValues(bundle, say);
  const check = (note) => checkOlder(bundle, leaves, levels, keys, note, say);
  const compared = await compare(bundle, file, older, check, say);
  const last = bundle.checkpoints.find(({ size }) => Number(size) === leaves.length)?.note ?? null;
  const prints = await Promise.all(keys.map(async ({ publicKey }) => hex(await sha256(publicKey))));
  const counts = { size: leaves.length, readable: bundle.readable.length, checked };
  const same = older.filter((bytes) => sameBytes(bytes, file)).length;
  return { findings, ...counts, absent, compared, same, last, keys: prints, table: bundle.table };
}

/**
 * What it comes to, as the exit code of the program: 0 everything fits, was all here and was compared; 1 something is wrong;
 * else 4 when there was nothing older to compare with, 8 when a part of the content is not here, 12 when both.
 */
export function codeOf({ findings, absent, compared }) {
  if (findings.length > 0) return 1;
  const isWhole = absent.records.length === 0 && absent.fields.length === 0 && absent.erased === 0;
  return (compared === null ? 4 : 0) + (isWhole ? 0 : 8);
}
