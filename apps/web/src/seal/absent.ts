import type { Absent } from '@samenspel/domain';

/** A sentence of the interface, by the number of what it is about. */
type Words = (key: string, given: { readonly n: number; readonly name: string }, plural: number) => string;

const KINDS = ['outcome', 'adoption', 'supersession', 'publication', 'roundClosed', 'erasure'];
const FIELDS = ['texts', 'chairName', 'dissent'];

/** A sentence for each kind of what is not there to be checked. */
export function sentencesOf({ records, fields, erased }: Absent, t: Words): string[] {
  const one = (group: string, known: readonly string[], name: string, n: number): string =>
    t(`seal.absent.${group}.${known.includes(name) ? name : 'other'}`, { n, name }, n);
  return [
    ...records.map(([kind, n]) => one('records', KINDS, kind, n)),
    ...fields.map(([name, n]) => one('fields', FIELDS, name, n)),
    ...(erased === 0 ? [] : [t('seal.absent.erased', { n: erased, name: '' }, erased)]),
  ];
}
