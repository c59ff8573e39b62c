// ---- Bytes ---------------------------------------------------------------------------------------------------------

const utf8 = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const unhex = (text) => new Uint8Array(text.match(/../g).map((two) => parseInt(two, 16)));
const join = (...parts) => new Uint8Array(parts.flatMap((part) => [...part]));
const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

/** Strict: null for anything but the one way to write these bytes. */
function unbase64(text) {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return base64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

async function isSignedBy(publicKey, signature, text) {
  const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']).catch((error) => {
    // A browser without Ed25519 must not say that every signature is wrong.
    if (error?.name === 'NotSupportedError') throw new Unsupported();
    return null;
  });
  return key !== null && crypto.subtle.verify('Ed25519', key, signature, utf8(text));
}

/** This browser can not check signatures of this kind. */
export class Unsupported extends Error {}

// ---- Canonical JSON: RFC 8785 without numbers, text in NFC --------------------------------------------------------------

/** Throws for what can not have been sealed. */
function canonical(value) {
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === 'string') {
    if (value.normalize('NFC') !== value || !value.isWellFormed()) throw new Error('not canonical');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return '[' + value.map(canonical).join(',') + ']';
  if (typeof value !== 'object') throw new Error('not canonical');
  // The default order of sort() is that of UTF-16 code units, which RFC 8785 asks for.
  const names = Object.keys(value).sort();
  return '{' + names.map((name) => canonical(name) + ':' + canonical(value[name])).join(',') + '}';
}

// ---- Signed notes (C2SP signed-note): text, empty line, one signature ---------------------------------------------------

/** { text, signer, keyId (hex), signature } or null. */
function readNote(written) {
  const end = written.lastIndexOf('\n\n');
  if (end < 1) return null;
  const text = written.slice(0, end + 1);
  const line = /^\u2014 ([^ \n]+) ([^ \n]+)\n$/.exec(written.slice(end + 2));
  if (line === null || text.startsWith('\n') || text.includes('\n\n')) return null;
  const bytes = unbase64(line[2]);
  if (bytes === null || bytes.length !== 68) return null;
  return { text, signer: line[1], keyId: hex(bytes.slice(0, 4)), signature: bytes.slice(4) };
}

/** The first four bytes of SHA-256 over name, newline, 1 for Ed25519, and the key. */
async function keyIdOf(signer, publicKey) {
  return hex((await sha256(join(utf8(signer + '\n'), [1], publicKey))).slice(0, 4));
}

const isSigned = (note, signer, key) =>
  note.signer === signer && note.keyId === key.id ? isSignedBy(key.publicKey, note.signature, note.text) : false;

const COUNT = /^(0|[1-9][0-9]{0,14})$/;
const PLACE = /^(0|[1-9][0-9]{0,18})$/;
const DIGEST = /^[0-9a-f]{64}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;

/** { origin, size, root (hex), at } or null. Four lines, nothing else. */
function readCheckpoint(text) {
  const [origin, size, root, time, rest, ...more] = text.split('\n');
  if (rest !== '' || more.length > 0 || !COUNT.test(size) || !time.startsWith('time ')) return null;
  const [name, installation, table, ...parts] = origin.split('/');
  const at = time.slice('time '.length);
  const bytes = unbase64(root);
  if (name !== 'samenspel' || !UUID.test(installation) || !UUID.test(table) || parts.length > 0) return null;
  if (!TIME.test(at) || bytes === null || bytes.length !== 32) return null;
  return { origin, size: Number(size), root: hex(bytes), at };
}

// ---- The form of a bundle ----------------------------------------------------------------------------------------------

const isText = (value) => typeof value === 'string';
const isCount = (value) => isText(value) && PLACE.test(value);
const isDigest = (value) => isText(value) && DIGEST.test(value);
const isUuid = (value) => isText(value) && UUID.test(value);
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
    const [since = ''] = /[^ ]*(?=\n$)/.exec(note?.text ?? '') ?? [];
    const expected = `samenspel-key/1\n${signer}\nnumber ${place}\npublic-key ${base64(publicKey)}\nsince ${since}\n`;
    const right =
      key.number === place &&
      note !== null &&
      note.text === expected &&
      TIME.test(since) &&
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

  const count = { checked: 0, erased: 0, withheld: kept.size };
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
  return count;
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

async function checkOlder(bundle, leaves, levels, keys, kept, say) {
  const note = readNote(kept);
  const checkpoint = note && readCheckpoint(note.text);
  if (!checkpoint) return say('older-form', {});
  const where = { size: checkpoint.size };
  if (checkpoint.origin !== originOf(bundle)) return say('older-log', where);
  const key = keyOf(note, bundle, keys);
  if (!key) return say('older-key', where);
  if (!(await isSigned(note, note.signer, key))) return say('older-signature', where);
  if (checkpoint.size > leaves.length) return say('older-lost', where);
  if (checkpoint.root !== (await rootOver(levels, 0, checkpoint.size))) say('older-other', where);
}

// ---- All together ---------------------------------------------------------------------------------------------------------

/**
 * @param bundle what JSON.parse made of the file
 * @param older texts of files that were kept: bundles or checkpoints
 */
export async function verify(bundle, older = []) {
  const findings = [];
  const say = (code, where) => void findings.push({ code, ...where });
  const nothing = {
    findings,
    size: 0,
    readable: 0,
    checked: 0,
    erased: 0,
    withheld: 0,
    last: null,
    keys: [],
    table: null,
  };
  if (!isBundle(bundle)) {
    say('form', {});
    return nothing;
  }
  const keys = await checkKeys(bundle, say);
  const found = await checkLeaves(bundle, say);
  const leaves = found.inOrder;
  const levels = await levelsOf(leaves);
  checkNodes(bundle, levels, found, say);
  await checkCheckpoints(bundle, leaves, levels, keys, say);
  const { checked, erased, withheld } = await checkValues(bundle, say);
  for (const kept of older.flatMap(checkpointsIn)) await checkOlder(bundle, leaves, levels, keys, kept, say);
  const last = bundle.checkpoints.find(({ size }) => Number(size) === leaves.length)?.note ?? null;
  const prints = await Promise.all(keys.map(async ({ publicKey }) => hex(await sha256(publicKey))));
  const { length: readable } = bundle.readable;
  const counts = { size: leaves.length, readable, checked, erased, withheld };
  return { findings, ...counts, last, keys: prints, table: bundle.table };
}

/** An older bundle holds a checkpoint for each of its sizes; any other file is a checkpoint itself. */
function checkpointsIn(text) {
  try {
    return JSON.parse(text).checkpoints.map(({ note }) => String(note));
  } catch {
    return [text];
  }
}
