/** Names of the styles in our own exports that are no part of a section's text. */
export const EXPORT_STYLES = { facts: 'Samenspel gegevens', code: 'Samenspel code' } as const;

/** What the names of styles say, in small letters. Word keeps the English name whatever its language. */
// prettier-ignore
export const STYLE_NAMES = {
  /** Paragraphs that are text and nothing else. */
  plain: new Set([
  'normal', 'standaard', 'body text', 'body text 2', 'body text 3', 'body', 'text body', 'default', 'no spacing',
  'list paragraph', 'list', 'list bullet', 'list number', 'compact', 'first paragraph', 'subtitle', 'author', 'date',
  'caption', 'table text', 'table contents', 'table heading', 'normal (web)', 'footnote text', 'endnote text', 'footnote',
  'endnote', 'plain text', 'header', 'footer', 'annotation text', 'balloon text', 'standard', 'frame contents',
]),
  quotes: new Set(['quote', 'intense quote', 'block text', 'quotations', 'citaat']),
  titles: new Set(['title', 'titel']),
  contents: /^(?:toc \d|table of figures|table of authorities|contents \d)$/,
  contentsTitle: /^(?:toc heading|contents heading)$/,
  heading: /^(?:heading|kop) ([1-9])$/,
  /** Character styles of which the look is that of a link or a number, and says nothing. */
  silent: new Set([
  'hyperlink', 'followedhyperlink', 'internet link', 'footnote reference', 'endnote reference', 'footnote anchor',
  'endnote anchor', 'footnote characters', 'endnote characters', 'annotation reference', 'default paragraph font',
]),
} as const;
