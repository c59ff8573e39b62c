import { equalBytes, fromHex, toHex, utf8, type Bytes } from '../bytes';
import type { SealBundle } from '../bundle';
import { keyStatementText, parseKeyStatement, signerOf } from '../checkpoint';
import { keyIdOf, parseNote, type SignedNote } from '../notes';
import type { Finding } from './findings';
import type { VerifyPorts } from './ports';

export interface KnownKey {
  readonly number: number;
  readonly publicKey: Bytes;
  readonly keyId: Bytes;
}

/** The keys of the bundle, each vouched for by the one before it. */
export async function verifyKeys(
  bundle: SealBundle,
  ports: VerifyPorts,
): Promise<{ readonly keys: KnownKey[]; readonly findings: Finding[] }> {
  const findings: Finding[] = [];
  const keys: KnownKey[] = [];
  const signer = signerOf(bundle.installation);
  const given = [...bundle.keys].sort((one, other) => Number(one.number) - Number(other.number));
  for (const [place, { number, publicKey: hex, statement }] of given.entries()) {
    const publicKey = fromHex(hex);
    if (publicKey === null) continue;
    const key = { number: Number(number), publicKey, keyId: await keyIdOf(ports.hash, signer, publicKey) };
    const by = keys.at(-1) ?? key;
    keys.push(key);
    const note = parseNote(statement);
    const said = note === null ? null : parseKeyStatement(note.text);
    const stands =
      key.number === place &&
      note !== null &&
      said !== null &&
      keyStatementText({ ...said, installation: bundle.installation, number: place, publicKey }) === note.text &&
      (await signedBy(note, signer, by, ports));
    if (!stands) findings.push({ code: 'key-changed', key: key.number });
  }
  return { keys, findings };
}

/** Which of the keys the note names; null for none. */
export function keyNamedBy(note: SignedNote, signer: string, keys: readonly KnownKey[]): KnownKey | null {
  return keys.find(({ keyId }) => note.signer === signer && equalBytes(keyId, note.keyId)) ?? null;
}

export async function signedBy(note: SignedNote, signer: string, key: KnownKey, ports: VerifyPorts): Promise<boolean> {
  if (note.signer !== signer || toHex(note.keyId) !== toHex(key.keyId)) return false;
  return ports.verify(key.publicKey, note.signature, utf8(note.text));
}
