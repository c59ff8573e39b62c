// ---- Bytes ---------------------------------------------------------------------------------------------------------

export const utf8 = (text) => new TextEncoder().encode(text);
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
export const unhex = (text) => new Uint8Array(text.match(/../g).map((two) => parseInt(two, 16)));
export const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
export const sameBytes = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

export function join(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Strict: null for anything but the one way to write these bytes. */
function unbase64(text) {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return base64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

async function isSignedBy(publicKey, signature, text) {
  const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']).catch((error) => {
    // A browser without Ed25519 must not say that every signature is wrong.
    if (error?.name === 'NotSupportedError') throw new Unsupported();
    return null;
  });
  return key !== null && crypto.subtle.verify('Ed25519', key, signature, utf8(text));
}

/** This program cannot check signatures here. */
export class Unsupported extends Error {}

// ---- Canonical JSON: RFC 8785 without numbers, text in NFC --------------------------------------------------------------

/** Throws for what cannot have been sealed. */
export function canonical(value) {
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
export function readNote(written) {
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
export async function keyIdOf(signer, publicKey) {
  return hex((await sha256(join(utf8(signer + '\n'), [1], publicKey))).slice(0, 4));
}

export const isSigned = async (note, signer, key) =>
  note.signer === signer && note.keyId === key.id && (await isSignedBy(key.publicKey, note.signature, note.text));

const COUNT = /^(0|[1-9][0-9]{0,14})$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;
export const isUuid = (value) => typeof value === 'string' && UUID.test(value);
export const isTime = (value) => typeof value === 'string' && TIME.test(value);

/** { origin, size, root (hex), at } or null. Four lines, nothing else. */
export function readCheckpoint(text) {
  const [origin, size, root, time, rest, ...more] = text.split('\n');
  if (rest !== '' || more.length > 0 || !COUNT.test(size) || !time.startsWith('time ')) return null;
  const [name, installation, table, ...parts] = origin.split('/');
  const at = time.slice('time '.length);
  const bytes = unbase64(root);
  if (name !== 'samenspel' || !isUuid(installation) || !isUuid(table) || parts.length > 0) return null;
  if (!isTime(at) || bytes === null || bytes.length !== 32) return null;
  return { origin, size: Number(size), root: hex(bytes), at };
}
