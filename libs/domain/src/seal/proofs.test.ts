import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8, type Bytes, type Hash } from './bytes';
import { hashEntry } from './leaf';
import { consistencyProof, inclusionProof, treeRoot, verifyConsistency, verifyInclusion } from './proofs';
import { appendLeaf, peaksOf, rootOf, type TreeNode } from './tree';

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

describe('[Z4] the tree', () => {
  it('has the roots of RFC 6962, by definition and grown leaf by leaf', async () => {
    const leaves = await vectorLeaves();
    let peaks: readonly TreeNode[] = [];
    for (const [size, root] of ROOTS.entries()) {
      expect(toHex(await treeRoot(hash, leaves.slice(0, size)))).toBe(root);
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

  it('has the proofs of RFC 6962', async () => {
    const leaves = await vectorLeaves();
    const hex = (proof: Bytes[]): string[] => proof.map(toHex);
    expect(hex(await inclusionProof(hash, leaves, 0))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(hex(await consistencyProof(hash, leaves, 6))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('shows that each leaf is in it, at its place only and at each size', async () => {
    for (let size = 1; size <= 20; size += 1) {
      const leaves = await leavesOf(size);
      const root = await treeRoot(hash, leaves);
      for (const [index, leaf] of leaves.entries()) {
        const proof = await inclusionProof(hash, leaves, index);
        expect(await verifyInclusion(hash, { hash: leaf, index }, { size, root }, proof)).toBe(true);
        const elsewhere = { hash: leaf, index: (index + 1) % size };
        expect(await verifyInclusion(hash, elsewhere, { size, root }, proof)).toBe(size === 1);
        expect(await verifyInclusion(hash, { hash: root, index }, { size, root }, proof)).toBe(size === 1);
        expect(await verifyInclusion(hash, { hash: leaf, index }, { size, root }, [...proof, root])).toBe(false);
        if (proof.length > 0)
          expect(await verifyInclusion(hash, { hash: leaf, index }, { size, root }, proof.slice(1))).toBe(false);
      }
      await expect(inclusionProof(hash, leaves, size)).rejects.toThrow(RangeError);
    }
  });

  it('shows that it grew from each smaller one, and from no other', async () => {
    const other = await hashEntry(hash, utf8('other'));
    for (let size = 1; size <= 20; size += 1) {
      const leaves = await leavesOf(size);
      const newer = { size, root: await treeRoot(hash, leaves) };
      for (let small = 1; small <= size; small += 1) {
        const older = { size: small, root: await treeRoot(hash, leaves.slice(0, small)) };
        const proof = await consistencyProof(hash, leaves, small);
        expect(await verifyConsistency(hash, older, newer, proof)).toBe(true);
        const forked = { size: small, root: await treeRoot(hash, [...leaves.slice(1, small), other]) };
        expect(await verifyConsistency(hash, forked, newer, proof)).toBe(false);
        expect(await verifyConsistency(hash, older, newer, [...proof, newer.root])).toBe(false);
        if (proof.length > 0) expect(await verifyConsistency(hash, older, newer, proof.slice(1))).toBe(false);
      }
      await expect(consistencyProof(hash, leaves, 0)).rejects.toThrow(RangeError);
    }
  });

  it('is not the tree of its own inner nodes', async () => {
    const leaves = await leavesOf(4);
    const inner = await Promise.all([leaves.slice(0, 2), leaves.slice(2)].map((pair) => treeRoot(hash, pair)));
    const again = await Promise.all(inner.map((node) => hashEntry(hash, node)));
    expect(toHex(await treeRoot(hash, again))).not.toBe(toHex(await treeRoot(hash, leaves)));
  });
});
