/**
 * The text schema (architecture 3): what may stand in a section, for the server's admission, the editor and every
 * rendering. It has a version and only grows: a client that knows less than a text holds would delete what it does not know.
 */
export const SCHEMA_VERSION = 1;

/** Name of the one root of every section's Y.Doc. */
export const TEXT_ROOT = 'content';

export type ElementName = 'block' | 'table' | 'tableRow' | 'tableCell' | 'tableHeader';

export interface ElementRule {
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
  tableCell: { parents: ['tableRow'], text: false, attributes: ['colspan', 'rowspan'] },
  tableHeader: { parents: ['tableRow'], text: false, attributes: ['colspan', 'rowspan'] },
};

/**
 * Marks on text. The Yjs format key is the name as it stands; no mark overlaps itself.
 * The value is `{}`, for a link `{ href }`; null ends the mark.
 */
export const MARK_NAMES = ['bold', 'italic', 'underline', 'strike', 'link'] as const;
export type MarkName = (typeof MARK_NAMES)[number];

/** The attributes of each mark, exactly. */
export const MARK_ATTRIBUTES: Readonly<Record<MarkName, readonly string[]>> = {
  bold: [],
  italic: [],
  underline: [],
  strike: [],
  link: ['href'],
};

/** Addresses that a link may have: anything else is no link but text. */
export function safeHref(href: unknown): string | null {
  if (typeof href !== 'string') return null;
  const trimmed = href.trim();
  return /^(https?:\/\/[^\s]|mailto:[^\s]+@)/i.test(trimmed) ? trimmed : null;
}

export function isElementName(name: string): name is ElementName {
  return Object.hasOwn(ELEMENTS, name);
}

export function isMarkName(name: string): name is MarkName {
  return (MARK_NAMES as readonly string[]).includes(name);
}
