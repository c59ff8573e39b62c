import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8, type Bytes, type Hash } from './bytes';
import { hashEntry } from './leaf';
import { appendLeaf, hashPair, peaksOf, rootOf, type TreeNode } from './tree';

declare const crypto: { subtle: { digest(name: string, bytes: Bytes): Promise<ArrayBuffer> } };
const hash: Hash = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** The entries and roots that implementations of RFC 6962 share (google/certificate-transparency, merkle_tree_test). */
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const vectorLeaves = (): Promise<Bytes[]> =>
  Promise.all(ENTRIES.map((entry) => hashEntry(hash, fromHex(entry) ?? new Uint8Array())));
const leavesOf = (size: number): Promise<Bytes[]> =>
  Promise.all(Array.from({ length: size }, (_, at) => hashEntry(hash, utf8(`leaf ${at}`))));

/** Root of the tree over these leaves by its definition (RFC 6962, 2.1): the largest power of two goes left. */
async function treeRoot(leaves: readonly Bytes[]): Promise<Bytes> {
  const [only] = leaves;
  if (only === undefined) return hash(new Uint8Array(0));
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return hashPair(hash, await treeRoot(leaves.slice(0, split)), await treeRoot(leaves.slice(split)));
}

describe('[Z4] the tree', () => {
  it('has the roots of RFC 6962, by definition and grown leaf by leaf', async () => {
    const leaves = await vectorLeaves();
    let peaks: readonly TreeNode[] = [];
    for (const [size, root] of ROOTS.entries()) {
      expect(toHex(await treeRoot(leaves.slice(0, size)))).toBe(root);
      expect(
        toHex(
          await rootOf(
            hash,
            peaks.map((peak) => peak.hash),
          ),
        ),
      ).toBe(root);
      expect(peaks.map(({ level, index }) => ({ level, index }))).toEqual(peaksOf(size));
      const leaf = leaves[size];
      if (leaf !== undefined) peaks = (await appendLeaf(hash, peaks, { level: 0, index: size, hash: leaf })).peaks;
    }
  });

  it('grown leaf by leaf is the one of the definition, at every size', async () => {
    const leaves = await leavesOf(40);
    let peaks: readonly TreeNode[] = [];
    for (const [index, leaf] of leaves.entries()) {
      peaks = (await appendLeaf(hash, peaks, { level: 0, index, hash: leaf })).peaks;
      const root = await rootOf(
        hash,
        peaks.map((peak) => peak.hash),
      );
      expect(toHex(root)).toBe(toHex(await treeRoot(leaves.slice(0, index + 1))));
    }
  });

  it('is not the tree of its own inner nodes', async () => {
    const leaves = await leavesOf(4);
    const inner = await Promise.all([leaves.slice(0, 2), leaves.slice(2)].map((pair) => treeRoot(pair)));
    const again = await Promise.all(inner.map((node) => hashEntry(hash, node)));
    expect(toHex(await treeRoot(again))).not.toBe(toHex(await treeRoot(leaves)));
  });
});
