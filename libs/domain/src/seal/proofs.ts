import { concat, equalBytes, type Bytes, type Hash } from './bytes';
import { hashPair } from './tree';

/** Root of the tree over these leaves (RFC 6962, 2.1), by its definition: the largest power of two goes left. */
export async function treeRoot(hash: Hash, leaves: readonly Bytes[]): Promise<Bytes> {
  const [only] = leaves;
  if (only === undefined) return hash(new Uint8Array(0));
  if (leaves.length === 1) return only;
  const split = splitOf(leaves.length);
  return hashPair(hash, await treeRoot(hash, leaves.slice(0, split)), await treeRoot(hash, leaves.slice(split)));
}

/**
 * What shows that a leaf is in the tree, without the other leaves (RFC 6962, 2.1.1).
 * @throws RangeError for a place that is not in the tree
 */
export async function inclusionProof(hash: Hash, leaves: readonly Bytes[], index: number): Promise<Bytes[]> {
  if (!(index >= 0 && index < leaves.length)) throw new RangeError('There is no such leaf.');
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...(await inclusionProof(hash, left, index)), await treeRoot(hash, right)]
    : [...(await inclusionProof(hash, right, index - split)), await treeRoot(hash, left)];
}

/** Is a leaf with this hash at this place of the tree with this root? (RFC 9162, 2.1.3.2.) */
export async function verifyInclusion(
  hash: Hash,
  leaf: { readonly hash: Bytes; readonly index: number },
  tree: { readonly size: number; readonly root: Bytes },
  proof: readonly Bytes[],
): Promise<boolean> {
  if (leaf.index < 0 || leaf.index >= tree.size) return false;
  let at = leaf.index;
  let last = tree.size - 1;
  let node = leaf.hash;
  for (const beside of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = await hashPair(hash, beside, node);
      for (; at % 2 === 0 && at !== 0; at = half(at)) last = half(last);
    } else {
      node = await hashPair(hash, node, beside);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && equalBytes(node, tree.root);
}

/**
 * What shows that the tree of `size` leaves is the beginning of this one (RFC 6962, 2.1.2).
 * @throws RangeError for a size that is no beginning of it
 */
export async function consistencyProof(hash: Hash, leaves: readonly Bytes[], size: number): Promise<Bytes[]> {
  if (!(size > 0 && size <= leaves.length)) throw new RangeError('There is no such beginning.');
  return subProof(hash, leaves, size, true);
}

async function subProof(hash: Hash, leaves: readonly Bytes[], size: number, whole: boolean): Promise<Bytes[]> {
  if (size === leaves.length) return whole ? [] : [await treeRoot(hash, leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return size <= split
    ? [...(await subProof(hash, left, size, whole)), await treeRoot(hash, right)]
    : [...(await subProof(hash, right, size - split, false)), await treeRoot(hash, left)];
}

/** Is the older tree the beginning of the newer one? (RFC 9162, 2.1.4.2.) */
export async function verifyConsistency(
  hash: Hash,
  older: { readonly size: number; readonly root: Bytes },
  newer: { readonly size: number; readonly root: Bytes },
  proof: readonly Bytes[],
): Promise<boolean> {
  if (older.size <= 0 || older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && equalBytes(older.root, newer.root);
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : [...proof];
  const first = path.shift();
  if (first === undefined) return false;
  let at = older.size - 1;
  let last = newer.size - 1;
  for (; at % 2 === 1; at = half(at)) last = half(last);
  let old: Bytes = concat(first);
  let now: Bytes = concat(first);
  for (const beside of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = await hashPair(hash, beside, old);
      now = await hashPair(hash, beside, now);
      for (; at % 2 === 0 && at !== 0; at = half(at)) last = half(last);
    } else {
      now = await hashPair(hash, now, beside);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && equalBytes(old, older.root) && equalBytes(now, newer.root);
}

const half = (value: number): number => Math.floor(value / 2);

/** The largest power of two that is smaller than this number of leaves, of which there are at least two. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

const isPowerOfTwo = (size: number): boolean => size === 1 || splitOf(size) * 2 === size;
