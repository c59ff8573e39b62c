import { fromHex, toHex, type Bytes } from '../bytes';
import type { SealBundle } from '../bundle';
import { hashLeaf } from '../leaf';
import { appendLeaf, rootOf, type TreeNode } from '../tree';
import type { Finding } from './findings';
import type { VerifyPorts } from './ports';

type GivenLeaf = SealBundle['leaves'][number];

export interface CheckedTree {
  /** The leaves without a gap from the first. */
  readonly leaves: readonly GivenLeaf[];
  /** The root at each size from 0. */
  readonly roots: readonly Bytes[];
  readonly findings: Finding[];
}

/** Every leaf against what it says, and every stored node against the leaves. */
export async function verifyTree(bundle: SealBundle, ports: VerifyPorts): Promise<CheckedTree> {
  const findings: Finding[] = [];
  const fields = fieldsOf(bundle);
  const byIndex = new Map<number, GivenLeaf>();
  for (const leaf of bundle.leaves) {
    const index = Number(leaf.index);
    if (byIndex.has(index)) findings.push({ code: 'leaf-twice', leaf: index, record: leaf.record });
    else byIndex.set(index, leaf);
  }
  const records = new Set<string>();
  let before = '';
  for (const [index, leaf] of [...byIndex].sort(([one], [other]) => one - other)) {
    const where = { leaf: index, record: leaf.record };
    const hash = await hashOf(bundle.table, index, leaf, fields.get(index) ?? new Map(), ports);
    if (hash !== leaf.hash) findings.push({ code: 'leaf-changed', ...where });
    if (leaf.at < before) findings.push({ code: 'leaf-time', ...where });
    if (records.has(leaf.record)) findings.push({ code: 'record-twice', ...where });
    records.add(leaf.record);
    before = leaf.at;
    ports.progress?.(records.size, byIndex.size);
  }
  const leaves: GivenLeaf[] = [];
  for (let leaf = byIndex.get(0); leaf !== undefined; leaf = byIndex.get(leaves.length)) leaves.push(leaf);
  // One finding for a gap: how many leaves stood there is known only from what follows it.
  const gap = leaves.length < byIndex.size;
  if (gap) findings.push({ code: 'leaf-missing', leaf: leaves.length });
  const grown = await grow(leaves, ports);
  return {
    leaves,
    roots: grown.roots,
    findings: [...findings, ...nodeFindings(bundle, gap ? leaves.length : Infinity, grown.nodes)],
  };
}

/** As maps: `__proto__` is the name of a field like any other. */
function fieldsOf(bundle: SealBundle): Map<number, Map<string, string>> {
  const fields = new Map<number, Map<string, string>>();
  for (const { index, field, commitment } of bundle.commitments) {
    const held = fields.get(Number(index)) ?? new Map<string, string>();
    // Two commitments under one name cannot both be what was sealed.
    held.set(field, held.has(field) ? '' : commitment);
    fields.set(Number(index), held);
  }
  return fields;
}

async function hashOf(
  table: string,
  index: number,
  leaf: GivenLeaf,
  commitments: ReadonlyMap<string, string>,
  ports: VerifyPorts,
): Promise<string | null> {
  const { kind, record, at } = leaf;
  const fields = Object.fromEntries(commitments);
  try {
    return toHex(await hashLeaf(ports.hash, { table, index, kind, record, at, fields }));
  } catch {
    // Text that has no one way to be written was never sealed.
    return null;
  }
}

async function grow(
  leaves: readonly GivenLeaf[],
  ports: VerifyPorts,
): Promise<{ roots: Bytes[]; nodes: Map<string, string> }> {
  const roots = [await rootOf(ports.hash, [])];
  const nodes = new Map<string, string>();
  let peaks: readonly TreeNode[] = [];
  for (const [index, leaf] of leaves.entries()) {
    // The hash that is stored: a leaf whose text was changed is named above, and spoils no root here.
    const added = await appendLeaf(ports.hash, peaks, {
      level: 0,
      index,
      hash: fromHex(leaf.hash) ?? new Uint8Array(),
    });
    for (const node of added.complete) if (node.level > 0) nodes.set(`${node.level}/${node.index}`, toHex(node.hash));
    peaks = added.peaks;
    roots.push(
      await rootOf(
        ports.hash,
        peaks.map(({ hash }) => hash),
      ),
    );
  }
  return { roots, nodes };
}

/** @param known the leaves before the first gap: of nodes that reach behind it nothing can be said */
function nodeFindings(bundle: SealBundle, known: number, expected: ReadonlyMap<string, string>): Finding[] {
  const given = new Map<string, string>();
  const twice: string[] = [];
  for (const { level, index, hash } of bundle.nodes) {
    const place = `${level}/${index}`;
    if (given.has(place)) twice.push(place);
    else given.set(place, hash);
  }
  return [
    ...twice.map((place): Finding => ({ code: 'node-stray', leaf: leafOf(place) })),
    ...[...expected].flatMap(([place, hash]): Finding[] => {
      const found = given.get(place);
      if (found === hash) return [];
      return [{ code: found === undefined ? 'node-missing' : 'node-changed', leaf: leafOf(place) }];
    }),
    ...[...given.keys()].flatMap((place): Finding[] =>
      expected.has(place) || endOf(place) > known ? [] : [{ code: 'node-stray', leaf: leafOf(place) }],
    ),
  ];
}

/** The first leaf under a node, and the one after its last, tell where it is. */
function leafOf(place: string): number {
  const [level = 0, index = 0] = place.split('/').map(Number);
  return index * 2 ** level;
}

function endOf(place: string): number {
  const [level = 0, index = 0] = place.split('/').map(Number);
  return (index + 1) * 2 ** level;
}
