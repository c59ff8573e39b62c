import { parseCheckpoint, parseNote, SealBundle } from '@samenspel/domain';

export { verifyBundle } from '@samenspel/domain';

/** The moment of a checkpoint, when it is one. */
export function timeOf(checkpoint: string): string | null {
  const note = parseNote(checkpoint);
  return note === null ? null : (parseCheckpoint(note.text)?.at ?? null);
}

/** What the bundle holds of the records that may be read; nothing when it is no bundle. */
export function recordsIn(given: unknown): Record<string, Record<string, string | null>> {
  const bundle = SealBundle.safeParse(given).data;
  const names = new Map(bundle?.leaves.map(({ index, record }) => [index, record]));
  const records: Record<string, Record<string, string | null>> = {};
  for (const { index, field, value } of bundle?.values ?? []) {
    const record = names.get(index);
    if (record !== undefined) (records[record] ??= {})[field] = value;
  }
  return records;
}
