import { fromUtf8, SealBundle, type Bytes } from '@samenspel/domain';

export { isWhole, verifyBundle } from '@samenspel/domain';

/** What the bundle holds of one record: each value as it was sealed, and the names of what it withholds. */
export interface HeldRecord {
  /** Canonical JSON; null for one that was erased. */
  readonly values: ReadonlyMap<string, string | null>;
  readonly withheld: ReadonlySet<string>;
}

/** What the bundle holds of the records that may be read; nothing when it is no bundle. By maps: names can be anything. */
export function recordsIn(file: Bytes): ReadonlyMap<string, HeldRecord> {
  const bundle = bundleIn(file);
  const names = new Map(bundle?.leaves.map(({ index, record }) => [index, record]));
  const records = new Map<string, { values: Map<string, string | null>; withheld: Set<string> }>();
  const held = (index: string): { values: Map<string, string | null>; withheld: Set<string> } => {
    const name = names.get(index) ?? '';
    const record = records.get(name) ?? { values: new Map<string, string | null>(), withheld: new Set<string>() };
    records.set(name, record);
    return record;
  };
  for (const { index, field, value } of bundle?.values ?? []) held(index).values.set(field, value);
  for (const { index, field } of bundle?.withheld ?? []) held(index).withheld.add(field);
  return records;
}

function bundleIn(file: Bytes): SealBundle | undefined {
  try {
    return SealBundle.safeParse(JSON.parse(fromUtf8(file))).data;
  } catch {
    // No JSON: the check itself has said so.
    return undefined;
  }
}
