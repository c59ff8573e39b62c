import { concat, type Bytes, type Hash } from './bytes';

/** A complete subtree: at level 0 a leaf, at level 3 the node over leaves 8 x index up to 8 x index + 7. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Bytes;
}

/** RFC 6962, 2.1: the hash over two subtrees. */
export const hashPair = (hash: Hash, left: Uint8Array, right: Uint8Array): Promise<Bytes> =>
  hash(concat(Uint8Array.of(1), left, right));

/** The places of the complete subtrees that together cover a tree of this size, the largest first. */
export function peaksOf(size: number): { readonly level: number; readonly index: number }[] {
  const peaks: { level: number; index: number }[] = [];
  for (let level = 0, rest = size; rest > 0; level += 1, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) peaks.unshift({ level, index: rest - 1 });
  }
  return peaks;
}

/** RFC 6962, 2.1: the root of the tree that these complete subtrees cover, the largest first. */
export async function rootOf(hash: Hash, peaks: readonly Uint8Array[]): Promise<Bytes> {
  const [last, ...others] = [...peaks].reverse();
  if (last === undefined) return hash(new Uint8Array(0));
  let root: Bytes = concat(last);
  for (const left of others) root = await hashPair(hash, left, root);
  return root;
}

/**
 * Puts a leaf at the end of a tree.
 * @param peaks the complete subtrees that cover the tree before, as `peaksOf` orders them
 * @returns the nodes that become complete by it, the leaf itself first, and the subtrees that cover the tree after
 */
export async function appendLeaf(
  hash: Hash,
  peaks: readonly TreeNode[],
  leaf: TreeNode,
): Promise<{ readonly complete: TreeNode[]; readonly peaks: TreeNode[] }> {
  const rest = [...peaks];
  const complete = [leaf];
  let top = leaf;
  for (let left = rest.at(-1); left?.level === top.level; left = rest.at(-1)) {
    top = { level: top.level + 1, index: left.index / 2, hash: await hashPair(hash, left.hash, top.hash) };
    rest.pop();
    complete.push(top);
  }
  return { complete, peaks: [...rest, top] };
}
