import { addAll, BoxContainer, CellContainer, type Container } from './containers';
import { FieldStack, type FieldHost } from './field-stack';
import type { ListCounter } from './numbering';
import { addParagraph } from './paragraph-blocks';
import { ParagraphDraft } from './paragraph-draft';
import type { ParagraphStyle, StyleSheet } from './styles';
import { TableBuilder } from './table-builder';
import { acceptedMerge } from './tracked';
import { childOf, switchOf, valueOf, wholeOf, type XmlElement } from './xml';

export interface PlacesSource {
  readonly styles: StyleSheet;
  readonly lists: ListCounter;
  /** The file comes from our own export: its lists are ours, whatever Word counts. */
  readonly ours: boolean;
}

interface OpenTable {
  readonly builder: TableBuilder;
  /** Was the row that is open struck? */
  dropped: boolean;
  /** Of the cells of that row: those that stay, and those that were struck. */
  kept: number;
  struck: number;
}

/** A place that is being filled, with what is open in it. */
interface Context {
  readonly container: Container;
  readonly fields: FieldStack;
  readonly tables: OpenTable[];
  paragraph: { readonly draft: ParagraphDraft; readonly boxes: BoxContainer[] } | null;
  /** A paragraph without an end of its own: what it holds goes on in the next. */
  carried: ParagraphDraft | null;
}

/** Where text goes while a part is read: the text itself, and within it boxes, notes and the cells of tables. */
export class StoryPlaces {
  readonly #open: Context[];
  /** Names of the styles that were met and not known. */
  readonly foreign = new Set<string>();

  constructor(
    private readonly source: PlacesSource,
    private readonly host: FieldHost,
    container: Container,
  ) {
    this.#open = [this.#context(container)];
  }

  get fields(): FieldStack {
    return this.#at.fields;
  }

  /** The paragraph that is open; text that stands in none makes one. */
  get draft(): ParagraphDraft {
    this.#at.paragraph ??= { draft: new ParagraphDraft(), boxes: [] };
    return this.#at.paragraph.draft;
  }

  get style(): ParagraphStyle {
    return this.source.styles.paragraph(styleIdOf(this.#at.paragraph?.draft.properties));
  }

  /** Goes on in this place until `leave`. */
  enter(container: Container): void {
    this.#open.push(this.#context(container));
  }

  leave(): void {
    this.finish();
    if (this.#open.length > 1) this.#open.pop();
  }

  enterBox(): void {
    this.enter(new BoxContainer(this.#at.container));
  }

  /** What stood in a box comes behind the paragraph that it hangs on. */
  leaveBox(): void {
    this.finish();
    const box = this.#open.pop()?.container as BoxContainer;
    if (box.parts.length === 0) return;
    this.host.told.add('text-boxes');
    if (this.#at.paragraph === null) addAll(this.#at.container, box.parts);
    else this.#at.paragraph.boxes.push(box);
  }

  beginParagraph(): void {
    this.endParagraph();
    this.#at.paragraph = { draft: new ParagraphDraft(), boxes: [] };
  }

  endParagraph(): void {
    const { paragraph } = this.#at;
    this.#at.paragraph = null;
    if (paragraph === null) return;
    const { draft, boxes } = paragraph;
    const mark = childOf(draft.properties, 'w:rPr');
    if (this.#at.carried !== null) draft.prepend(this.#at.carried);
    this.#at.carried = null;
    // The large first letter of a paragraph is one of its own, and the end of one may be struck.
    const drop = childOf(draft.properties, 'w:framePr')?.attributes.dropCap ?? 'none';
    const goesOn = childOf(mark, 'w:del') ?? childOf(mark, 'w:moveFrom') ?? (drop === 'none' ? undefined : drop);
    if (goesOn !== undefined && boxes.length === 0) this.#at.carried = draft;
    else this.#add(draft, switchOf(mark, 'w:vanish') ?? false);
    for (const { parts } of boxes) addAll(this.#at.container, parts);
  }

  /** Ends what is still open in this place. */
  finish(): void {
    this.endParagraph();
    while (this.#at.tables.length > 0) this.endTable();
    this.#endCarried();
  }

  beginTable(): void {
    this.endParagraph();
    // Words do not go on behind a table, whether the end of their paragraph was struck or not.
    this.#endCarried();
    this.#at.tables.push({ builder: new TableBuilder(this.host.told), dropped: false, kept: 0, struck: 0 });
  }

  endTable(): void {
    this.endParagraph();
    const table = this.#at.tables.pop();
    const block = table?.builder.toBlock() ?? null;
    if (table === undefined || block === null) return;
    this.#at.container.lists.end();
    this.#at.container.add({ kind: 'block', block, notes: table.builder.notes });
  }

  beginRow(): void {
    const table = this.#at.tables.at(-1);
    if (table === undefined) return;
    Object.assign(table, { dropped: false, kept: 0, struck: 0 });
    table.builder.row();
  }

  /** A row of which every cell was struck is none. */
  endRow(): void {
    const table = this.#at.tables.at(-1);
    if (table !== undefined && !table.dropped && table.struck > 0 && table.kept === 0) table.builder.dropRow();
  }

  /** @returns whether the row was struck */
  rowProperties(trPr: XmlElement): boolean {
    const table = this.#at.tables.at(-1);
    if (table === undefined) return false;
    if (childOf(trPr, 'w:del') !== undefined) {
      table.dropped = true;
      table.builder.dropRow();
      return true;
    }
    table.builder.skip(wholeOf(valueOf(trPr, 'w:gridBefore'), 0, 1e6) ?? 0);
    if (switchOf(trPr, 'w:tblHeader')) table.builder.header();
    return false;
  }

  /** @returns false outside a table, where a cell is nothing */
  beginCell(): boolean {
    const table = this.#at.tables.at(-1);
    if (table === undefined) return false;
    this.endParagraph();
    this.enter(new CellContainer(table.dropped ? null : table.builder, this.#at.container, this.host.told));
    return true;
  }

  /** @returns whether the cell was struck; those behind it move up, as Word does when that is accepted */
  cellProperties(tcPr: XmlElement): boolean {
    const { container, paragraph } = this.#at;
    if (!(container instanceof CellContainer)) return false;
    if (childOf(tcPr, 'w:cellDel') !== undefined && paragraph === null && container.drop()) return true;
    const across = childOf(tcPr, 'w:hMerge');
    container.facts = {
      columns: Math.max(1, wholeOf(valueOf(tcPr, 'w:gridSpan'), 1, 1e6) ?? 1),
      down: acceptedMerge(tcPr),
      across: across !== undefined && across.attributes.val !== 'restart',
    };
    return false;
  }

  endCell(): void {
    this.finish();
    const { container } = this.#at;
    this.#open.pop();
    const table = this.#at.tables.at(-1);
    if (!(container instanceof CellContainer) || table === undefined) return;
    container.stand();
    if (container.isStruck) table.struck += 1;
    else table.kept += 1;
  }

  #endCarried(): void {
    const { carried } = this.#at;
    this.#at.carried = null;
    if (carried !== null) this.#add(carried, true);
  }

  /** In a row or cell that was struck nothing is seen, and nothing counts. */
  get #isStruck(): boolean {
    return this.#open.some(({ container }) => container instanceof CellContainer && container.isStruck);
  }

  get #at(): Context {
    return this.#open.at(-1)!;
  }

  #context(container: Container): Context {
    return { container, fields: new FieldStack(this.host), tables: [], paragraph: null, carried: null };
  }

  /** @param hidden its end is not seen: then a number without text is not either */
  #add(draft: ParagraphDraft, hidden: boolean): void {
    const { properties } = draft;
    if (!draft.isFilled && (hidden || this.#isStruck)) return;
    const style = this.source.styles.paragraph(styleIdOf(properties));
    const outline = wholeOf(valueOf(properties, 'w:outlineLvl'), 0, 9);
    const numPr = childOf(properties, 'w:numPr');
    const asked = { numId: valueOf(numPr, 'w:numId') ?? null, level: wholeOf(valueOf(numPr, 'w:ilvl'), 0, 8) ?? null };
    const item = this.source.lists.item(asked, style);
    const byOutline = outline !== undefined && (style.kind === 'plain' || style.kind === 'heading');
    const kind = !byOutline ? style.kind : outline > 8 ? 'plain' : 'heading';
    const depth = byOutline ? outline + 1 : style.depth;
    if (draft.isFilled && kind === 'plain' && item === null && style.foreign)
      this.foreign.add(style.chain[0]?.id ?? '');
    addParagraph(draft, { kind, depth, item, ours: this.source.ours }, this.#at.container, this.host.told);
  }
}

function styleIdOf(properties: XmlElement | undefined): string | null {
  return valueOf(properties, 'w:pStyle') ?? null;
}
