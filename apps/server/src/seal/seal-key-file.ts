import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Bytes } from '@samenspel/domain';

/** A private key in memory, with its public half as the 32 bytes that Ed25519 defines. */
export interface SealKey {
  readonly publicKey: Bytes;
  sign(bytes: Uint8Array): Bytes;
}

/** A file that is there but holds no key of ours: told to the operator, never replaced. */
export class NoSealKey extends Error {}

export function newSealKey(): { readonly key: SealKey; readonly pem: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { key: keyOf(privateKey), pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** @returns null when there is no such file
 *  @throws NoSealKey when it holds anything but an Ed25519 private key */
export async function readSealKey(file: string): Promise<SealKey | null> {
  const pem = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (pem === null) return null;
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return keyOf(key);
  } catch (cause) {
    throw new NoSealKey(`${file} holds no private key that can be read.`, { cause });
  }
  throw new NoSealKey(`${file} holds a key of another kind than Ed25519.`);
}

/** Writes a key where none may stand yet. Of two that start at once one wins, and both read the winner's afterwards. */
export async function createSealKey(file: string): Promise<void> {
  await withWritten(file, newSealKey().pem, async (written) => {
    await link(written, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(written);
  });
}

/** Puts another key in the place of the one that stands there, in one step. */
export async function replaceSealKey(file: string, pem: string): Promise<void> {
  await withWritten(file, pem, (written) => rename(written, file));
}

/** On the disk, whole and readable by nobody else, before it gets its name. */
async function withWritten(file: string, pem: string, then: (written: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const written = `${file}.${randomUUID()}`;
  const handle = await open(written, 'wx', 0o600);
  try {
    await handle.writeFile(pem);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await then(written);
}

function keyOf(privateKey: KeyObject): SealKey {
  // The last 32 bytes of the fixed frame that SPKI puts around an Ed25519 key (RFC 8410).
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return {
    publicKey: new Uint8Array(spki.subarray(-32)),
    sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
  };
}
