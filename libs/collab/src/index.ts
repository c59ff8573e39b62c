export {
  ELEMENTS,
  MARK_ATTRIBUTES,
  MARK_NAMES,
  SCHEMA_VERSION,
  TEXT_ROOT,
  isElementName,
  isMarkName,
  safeHref,
} from './schema/schema';
export type { ElementName, ElementRule, MarkName } from './schema/schema';
export { CANONICAL_TEXT, canonicalText } from './schema/canonical-text';
export type { CanonicalValue } from './schema/canonical-text';
export { appendBlocks, copyBlocks, removeBlocks } from './schema/copy-blocks';
export type { BlockCopy } from './schema/copy-blocks';
export { NotCanonicalText, readCanonicalText } from './schema/read-canonical';
export { createTextDoc } from './schema/text-doc';
export { FIRST_CONTENT, hasUnknownContent, isList, plainText, readBlocks, writeBlocks } from './schema/blocks';
export type { RenderedBlock, RenderedCell, RenderedRun, RenderedTable, RenderedText } from './schema/blocks';
export { anchorAt, hasWords } from './anchors/anchor';
export type { NoAnchor } from './anchors/anchor';
export { loneQuote } from './anchors/find-quote';
export { measureAnew } from './anchors/measure-anew';
export { moveAnchors } from './anchors/move-anchors';
export { AnchorResolver } from './anchors/resolver';
export { linesOf, quoteStands } from './anchors/text-lines';
export type { Line, LinePlace, LineRange } from './anchors/text-lines';
export { authoredTexts, textsOf } from './history/authorship';
export { beginHistory, type BegunHistory } from './history/begin-history';
export type { AuthoredText, Placed } from './history/authorship';
export { goBetween } from './history/between';
export type { Between, SignedRow } from './history/between';
export { restoreBlocks } from './history/restore';
