export { ELEMENTS, MARK_NAMES, SCHEMA_VERSION, TEXT_ROOT } from './schema/schema';
export type { ElementName, MarkName } from './schema/schema';
