import { fromHex, toHex } from '../bytes';
import type { SealBundle } from '../bundle';
import { canonicalJson, type Plain } from '../canonical-json';
import { commitmentBytes, erasedRecordOf, type ErasureFields } from '../leaf';
import type { Finding } from './findings';
import type { VerifyPorts } from './ports';

export interface CheckedValues {
  readonly findings: Finding[];
  /** Values that are here and are what was committed to. */
  readonly checked: number;
  readonly absent: Absent;
}

/** How many there are of each name, by name. */
export type Tally = readonly (readonly [name: string, count: number])[];

/** What is not in the bundle, and so was not looked at. */
export interface Absent {
  /** Records of which only the leaf is here, by kind. */
  readonly records: Tally;
  /** Fields that are withheld of the records that are here, by name. */
  readonly fields: Tally;
  /** Values that were erased, as the log itself says. */
  readonly erased: number;
}

const placeOf = (index: string, field: string): string => `${index} ${field}`;

/** Every value of what may be read against its commitment; what is gone against the log's own notes of erasures. */
export async function verifyValues(bundle: SealBundle, ports: VerifyPorts): Promise<CheckedValues> {
  const findings: Finding[] = [];
  const leaves = firstBy(bundle.leaves, ({ index }) => index);
  const readable = new Set(bundle.readable);
  const committed = new Map(bundle.commitments.map((one) => [placeOf(one.index, one.field), one]));
  const values = new Map<string, SealBundle['values'][number]>();
  const withheld = new Set<string>();
  const where = ({ index, field }: { index: string; field: string }): Omit<Finding, 'code'> => ({
    leaf: Number(index),
    field,
    ...(leaves.has(index) ? { record: leaves.get(index)?.record } : {}),
  });

  for (const one of bundle.withheld) {
    const place = placeOf(one.index, one.field);
    const leaf = leaves.get(one.index);
    // Who withholds says of what: a field that was sealed, of a record that may be read, once.
    const fitting = leaf !== undefined && readable.has(leaf.record) && committed.has(place) && !withheld.has(place);
    if (!fitting) findings.push({ code: 'withheld-stray', ...where(one) });
    withheld.add(place);
  }
  for (const value of bundle.values) {
    const place = placeOf(value.index, value.field);
    const leaf = leaves.get(value.index);
    if (leaf === undefined || !committed.has(place) || values.has(place)) {
      findings.push({ code: 'value-stray', ...where(value) });
    } else if (!readable.has(leaf.record) || withheld.has(place)) {
      findings.push({ code: 'value-hidden', ...where(value) });
    } else values.set(place, value);
  }
  const records = new Set(bundle.leaves.map(({ record }) => record));
  for (const record of readable) if (!records.has(record)) findings.push({ code: 'readable-stray', record });

  let checked = 0;
  const gone = new Set<string>();
  for (const [place, one] of committed) {
    const leaf = leaves.get(one.index);
    if (leaf === undefined) findings.push({ code: 'commitment-stray', ...where(one) });
    if (leaf === undefined || !readable.has(leaf.record) || withheld.has(place)) continue;
    const value = values.get(place);
    if (value === undefined) findings.push({ code: 'value-missing', ...where(one) });
    else if (value.salt === null && value.value === null) gone.add(place);
    else if (await fits(value, one.commitment, ports)) checked += 1;
    else findings.push({ code: 'value-changed', ...where(one) });
  }

  const erased = erasedBy(leaves, values);
  for (const place of gone) {
    const one = committed.get(place);
    if (one !== undefined && !erased.has(place)) findings.push({ code: 'value-gone', ...where(one) });
  }
  for (const [place, one] of erased) {
    if (values.has(place) && !gone.has(place)) findings.push({ code: 'erasure-undone', ...where(one) });
  }
  const hidden = [...leaves.values()].filter(({ record }) => !readable.has(record));
  return {
    findings,
    checked,
    absent: {
      records: tally(hidden.map(({ kind }) => kind)),
      fields: tally([...withheld].map((place) => place.slice(place.indexOf(' ') + 1))),
      erased: [...gone].filter((place) => erased.has(place)).length,
    },
  };
}

function tally(names: readonly string[]): Tally {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}

async function fits(value: SealBundle['values'][number], commitment: string, ports: VerifyPorts): Promise<boolean> {
  const salt = value.salt === null ? null : fromHex(value.salt);
  if (salt === null || value.value === null) return false;
  try {
    const plain = JSON.parse(value.value) as Plain;
    // Another spelling of the same value was not what was committed to.
    if (canonicalJson(plain) !== value.value) return false;
    return toHex(await ports.hash(commitmentBytes(salt, plain))) === commitment;
  } catch {
    return false;
  }
}

/** What stands twice is named elsewhere; here the first counts. */
function firstBy<T>(all: Iterable<T>, keyOf: (one: T) => string): Map<string, T> {
  const first = new Map<string, T>();
  for (const one of all) if (!first.has(keyOf(one))) first.set(keyOf(one), one);
  return first;
}

/** What the log says was erased: place of each field. */
function erasedBy(
  leaves: ReadonlyMap<string, SealBundle['leaves'][number]>,
  values: ReadonlyMap<string, SealBundle['values'][number]>,
): Map<string, { index: string; field: string }> {
  const byRecord = firstBy(leaves.values(), ({ record }) => record);
  const erased = new Map<string, { index: string; field: string }>();
  for (const { kind, index, record } of leaves.values()) {
    if (kind !== 'erasure') continue;
    const fields = said<ErasureFields['fields']>(values.get(placeOf(index, 'fields')));
    const of = byRecord.get(erasedRecordOf(record) ?? '')?.index;
    if (of === undefined || !Array.isArray(fields)) continue;
    for (const field of fields as readonly string[]) erased.set(placeOf(of, field), { index: of, field });
  }
  return erased;
}

function said<T>(value: SealBundle['values'][number] | undefined): T | null {
  if (value?.value === undefined || value.value === null) return null;
  try {
    return JSON.parse(value.value) as T;
  } catch {
    return null;
  }
}
