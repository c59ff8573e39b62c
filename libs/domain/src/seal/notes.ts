import { concat, equalBytes, fromBase64, toBase64, utf8, type Bytes, type Hash } from './bytes';

/** A text and who signed it, as C2SP "signed note" writes it: the text, an empty line, a line per signature. */
export interface SignedNote {
  /** With the newline at its end: exactly what was signed. */
  readonly text: string;
  readonly signer: string;
  readonly keyId: Bytes;
  readonly signature: Bytes;
}

/** What a key is for, in the id of a key: Ed25519. */
const ED25519 = 1;
const KEY_ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
const DASH = '\u2014';

/** C2SP signed-note: what a signature names its key by. */
export async function keyIdOf(hash: Hash, signer: string, publicKey: Uint8Array): Promise<Bytes> {
  const digest = await hash(concat(utf8(`${signer}\n`), Uint8Array.of(ED25519), publicKey));
  return concat(digest.subarray(0, KEY_ID_BYTES));
}

export function formatNote(note: SignedNote): string {
  return `${note.text}\n${DASH} ${note.signer} ${toBase64(concat(note.keyId, note.signature))}\n`;
}

/** The note with its one signature; null when it is written in any other way. */
export function parseNote(written: string): SignedNote | null {
  const match = new RegExp(`^((?:[^\\n]+\\n)+)\\n${DASH} ([^ \\n]+) ([^ \\n]+)\\n$`).exec(written);
  const [, text, signer, base64] = match ?? [];
  if (text === undefined || signer === undefined || base64 === undefined) return null;
  const bytes = fromBase64(base64);
  if (bytes?.length !== KEY_ID_BYTES + SIGNATURE_BYTES) return null;
  const note = {
    text,
    signer,
    keyId: bytes.slice(0, KEY_ID_BYTES),
    signature: bytes.slice(KEY_ID_BYTES),
  };
  return formatNote(note) === written ? note : null;
}

/** Does the note name this key? Says nothing about the signature yet. */
export async function namesKey(hash: Hash, note: SignedNote, signer: string, publicKey: Uint8Array): Promise<boolean> {
  return note.signer === signer && equalBytes(note.keyId, await keyIdOf(hash, signer, publicKey));
}
