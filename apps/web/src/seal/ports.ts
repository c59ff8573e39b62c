import type { Bytes, VerifyPorts } from '@samenspel/domain';

/** This browser cannot check signatures: it is old, or the page did not come over a secure connection. */
export class NoSignatures extends Error {}

/** What checking needs, by Web Crypto. Each try is told to `progress`. */
export function browserPorts(progress: (done: number, total: number) => void): VerifyPorts {
  // Only on a secure connection is it there, whatever the types say.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) throw new NoSignatures();
  const keys = new Map<Bytes, Promise<CryptoKey | null>>();
  const keyOf = (publicKey: Bytes): Promise<CryptoKey | null> =>
    subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotSupportedError') throw new NoSignatures();
      return null;
    });
  return {
    progress,
    hash: async (bytes) => new Uint8Array(await subtle.digest('SHA-256', bytes)),
    async verify(publicKey, signature, bytes) {
      const known = keys.get(publicKey) ?? keyOf(publicKey);
      keys.set(publicKey, known);
      const key = await known;
      return key !== null && subtle.verify('Ed25519', key, signature, bytes);
    },
  };
}
