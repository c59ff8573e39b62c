import type { Bytes, Hash } from '../bytes';

/** What checking needs of the platform. */
export interface VerifyPorts {
  readonly hash: Hash;
  /** Did the owner of this Ed25519 key sign these bytes? False, not an error, for bytes that are no key. */
  verify(publicKey: Bytes, signature: Bytes, bytes: Bytes): Promise<boolean>;
  /** Told now and then how far it is. */
  progress?(done: number, total: number): void;
}
