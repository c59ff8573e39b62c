import type { RenderedText } from '@samenspel/collab';
import type { ExportModel, ExportSection } from './export-model';
import { audienceLine, WORDS } from './export-words';
import { Bookmarks } from './pdf-bookmarks';
import { plainRun, runsOf, type Look, type Run } from './pdf-look';
import { writeTable } from './pdf-table';
import { PdfTexts } from './pdf-texts';
import { ACCENT, PdfWriter, QUIET } from './pdf-writer';

const BODY = 10.5;
const NOTE = 9.5;
/** By level in the document: its title is 1, a section 2, and headings within a section go on from there. */
const HEADING_SIZE: Readonly<Record<number, number>> = { 1: 26, 2: 18, 3: 14, 4: 12, 5: BODY };
const INDENT = 20;

/** A PDF with headings, lists and tables that a screen reader knows, and bookmarks: PDF/A-2a and PDF/UA-1. */
export async function pdfOf(model: ExportModel): Promise<Buffer> {
  const { facts } = model;
  const writer = new PdfWriter(facts.title, `${facts.kind}, ${facts.tableName}`, new Date(facts.instant));
  const bookmarks = new Bookmarks(writer);
  titlePage(writer, model);
  model.sections.forEach((section, at) => writeSection(writer, bookmarks, section, at));
  if (writer.fonts.missing > 0) note(writer, WORDS.unprintable(writer.fonts.missing));
  return writer.finish(model.foot, WORDS.page);
}

const destinationOf = (at: number): string => `sectie-${at + 1}`;

interface BlockStyle {
  readonly type: string;
  readonly size: number;
  readonly color: string;
  readonly goTo?: string;
}

/** Writes text over the whole width, as a block of its own. */
function block(writer: PdfWriter, runs: readonly Run[], { type, ...style }: BlockStyle, parent = writer.root): void {
  const structure = writer.structure(type, parent);
  const lines = writer.breaker.lines(runs, writer.width, style.size);
  writer.flow({ structure, lines, indent: 0, width: writer.width, ...style });
  structure.end();
}

/** A heading, and with it room for the first lines of what it is over. */
function heading(writer: PdfWriter, runs: readonly Run[], level: number, look = level, room = 70): void {
  writer.need(room);
  block(writer, runs, { type: `H${level}`, size: HEADING_SIZE[look] ?? BODY, color: ACCENT });
}

function titlePage(writer: PdfWriter, { facts, hash, sections }: ExportModel): void {
  writer.y += 70;
  heading(writer, plainRun(facts.title, { bold: true }), 1);
  writer.y += 14;
  for (const text of [facts.tableName, `${facts.kind} · ${facts.formality}`, facts.formalityMeans]) note(writer, text);
  writer.y += 12;
  for (const text of [facts.copy, `Gemaakt op ${facts.at}`, `SHA-256 ${hash}`]) note(writer, text);
  if (sections.length === 0) {
    note(writer, WORDS.empty);
    return;
  }
  writer.y += 24;
  heading(writer, plainRun(WORDS.contents, { bold: true }), 2, 3);
  writer.y += 6;
  const list = writer.structure('TOC');
  sections.forEach(({ code, title: name, restricted }, at) => {
    const item = writer.structure('TOCI', list);
    const mark = restricted ? ` (${WORDS.restricted.toLowerCase()})` : '';
    const style = { type: 'Reference', size: BODY, color: ACCENT, goTo: destinationOf(at) };
    block(writer, plainRun(`${code}  ${name}${mark}`), style, item);
    writer.y += 3;
    item.end();
  });
  list.end();
  writer.newPage();
}

function note(writer: PdfWriter, text: string, look: Partial<Look> = {}): void {
  block(writer, plainRun(text, look), { type: 'P', size: NOTE, color: QUIET });
  writer.y += 3;
}

function writeSection(writer: PdfWriter, bookmarks: Bookmarks, section: ExportSection, at: number): void {
  if (at > 0) writer.y += 26;
  writer.need(120);
  writer.pdf.addNamedDestination(destinationOf(at), 'XYZ', writer.left, writer.y, null);
  bookmarks.add(2, `${section.code} ${section.title}`);
  heading(writer, plainRun(`${section.code}  ${section.title}`, { bold: true }), 2, 2, 120);
  writer.y += 4;
  audience(writer, section);
  writeBlocks(writer, bookmarks, section);
  if (section.blocks.every((each) => each.type === 'block' && each.runs.length === 0)) note(writer, WORDS.emptySection);
}

function writeBlocks(writer: PdfWriter, bookmarks: Bookmarks, { blocks }: ExportSection): void {
  const texts = new PdfTexts(
    writer,
    blocks.map((each) => (each.type === 'table' || each.kind === 'heading' ? null : each)),
    { parent: writer.root, width: writer.width, size: BODY, step: INDENT, look: { bold: false, italic: false } },
  );
  let level = 2;
  blocks.forEach((each, index) => {
    const item = texts.isItem(index);
    if (!item && index > 0 && texts.isItem(index - 1)) {
      texts.endLists();
      writer.y += 4;
    }
    if (each.type === 'table') writeTable(writer, each);
    else if (each.kind === 'heading') level = writeHeading(writer, bookmarks, each, level);
    else if (item || each.runs.length > 0) {
      const text = texts.text(index);
      writer.flow(text);
      if (!item) text.structure.end();
      writer.y += item ? 3 : 7;
    }
  });
  texts.endLists();
}

/** Levels of headings leave none out: who reads by them would look for what is missing. Says the level that it got. */
function writeHeading(writer: PdfWriter, bookmarks: Bookmarks, { runs, level }: RenderedText, before: number): number {
  const text = runs.map((run) => run.text).join('');
  if (text.trim() === '') return before;
  const own = (level ?? 2) + 1;
  const given = Math.min(own, before + 1);
  writer.y += 8;
  writer.need(70);
  bookmarks.add(given, text);
  heading(writer, runsOf(runs, { bold: true, italic: false }), given, own);
  writer.y += 4;
  return given;
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
