import { SealBundle } from '../bundle';
import { verifyCheckpoints } from './checkpoints';
import type { Finding } from './findings';
import { verifyKeys } from './keys';
import { verifyOlder } from './older';
import type { VerifyPorts } from './ports';
import { verifyTree } from './tree';
import { verifyValues } from './values';

/** What checking a bundle came to. */
export interface SealVerdict {
  /** Everything that is wrong; empty when the log is what was sealed. */
  readonly findings: readonly Finding[];
  /** Records in the log, as far as it is without a gap. */
  readonly size: number;
  /** Records of which the reader may read the values. */
  readonly readable: number;
  readonly values: number;
  readonly erased: number;
  /** Fields of readable records that this reader does not get. */
  readonly withheld: number;
  /** When the last record was sealed; null for an empty log. */
  readonly lastAt: string | null;
  /** The last checkpoint, to keep; null for an empty log. */
  readonly checkpoint: string | null;
}

/**
 * Checks a bundle from the ground: recomputes every commitment, leaf, node and root, and holds every signature against
 * the keys. It trusts nothing in the bundle but, when no older checkpoint is given, its first key.
 *
 * @param given what was read from a file or an answer, of whatever form
 * @param older checkpoints of this log that were kept: the log may only have grown since
 */
export async function verifyBundle(given: unknown, older: readonly string[], ports: VerifyPorts): Promise<SealVerdict> {
  const parsed = SealBundle.safeParse(given);
  if (!parsed.success) {
    const nothing = { size: 0, readable: 0, values: 0, erased: 0, withheld: 0, lastAt: null, checkpoint: null };
    return { findings: [{ code: 'form' }], ...nothing };
  }
  const bundle = parsed.data;
  const { keys, findings: ofKeys } = await verifyKeys(bundle, ports);
  const tree = await verifyTree(bundle, ports);
  const ofCheckpoints = await verifyCheckpoints(bundle, tree, keys, ports);
  const values = await verifyValues(bundle, ports);
  const ofOlder: Finding[] = [];
  for (const kept of older) ofOlder.push(...(await verifyOlder(bundle, tree, keys, kept, ports)));
  const size = tree.leaves.length;
  return {
    findings: [...ofKeys, ...tree.findings, ...ofCheckpoints, ...values.findings, ...ofOlder],
    size,
    readable: bundle.readable.length,
    values: values.checked,
    erased: values.erased,
    withheld: values.withheld,
    lastAt: tree.leaves.at(-1)?.at ?? null,
    checkpoint: bundle.checkpoints.find((one) => Number(one.size) === size)?.note ?? null,
  };
}
