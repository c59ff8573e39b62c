import type { RenderedBlock, RenderedRun, RenderedTable, RenderedText } from '@samenspel/collab';
import { countingWay, listItemPlaces, type ListLook } from '@samenspel/domain';
import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
  type ParagraphChild,
} from 'docx';
import type { ExportModel, ExportSection } from './export-model';
import { DOCX_STYLES } from './docx-styles';
import { audienceLine, WORDS } from './export-words';
import { headerRowsOf } from './table-grid';

const BULLETS = 'opsomming';
const NUMBERS = 'nummering';
const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const HEADINGS = { 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3, 4: HeadingLevel.HEADING_4 } as const;

/** A Word file with real headings, lists and tables. */
export async function docxOf(model: ExportModel): Promise<Buffer> {
  const { facts } = model;
  const document = new Document({
    title: facts.title,
    subject: `${facts.kind}, ${facts.tableName}`,
    creator: 'Samenspel',
    lastModifiedBy: 'Samenspel',
    description: facts.copy,
    styles: DOCX_STYLES,
    numbering: {
      config: [
        {
          reference: BULLETS,
          levels: LEVELS.map((level) => listLevel(level, LevelFormat.BULLET, '•◦▪'[level % 3] ?? '•')),
        },
        {
          reference: NUMBERS,
          levels: LEVELS.map((level) => listLevel(level, NUMBER_FORMATS[countingWay(level)], `%${level + 1}.`)),
        },
      ],
    },
    sections: [{ footers: { default: footerOf(model) }, children: [...titlePage(model), ...textOf(model)] }],
  });
  return Packer.toBuffer(document);
}

const NUMBER_FORMATS = {
  decimal: LevelFormat.DECIMAL,
  letters: LevelFormat.LOWER_LETTER,
  roman: LevelFormat.LOWER_ROMAN,
} as const;

function listLevel(
  level: number,
  format: (typeof LevelFormat)[keyof typeof LevelFormat],
  text: string,
): object & {
  level: number;
  format: (typeof LevelFormat)[keyof typeof LevelFormat];
  text: string;
} {
  const style = { paragraph: { indent: { left: 425 * (level + 1), hanging: 425 } } };
  return { level, format, text, alignment: AlignmentType.START, style } as never;
}

function titlePage({ facts, hash, sections }: ExportModel): FileChild[] {
  const fact = (text: string): Paragraph => new Paragraph({ style: 'SamenspelGegevens', children: plain(text) });
  return [
    new Paragraph({ style: 'Title', children: plain(facts.title) }),
    fact(facts.tableName),
    fact(`${facts.kind} · ${facts.formality}`),
    fact(facts.formalityMeans),
    fact(facts.copy),
    fact(`Gemaakt op ${facts.at}`),
    fact(`SHA-256 ${hash}`),
    ...(sections.length === 0
      ? [fact(WORDS.empty)]
      : [
          new Paragraph({ style: 'TOCHeading', children: plain(WORDS.contents) }),
          new TableOfContents(WORDS.contents, { hyperlink: true, headingStyleRange: '1-3', beginDirty: false }),
          new Paragraph({ style: 'SamenspelGegevens', children: [new PageBreak()] }),
        ]),
  ];
}

function textOf({ sections }: ExportModel): FileChild[] {
  const numbering = new Numbering();
  return sections.flatMap((section) => {
    const made: FileChild[] = [
      new Paragraph({
        heading: HeadingLevel.HEADING_1,
        children: [new TextRun({ style: 'SamenspelCode', text: `${clean(section.code)} ` }), ...plain(section.title)],
      }),
      new Paragraph({ style: 'SamenspelGegevens', children: plain(audienceLine(section)) }),
    ];
    if (isEmpty(section)) made.push(new Paragraph({ style: 'SamenspelGegevens', children: plain(WORDS.emptySection) }));
    let before: RenderedBlock | null = null;
    const places = numbering.placesOf(section.blocks.map((block) => (block.type === 'table' ? {} : block)));
    section.blocks.forEach((block, at) => {
      if (block.type === 'table') {
        // Word makes one table of two without anything between.
        if (before?.type === 'table') made.push(new Paragraph({}));
        made.push(tableOf(block, numbering));
      } else made.push(paragraphOf(block, places[at] ?? 0));
      before = block;
    });
    if (section.blocks.at(-1)?.type === 'table') made.push(new Paragraph({}));
    return made;
  });
}

function isEmpty({ blocks }: ExportSection): boolean {
  return blocks.every((block) => block.type === 'block' && block.runs.length === 0);
}

/**
 * Gives every list of the file a numbering of its own, which begins at one: two lists with one numbering are one list to
 * Word, and the second goes on counting where the first ended.
 */
class Numbering {
  #lists = 0;

  /** For each of these blocks the numbering that it is in; for what is no item, none. */
  placesOf(blocks: readonly ListLook[]): (number | null)[] {
    const first = this.#lists;
    return listItemPlaces(blocks).map((place) => {
      if (place === null) return null;
      this.#lists = Math.max(this.#lists, first + place.list + 1);
      return first + place.list;
    });
  }
}

function paragraphOf(block: RenderedText, list: number): Paragraph {
  const children = block.runs.flatMap(childrenOf);
  if (block.kind === 'heading')
    return new Paragraph({ heading: HEADINGS[block.level as 2 | 3 | 4] ?? HEADINGS[2], children });
  if (block.kind === 'bullet')
    return new Paragraph({ numbering: { reference: BULLETS, level: block.indent, instance: list }, children });
  if (block.kind === 'numbered')
    return new Paragraph({ numbering: { reference: NUMBERS, level: block.indent, instance: list }, children });
  return new Paragraph({ ...(block.kind === 'quote' ? { style: 'Quote' } : {}), children });
}

function tableOf({ rows }: RenderedTable, numbering: Numbering): Table {
  const filled = rows.filter((cells) => cells.length > 0);
  const headers = headerRowsOf(filled);
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: filled.map(
      (cells, index) =>
        new TableRow({
          ...(index < headers ? { tableHeader: true } : {}),
          cantSplit: true,
          children: cells.map(
            (cell) =>
              new TableCell({
                columnSpan: cell.colspan,
                rowSpan: Math.min(cell.rowspan, filled.length - index),
                margins: { top: 60, bottom: 60, left: 100, right: 100 },
                ...(cell.header ? { shading: { fill: 'EDF1F5' } } : {}),
                children: cellOf(cell.blocks, numbering),
              }),
          ),
        }),
    ),
  });
}

function cellOf(blocks: readonly RenderedText[], numbering: Numbering): Paragraph[] {
  const places = numbering.placesOf(blocks);
  const made = blocks.map((block, at) => paragraphOf(block, places[at] ?? 0));
  return made.length === 0 ? [new Paragraph({})] : made;
}

function childrenOf(run: RenderedRun): ParagraphChild[] {
  const runs = textRuns(run.text, {
    bold: run.marks.includes('bold') || undefined,
    italics: run.marks.includes('italic') || undefined,
    strike: run.marks.includes('strike') || undefined,
    ...(run.marks.includes('underline') ? { underline: {} } : {}),
    ...(run.link === null ? {} : { style: 'Hyperlink' }),
  });
  return run.link === null ? runs : [new ExternalHyperlink({ link: clean(run.link), children: runs })];
}

function plain(text: string): TextRun[] {
  return textRuns(text, {});
}

/** Line breaks and tabs are elements of their own in Word. */
function textRuns(text: string, look: Readonly<Record<string, unknown>>): TextRun[] {
  return clean(text)
    .split('\n')
    .map(
      (line, at) =>
        new TextRun({
          ...look,
          ...(at > 0 ? { break: 1 } : {}),
          children: line.split('\t').flatMap((piece, nth) => (nth > 0 ? [new Tab(), piece] : [piece])),
        }),
    );
}

/** XML has no place for control signs and halves of characters: a file with one does not open. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/\r\n?/g, '\n');
}

function footerOf({ foot }: ExportModel): Footer {
  return new Footer({
    children: [
      ...foot.map((line) => new Paragraph({ style: 'Footer', children: plain(line) })),
      new Paragraph({
        style: 'Footer',
        alignment: AlignmentType.END,
        children: [new TextRun({ children: ['Pagina ', PageNumber.CURRENT, ' van ', PageNumber.TOTAL_PAGES] })],
      }),
    ],
  });
}
