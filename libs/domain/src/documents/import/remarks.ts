import { z } from 'zod';

/** What a Word file can hold that a section cannot. Told before anything is stored (docs/spec.md F2). */
export const IMPORT_REMARKS = [
  'footnotes',
  'tracked-changes',
  'comments',
  'images',
  'external-images',
  'text-boxes',
  'equations',
  'objects',
  'headers',
  'placeholders',
  'lost-fields',
  'contents',
  'fields',
  'typed-numbers',
  'number-signs',
  'symbols',
  'merged-cells',
  'nested-tables',
  'inner-links',
  'unsafe-links',
  'raised-text',
  'hidden-text',
  'own-export',
  'styles',
] as const;
export type ImportRemarkKind = (typeof IMPORT_REMARKS)[number];

/** Was it left out, or did it become something else? */
export type RemarkHandling = 'left-out' | 'changed';

export const REMARK_HANDLING: Readonly<Record<ImportRemarkKind, RemarkHandling>> = {
  footnotes: 'changed',
  'tracked-changes': 'changed',
  comments: 'left-out',
  images: 'left-out',
  'external-images': 'left-out',
  'text-boxes': 'changed',
  equations: 'changed',
  objects: 'left-out',
  headers: 'left-out',
  placeholders: 'left-out',
  'lost-fields': 'left-out',
  contents: 'left-out',
  fields: 'changed',
  'typed-numbers': 'changed',
  'number-signs': 'changed',
  symbols: 'changed',
  'merged-cells': 'changed',
  'nested-tables': 'changed',
  'inner-links': 'changed',
  'unsafe-links': 'changed',
  'raised-text': 'changed',
  'hidden-text': 'left-out',
  'own-export': 'left-out',
  styles: 'changed',
};

/** How often something was met that is not kept as it was. */
export const ImportRemark = z.object({ kind: z.enum(IMPORT_REMARKS), count: z.number().int().positive() });
export type ImportRemark = z.infer<typeof ImportRemark>;

/** The remarks of these counts, what was left out first, each in the order of the list. */
export function remarksOf(counts: ReadonlyMap<ImportRemarkKind, number>): ImportRemark[] {
  const met = IMPORT_REMARKS.flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    return count > 0 ? [{ kind, count }] : [];
  });
  return [
    ...met.filter(({ kind }) => REMARK_HANDLING[kind] === 'left-out'),
    ...met.filter(({ kind }) => REMARK_HANDLING[kind] === 'changed'),
  ];
}
