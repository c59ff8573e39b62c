import { equalBytes } from '../bytes';
import type { SealBundle } from '../bundle';
import { originOf, parseCheckpoint, signerOf } from '../checkpoint';
import { parseNote } from '../notes';
import type { Finding, FindingCode } from './findings';
import { keyNamedBy, signedBy, type KnownKey } from './keys';
import type { VerifyPorts } from './ports';
import type { CheckedTree } from './tree';

/** A checkpoint for each size, of this log, over these leaves, signed by the keys in their order. */
export async function verifyCheckpoints(
  bundle: SealBundle,
  tree: CheckedTree,
  keys: readonly KnownKey[],
  ports: VerifyPorts,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const sizes = new Set(bundle.checkpoints.map(({ size }) => Number(size)));
  for (let size = 1; size <= tree.leaves.length; size += 1) {
    if (!sizes.has(size)) findings.push({ code: 'checkpoint-missing', size });
  }
  let lastKey = 0;
  const inOrder = [...bundle.checkpoints].sort((one, other) => Number(one.size) - Number(other.size));
  for (const { size: given, note } of inOrder) {
    const size = Number(given);
    const say = (code: FindingCode): void => void findings.push({ code, size });
    // Behind a gap too: what was signed there cannot be looked at, and the gap is named.
    if (size < 1 || size > tree.leaves.length) {
      say('checkpoint-beyond');
      continue;
    }
    const key = await checkOne(bundle, tree, size, note, keys, ports, say);
    if (key === null) continue;
    // An old key must not sign anew after it was replaced.
    if (key.number < lastKey) say('checkpoint-key');
    lastKey = Math.max(lastKey, key.number);
  }
  if (tree.leaves.length > 0 && keys.length === 0) findings.push({ code: 'key-missing' });
  return findings;
}

async function checkOne(
  bundle: SealBundle,
  tree: CheckedTree,
  size: number,
  written: string,
  keys: readonly KnownKey[],
  ports: VerifyPorts,
  say: (code: FindingCode) => void,
): Promise<KnownKey | null> {
  const note = parseNote(written);
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  const root = tree.roots[size];
  if (note === null || checkpoint === null || root === undefined) {
    say('checkpoint-form');
    return null;
  }
  if (checkpoint.origin !== originOf(bundle.installation, bundle.table)) say('checkpoint-log');
  if (checkpoint.size !== size) say('checkpoint-size');
  if (!equalBytes(checkpoint.root, root)) say('checkpoint-root');
  if (checkpoint.at !== tree.leaves[size - 1]?.at) say('checkpoint-time');
  const signer = signerOf(bundle.installation);
  const key = keyNamedBy(note, signer, keys);
  if (key === null) say('checkpoint-key');
  else if (!(await signedBy(note, signer, key, ports))) say('checkpoint-signature');
  return key;
}
