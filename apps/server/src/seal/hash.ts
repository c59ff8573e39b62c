import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Bytes, Hash } from '@samenspel/domain';

/** SHA-256 as the domain asks for it. */
export const sha256: Hash = (bytes) => Promise.resolve(new Uint8Array(createHash('sha256').update(bytes).digest()));

/** What RFC 8410 puts before the 32 bytes of an Ed25519 public key. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Did the owner of this Ed25519 key sign this text? */
export function signed(publicKey: Bytes, signature: Bytes, text: Bytes): boolean {
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  return verify(null, text, key, signature);
}
