import type { Bytes } from '../bytes';
import { verifyCheckpoints } from './checkpoints';
import { readFile } from './file';
import type { Finding } from './findings';
import { verifyKeys } from './keys';
import { verifyOlder, type Compared } from './older';
import type { VerifyPorts } from './ports';
import { verifyTree } from './tree';
import { verifyValues, type Absent } from './values';

/** What checking a bundle came to. */
export interface SealVerdict {
  /** Everything that is wrong; empty when what is here fits together, and fits what was kept. */
  readonly findings: readonly Finding[];
  /** Records in the log, as far as it is without a gap. */
  readonly size: number;
  /** Records of which the reader may read the values. */
  readonly readable: number;
  /** Values that are here and are what was committed to. */
  readonly values: number;
  /** What is not here, and so was not looked at. */
  readonly absent: Absent;
  /**
   * The newest kept checkpoint that the log fits. Null when there was none: then a lost end, or a log that was made anew as a
   * whole, looks right.
   */
  readonly compared: Compared | null;
  /** When the last record was sealed; null for an empty log. */
  readonly lastAt: string | null;
  /** The last checkpoint, to keep; null for an empty log. */
  readonly checkpoint: string | null;
}

/** Is there nothing of the log that was not looked at? */
export function isWhole({ absent }: Pick<SealVerdict, 'absent'>): boolean {
  return absent.records.length === 0 && absent.fields.length === 0 && absent.erased === 0;
}

/**
 * Checks a bundle from the ground: recomputes every commitment, leaf, node and root, and holds every signature against
 * the keys. It trusts nothing in the bundle but, when no older checkpoint is given, its first key.
 *
 * @param file what was read from a file or an answer, byte by byte: a bundle has one way to be written
 * @param older checkpoints of this log that were kept: the log may only have grown since
 * @param table whose log it should be, for who knows: that of another table is right by itself
 */
export async function verifyBundle(
  file: Bytes,
  older: readonly string[],
  ports: VerifyPorts,
  table?: string,
): Promise<SealVerdict> {
  const { bundle, findings: ofFile } = readFile(file);
  if (bundle === null) {
    const absent = { records: [], fields: [], erased: 0 };
    const nothing = { size: 0, readable: 0, values: 0, absent, compared: null, lastAt: null, checkpoint: null };
    return { findings: ofFile, ...nothing };
  }
  if (table !== undefined && bundle.table !== table) ofFile.push({ code: 'table-other' });
  const { keys, findings: ofKeys } = await verifyKeys(bundle, ports);
  const tree = await verifyTree(bundle, ports);
  const ofCheckpoints = await verifyCheckpoints(bundle, tree, keys, ports);
  const { findings: ofValues, checked, absent } = await verifyValues(bundle, ports);
  const ofOlder: Finding[] = [];
  let compared: Compared | null = null;
  for (const kept of older) {
    const found = await verifyOlder(bundle, tree, keys, kept, ports);
    if ('code' in found) ofOlder.push(found);
    else if (found.size > (compared?.size ?? 0)) compared = found;
  }
  const size = tree.leaves.length;
  return {
    findings: [...ofFile, ...ofKeys, ...tree.findings, ...ofCheckpoints, ...ofValues, ...ofOlder],
    size,
    readable: bundle.readable.length,
    values: checked,
    absent,
    compared,
    lastAt: tree.leaves.at(-1)?.at ?? null,
    checkpoint: bundle.checkpoints.find((one) => Number(one.size) === size)?.note ?? null,
  };
}
