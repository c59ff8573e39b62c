import { childOf, type XmlElement } from './xml';

/** What properties say of what was changed while changes were tracked: whether something came, went or looked otherwise. */
const CHANGES = new Set([
  'w:ins', 'w:del', 'w:moveFrom', 'w:moveTo', 'w:cellIns', 'w:cellDel', 'w:cellMerge', 'w:rPrChange', 'w:pPrChange', 'w:tblPrChange',
  'w:tblPrExChange', 'w:trPrChange', 'w:tcPrChange', 'w:sectPrChange', 'w:tblGridChange', 'w:numberingChange',
]); // prettier-ignore

/** How many tracked changes these properties name, those of the end of a paragraph and of its number among them. */
export function changesIn(properties: XmlElement): number {
  const mark = properties.name === 'w:pPr' ? properties.children.filter(({ name }) => INNER.has(name)) : [];
  return [properties, ...mark].reduce((sum, { children }) => sum + children.filter(isChange).length, 0);
}

const INNER = new Set(['w:rPr', 'w:numPr', 'w:sectPr']);

function isChange({ name }: XmlElement): boolean {
  return CHANGES.has(name);
}

/** Whether a cell is merged with the one above once a tracked merge is accepted, as `w:vMerge` says it. */
export function acceptedMerge(tcPr: XmlElement): 'begins' | 'goes-on' | null {
  const tracked = childOf(tcPr, 'w:cellMerge')?.attributes.vMerge;
  if (tracked !== undefined) return tracked === 'cont' ? 'goes-on' : 'begins';
  const down = childOf(tcPr, 'w:vMerge');
  return down === undefined ? null : down.attributes.val === 'restart' ? 'begins' : 'goes-on';
}
