export { FIRST_CONTENT, isList, writeBlocks } from './write-blocks';
export { plainText, readBlocks } from './read-blocks';
export type { RenderedBlock, RenderedCell, RenderedRun, RenderedTable, RenderedText } from './read-blocks';
export { hasUnknownContent } from './unknown-content';
