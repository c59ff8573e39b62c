import type { ImportRemarkKind } from '@samenspel/domain';
import type { PartLink } from './package-links';
import type { Attributes } from './xml';

type LeftOut = (
  attributes: Attributes,
  links: ReadonlyMap<string, PartLink>,
  inObject: boolean,
) => ImportRemarkKind | null;

const objects = (): ImportRemarkKind => 'objects';
const lost = (): ImportRemarkKind => 'lost-fields';
/** The day and the page, as Word works them out when it shows them. */
const WORKED_OUT = ['pgNum', 'dayShort', 'dayLong', 'monthShort', 'monthLong', 'yearShort', 'yearLong'];

/** Elements that no section can hold, by their name without prefix. */
export const LEFT_OUT: ReadonlyMap<string, LeftOut> = new Map<string, LeftOut>([
  ['blip', ({ link }) => (link === undefined ? 'images' : 'external-images')],
  // Within an object it is only how the object looks.
  [
    'imagedata',
    ({ id }, links, inObject) => (inObject ? null : links.get(id ?? '')?.external ? 'external-images' : 'images'),
  ],
  ['OLEObject', objects],
  ['control', objects],
  ['altChunk', objects],
  ['subDoc', objects],
  ['chart', objects],
  ['relIds', objects],
  ['contentPart', objects],
  ['commentReference', () => 'comments'],
  ...WORKED_OUT.map((name) => [name, lost] as const),
]);
