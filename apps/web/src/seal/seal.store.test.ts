import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import {
  canonicalJson,
  checkpointText,
  formatNote,
  hashLeaf,
  keyIdOf,
  keyStatementText,
  originOf,
  rootOf,
  appendLeaf,
  signerOf,
  toHex,
  utf8,
  type Plain,
  type SealBundle,
  type TreeNode,
} from '@samenspel/domain';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keptCheckpoint } from './kept';
import { useSealStore } from './seal.store';

const AT = '2026-11-22T10:00:00.000Z';
const tableId = randomUUID();
const installation = randomUUID();
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const rawKey = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
const hash = async (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

async function signed(text: string): Promise<string> {
  const signer = signerOf(installation);
  const keyId = await keyIdOf(hash, signer, rawKey);
  return formatNote({ text, signer, keyId, signature: new Uint8Array(sign(null, utf8(text), privateKey)) });
}

/** A log of so many records that nobody but the server may read. */
async function bundleOf(size: number, name = 'record'): Promise<SealBundle> {
  const statement = keyStatementText({ installation, number: 0, publicKey: rawKey, since: AT });
  const bundle: SealBundle = {
    checkpoints: [],
    commitments: [],
    form: 'samenspel-bundle/1',
    installation,
    keys: [{ number: '0', publicKey: toHex(rawKey), statement: await signed(statement) }],
    leaves: [],
    nodes: [],
    readable: [],
    table: tableId,
    values: [],
    withheld: [],
  };
  let peaks: readonly TreeNode[] = [];
  for (let index = 0; index < size; index += 1) {
    const leaf = { table: tableId, index, kind: 'outcome', record: `${name} ${index}`, at: AT, fields: {} };
    const node = { level: 0, index, hash: await hashLeaf(hash, leaf) };
    const grown = await appendLeaf(hash, peaks, node);
    peaks = grown.peaks;
    for (const each of grown.complete.filter(({ level }) => level > 0)) {
      bundle.nodes.push({ hash: toHex(each.hash), index: `${each.index}`, level: `${each.level}` });
    }
    const root = await rootOf(
      hash,
      peaks.map((peak) => peak.hash),
    );
    const note = await signed(
      checkpointText({ origin: originOf(installation, tableId), size: index + 1, root, at: AT }),
    );
    bundle.checkpoints.push({ note, size: `${index + 1}` });
    const { kind, record } = leaf;
    bundle.leaves.push({ at: AT, hash: toHex(node.hash), index: `${index}`, kind, record });
  }
  bundle.nodes.sort((one, other) => Number(one.level) - Number(other.level) || Number(one.index) - Number(other.index));
  return bundle;
}

async function check(bundle: unknown): Promise<unknown> {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(canonicalJson(bundle as Plain))));
  const store = useSealStore();
  await store.check(tableId);
  const now = store.checks[tableId];
  return now?.state === 'checked' ? now.verdict.findings.map(({ code }) => code) : now;
}

beforeEach(() => {
  localStorage.clear();
  setActivePinia(createPinia());
});

describe('[Z11] a check in the browser', () => {
  it('finds a log that grew right, and keeps its last checkpoint', async () => {
    expect(await check(await bundleOf(3))).toEqual([]);
    expect(await check(await bundleOf(5))).toEqual([]);
    expect(keptCheckpoint(tableId)).toContain('\n5\n');
  });

  it('finds a lost tail and another history against what it kept, and does not keep these', async () => {
    expect(await check(await bundleOf(5))).toEqual([]);
    const kept = keptCheckpoint(tableId);
    expect(await check(await bundleOf(4))).toEqual(['older-lost']);
    expect(await check(await bundleOf(6, 'other'))).toEqual(['older-other']);
    expect(await check({ form: 'nothing' })).toEqual(['form']);
    expect(keptCheckpoint(tableId)).toBe(kept);
  });

  it('says that it can not, where the browser has no Ed25519', async () => {
    vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('no', 'NotSupportedError'));
    expect(await check(await bundleOf(1))).toEqual({ state: 'unsupported' });
    vi.restoreAllMocks();
  });
});
