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
export { FIRST_CONTENT, hasUnknownContent, isList, plainText, readBlocks, writeBlocks } from './schema/blocks';
export type { RenderedBlock, RenderedCell, RenderedRun, RenderedTable, RenderedText } from './schema/blocks';
