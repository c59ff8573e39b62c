import { equalBytes } from '../bytes';
import type { SealBundle } from '../bundle';
import { originOf, parseCheckpoint, signerOf } from '../checkpoint';
import { parseNote } from '../notes';
import type { Finding } from './findings';
import { keyNamedBy, signedBy, type KnownKey } from './keys';
import type { VerifyPorts } from './ports';
import type { CheckedTree } from './tree';

/** A checkpoint that was kept, and that the log still fits. */
export interface Compared {
  readonly size: number;
  readonly at: string;
}

/**
 * The log against a checkpoint that somebody kept: it may have grown since, and nothing else. This is what finds a lost
 * tail, another history, and a log that was signed anew with another key, for each of these can look right by itself.
 */
export async function verifyOlder(
  bundle: SealBundle,
  tree: CheckedTree,
  keys: readonly KnownKey[],
  kept: string,
  ports: VerifyPorts,
): Promise<Finding | Compared> {
  const note = parseNote(kept);
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  if (note === null || checkpoint === null) return { code: 'older-form' };
  const { size } = checkpoint;
  if (checkpoint.origin !== originOf(bundle.installation, bundle.table)) return { code: 'older-log', size };
  const signer = signerOf(bundle.installation);
  const key = keyNamedBy(note, signer, keys);
  if (key === null) return { code: 'older-key', size };
  if (!(await signedBy(note, signer, key, ports))) return { code: 'older-signature', size };
  const root = tree.roots[size];
  if (root === undefined) return { code: 'older-lost', size };
  return equalBytes(root, checkpoint.root) ? { size, at: checkpoint.at } : { code: 'older-other', size };
}
