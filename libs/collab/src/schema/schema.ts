/**
 * The text schema (architecture 3): what may stand in a section, for the server's admission, the editor and every
 * rendering. It has a version and only grows: a client that knows less than a text holds would delete what it does not know.
 */
export const SCHEMA_VERSION = 1;

/** Name of the one root of every section's Y.Doc. */
export const TEXT_ROOT = 'content';

export type ElementName = 'block' | 'table' | 'tableRow' | 'tableCell' | 'tableHeader';

interface ElementRule {
  /** Where this element may stand. */
  readonly parents: readonly ('root' | ElementName)[];
  /** Does it hold text (one or more Y.XmlText)? */
  readonly text: boolean;
  readonly attributes: readonly string[];
}

export const ELEMENTS: Readonly<Record<ElementName, ElementRule>> = {
  block: {
    parents: ['root', 'tableCell', 'tableHeader'],
    text: true,
    attributes: ['id', 'kind', 'level', 'indent', 'review'],
  },
  table: { parents: ['root'], text: false, attributes: [] },
  tableRow: { parents: ['table'], text: false, attributes: [] },
  tableCell: { parents: ['tableRow'], text: false, attributes: ['colspan', 'rowspan', 'colwidth'] },
  tableHeader: { parents: ['tableRow'], text: false, attributes: ['colspan', 'rowspan', 'colwidth'] },
};

/** Marks on text. Their Yjs format key is the name, for overlapping marks the name plus `--` and a hash. */
export const MARK_NAMES = ['bold', 'italic', 'underline', 'strike', 'link'] as const;
export type MarkName = (typeof MARK_NAMES)[number];
