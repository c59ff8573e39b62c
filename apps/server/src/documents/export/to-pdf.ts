import type { RenderedText } from '@samenspel/collab';
import type { ExportModel, ExportSection } from './export-model';
import { audienceLine, WORDS } from './export-words';
import { lookOf } from './pdf-lines';
import { writeTable } from './pdf-table';
import { ACCENT, INK, PdfWriter, QUIET, type Structure } from './pdf-writer';

const BODY = 10.5;
const HEADING_SIZE: Readonly<Record<number, number>> = { 1: 18, 2: 14, 3: 12, 4: 10.5 };
const INDENT = 20;

/** A PDF with headings, lists and tables that a screen reader knows, and bookmarks. */
export async function pdfOf(model: ExportModel): Promise<Buffer> {
  const { facts } = model;
  const writer = new PdfWriter(facts.title, `${facts.kind}, ${facts.tableName}`, new Date(facts.instant));
  titlePage(writer, model);
  model.sections.forEach((section, at) => writeSection(writer, section, at));
  if (writer.fonts.missing > 0) note(writer, WORDS.unprintable(writer.fonts.missing));
  return writer.finish(model.foot, WORDS.page);
}

const destinationOf = (at: number): string => `sectie-${at + 1}`;

function titlePage(writer: PdfWriter, { facts, hash, sections }: ExportModel): void {
  writer.y += 70;
  const title = writer.structure('Title');
  writer.flow(title, writer.plain(facts.title, { bold: true }), { size: 26, color: ACCENT });
  title.end();
  writer.y += 14;
  for (const text of [facts.tableName, `${facts.kind} · ${facts.formality}`, facts.formalityMeans]) note(writer, text);
  writer.y += 12;
  for (const text of [facts.copy, `Gemaakt op ${facts.at}`, `SHA-256 ${hash}`]) note(writer, text);
  if (sections.length === 0) {
    note(writer, WORDS.empty);
    return;
  }
  writer.y += 24;
  const heading = writer.structure('P');
  writer.flow(heading, writer.plain(WORDS.contents, { bold: true }), { size: 14, color: ACCENT });
  heading.end();
  writer.y += 6;
  const list = writer.structure('TOC');
  sections.forEach(({ code, title: name, restricted }, at) => {
    const item = writer.structure('TOCI', list);
    const mark = restricted ? ` (${WORDS.restricted.toLowerCase()})` : '';
    writer.flow(item, writer.plain(`${code}  ${name}${mark}`), { size: BODY, color: ACCENT, goTo: destinationOf(at) });
    writer.y += 3;
    item.end();
  });
  list.end();
  writer.newPage();
}

function note(writer: PdfWriter, text: string): void {
  const paragraph = writer.structure('P');
  writer.flow(paragraph, writer.plain(text), { size: 9.5, color: QUIET });
  paragraph.end();
  writer.y += 3;
}

function writeSection(writer: PdfWriter, section: ExportSection, at: number): void {
  if (at > 0) writer.y += 26;
  writer.need(120);
  writer.pdf.addNamedDestination(destinationOf(at), 'XYZ', writer.left, writer.y, null);
  const bookmark = writer.pdf.outline.addItem(`${section.code} ${section.title}`);
  const heading = writer.structure('H1');
  writer.flow(heading, writer.plain(`${section.code}  ${section.title}`, { bold: true }), {
    size: HEADING_SIZE[1] ?? BODY,
    color: ACCENT,
  });
  heading.end();
  writer.y += 4;
  audience(writer, section);
  const lists = new PdfLists(writer);
  for (const block of section.blocks) {
    if (block.type === 'table') {
      lists.end();
      writeTable(writer, block);
    } else if (block.kind === 'bullet' || block.kind === 'numbered') lists.item(block);
    else {
      lists.end();
      if (block.kind === 'heading')
        bookmark.addItem(
          block.runs
            .map(({ text }) => text)
            .join('')
            .slice(0, 200),
        );
      writeText(writer, block);
    }
  }
  lists.end();
  if (section.blocks.every((block) => block.type === 'block' && block.runs.length === 0))
    note(writer, WORDS.emptySection);
}

/** Who reads the section; what is restricted has a dashed line beside it as well as the word. */
function audience(writer: PdfWriter, section: ExportSection): void {
  const top = writer.y;
  note(writer, audienceLine(section));
  const height = writer.y - top - 3;
  if (section.restricted && height > 0) {
    writer.artifact(() => {
      writer.pdf.lineWidth(2).dash(3, { space: 2 });
      writer.pdf
        .moveTo(writer.left - 8, top)
        .lineTo(writer.left - 8, top + height)
        .stroke(QUIET);
      writer.pdf.undash();
    });
  }
  writer.y += 8;
}

function writeText(writer: PdfWriter, block: RenderedText): void {
  if (block.runs.length === 0) return;
  const level = block.kind === 'heading' ? (block.level ?? 2) : null;
  const quote = block.kind === 'quote';
  const base = { bold: level !== null, italic: false };
  if (level !== null) {
    writer.y += 8;
    writer.need(70);
  }
  const element = writer.structure(level === null ? (quote ? 'BlockQuote' : 'P') : `H${level}`);
  writer.flow(
    element,
    block.runs.map((run) => ({ text: run.text, look: lookOf(run, base) })),
    {
      size: level === null ? BODY : (HEADING_SIZE[level] ?? BODY),
      color: level !== null ? ACCENT : quote ? QUIET : INK,
      ...(quote ? { x: writer.left + INDENT, ruled: true } : {}),
    },
  );
  element.end();
  writer.y += level === null ? 7 : 4;
}

/** Makes real lists of the flat items of a text. */
class PdfLists {
  readonly #open: { readonly list: Structure; item: Structure | null; number: number; readonly numbered: boolean }[] =
    [];

  constructor(private readonly writer: PdfWriter) {}

  item(block: RenderedText): void {
    const numbered = block.kind === 'numbered';
    while (this.#open.length > block.indent + 1) this.#close();
    if (this.#open.length === block.indent + 1 && this.#open.at(-1)?.numbered !== numbered) this.#close();
    while (this.#open.length <= block.indent) this.#begin(numbered);
    const level = this.#open.at(-1)!;
    level.item?.end();
    level.number += 1;
    const item = this.writer.structure('LI', level.list);
    level.item = item;
    const label = this.writer.structure('Lbl', item);
    const body = this.writer.structure('LBody', item);
    this.writer.flow(
      body,
      block.runs.map((run) => ({ text: run.text, look: lookOf(run, { bold: false, italic: false }) })),
      {
        size: BODY,
        color: INK,
        x: this.writer.left + INDENT * (block.indent + 1),
        label: {
          text: numbered ? numberOf(level.number, block.indent) : (['•', '–', '·'][block.indent % 3] ?? '•'),
          structure: label,
        },
      },
    );
    label.end();
    body.end();
    this.writer.y += 3;
  }

  end(): void {
    if (this.#open.length > 0) this.writer.y += 4;
    while (this.#open.length > 0) this.#close();
  }

  #begin(numbered: boolean): void {
    const parent = this.#open.at(-1);
    // A list within a list stands in the item above it; where that is missing, in the list itself.
    const list = this.writer.structure('L', parent?.item ?? parent?.list ?? this.writer.root);
    this.#open.push({ list, item: null, number: 0, numbered });
  }

  #close(): void {
    const closed = this.#open.pop();
    closed?.item?.end();
    closed?.list.end();
  }
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii', 'xiv', 'xv'];

/** 1, 2, 3; within that a, b, c; within that i, ii, iii, as Word counts. */
function numberOf(number: number, level: number): string {
  if (level % 3 === 1 && number <= 26) return `${String.fromCharCode(96 + number)}.`;
  if (level % 3 === 2) return `${ROMAN[number - 1] ?? String(number)}.`;
  return `${number}.`;
}
