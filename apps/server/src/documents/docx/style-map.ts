import { Parser } from 'htmlparser2';

/** Names of the styles that an export of ours gives to what is about the document and not of its text. */
export const EXPORT_STYLES = { facts: 'Samenspel gegevens', code: 'Samenspel code' } as const;

const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/** Paragraphs that are text and nothing else. */
const PLAIN = [
  'Normal', 'Standaard', 'Body Text', 'Body Text 2', 'Body Text 3', 'Body', 'Text body', 'Default', 'No Spacing',
  'List Paragraph', 'List', 'List Bullet', 'List Number', 'Compact', 'First Paragraph', 'Subtitle', 'Author', 'Date',
  'caption', 'Table Text', 'Table Contents', 'Normal (Web)', 'footnote text', 'endnote text', 'Footnote', 'Endnote',
]; // prettier-ignore

const FIXED = [
  `p[style-name='${EXPORT_STYLES.facts}'] => p.export:fresh`,
  `r[style-name='${EXPORT_STYLES.code}'] => !`,
  "p[style-name^='toc '] => p.contents:fresh",
  "p[style-name='TOC Heading'] => p.contents:fresh",
  "p[style-name='Title'] => p.title:fresh",
  "p[style-name='Titel'] => p.title:fresh",
  ...[1, 2, 3, 4, 5, 6].flatMap((level) => [
    `p[style-name='heading ${level}'] => h${level}:fresh`,
    `p[style-name='Kop ${level}'] => h${level}:fresh`,
  ]),
  "p[style-name='heading 7'] => h6:fresh",
  "p[style-name='heading 8'] => h6:fresh",
  "p[style-name='heading 9'] => h6:fresh",
  ...['Quote', 'Intense Quote', 'Block Text', 'Quotations', 'Citaat'].map(
    (name) => `p[style-name='${name}'] => p.quote:fresh`,
  ),
];

const MARKS = [
  'b => strong',
  'i => em',
  'u => u',
  'strike => s',
  "r[style-name='Strong'] => strong",
  "r[style-name='Emphasis'] => em",
  ...['Hyperlink', 'FollowedHyperlink', 'Internet Link', 'footnote reference', 'endnote reference', 'Footnote anchor',
    'Endnote anchor', 'Footnote Characters', 'Endnote Characters', 'annotation reference', 'Default Paragraph Font'].map(
    (name) => `r[style-name='${name}'] =>`,
  ),
]; // prettier-ignore

/**
 * How Word's styles become ours: every paragraph flat, with what it is as its name. A list is not nested on the way: its
 * level is enough, and an empty item can not be taken for a step between levels.
 *
 * @param styles the part with the styles, for headings and quotes under names of somebody's own
 */
export function styleMapOf(styles: string | null): string[] {
  return [
    ...FIXED,
    ...(styles === null ? [] : ownStyles(styles)),
    ...LEVELS.flatMap((level) => [
      `p:unordered-list(${level + 1}) => p.bullet${level}:fresh`,
      `p:ordered-list(${level + 1}) => p.numbered${level}:fresh`,
    ]),
    ...PLAIN.map((name) => `p[style-name='${name}'] => p:fresh`),
    ...MARKS,
  ];
}

interface Style {
  readonly name: string;
  readonly basedOn: string | null;
  /** 0 is the highest. */
  readonly outline: number | null;
}

/** Lines for styles that are headings or quotes by what they are based on, or by their place in the outline. */
function ownStyles(xml: string): string[] {
  const styles = readStyles(xml);
  return [...styles.values()].flatMap((style) => {
    if (/[\p{Cc}'\\]/u.test(style.name) || style.name === '') return [];
    const kind = kindOf(style, styles);
    return kind === null ? [] : [`p[style-name='${style.name}'] => ${kind}:fresh`];
  });
}

function kindOf(style: Style, styles: ReadonlyMap<string, Style>): string | null {
  let at: Style | undefined = style;
  for (let steps = 0; at !== undefined && steps < 20; steps += 1) {
    if (at.outline !== null) return at.outline > 8 ? null : `h${Math.min(6, at.outline + 1)}`;
    const heading = /^(?:heading|kop) ([1-9])$/i.exec(at.name);
    if (heading !== null) return `h${Math.min(6, Number(heading[1]))}`;
    if (/^(?:quote|intense quote|citaat)$/i.test(at.name)) return 'p.quote';
    at = at.basedOn === null ? undefined : styles.get(at.basedOn);
  }
  return null;
}

function readStyles(xml: string): Map<string, Style> {
  const styles = new Map<string, Style>();
  let current: { id: string; name: string; basedOn: string | null; outline: number | null } | null = null;
  const parser = new Parser(
    {
      onopentag(prefixed, attributes) {
        const name = prefixed.slice(prefixed.indexOf(':') + 1);
        const value = (key: string): string | undefined =>
          Object.entries(attributes).find(([given]) => given.slice(given.indexOf(':') + 1) === key)?.[1];
        if (name === 'style' && value('type') === 'paragraph') {
          current = { id: value('styleId') ?? '', name: '', basedOn: null, outline: null };
        } else if (current !== null && name === 'name') current.name = value('val') ?? '';
        else if (current !== null && name === 'basedOn') current.basedOn = value('val') ?? null;
        else if (current !== null && name === 'outlineLvl') current.outline = Number(value('val') ?? 9);
      },
      onclosetag(prefixed) {
        if (prefixed.slice(prefixed.indexOf(':') + 1) !== 'style' || current === null) return;
        styles.set(current.id, current);
        current = null;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return styles;
}
