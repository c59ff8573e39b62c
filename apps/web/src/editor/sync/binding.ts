import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { type Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import * as Y from 'yjs';
import { TEXT_ROOT } from '@samenspel/collab';
import { REMOTE } from '@samenspel/collab/client';
import { blocksInOrder } from '../reading/dom-place';
import { TYPED_OVER } from '../reading/edit-origin';
import { showOtherwise } from '../reading/shown';
import { Agreement } from './agreement';
import { draw, type SharedEvent } from './draw';
import { markDrawn, TYPED } from './drawn';
import { follow, type LetterPlace } from './follow';
import { elementsOf, isBlock, nodeFrom } from './nodes';
import { elementAround, positionAt } from './places';
import { HeldBlock, setHeld } from './held-block';
import { type Range, Writing, writeDifferences } from './write';

/** One end of the selection: a position, and where it stands among the letters of its block. */
interface End {
  readonly position: number;
  readonly letters: LetterPlace | null;
}

interface Ends {
  readonly anchor: End;
  readonly head: End;
}

/** So long the drawing of a block waits for a sign that is being composed in it: some keyboards compose without end. */
const MOST_HELD_MS = 4_000;

let repairs = 0;

/** How often an editor and its shared text differed after a change, and were made equal by comparing all of them. */
export function bindingRepairs(): number {
  return repairs;
}

let blocksHeld = 0;

/** Blocks that are not drawn just now, since a sign is composed in them. */
export function heldBlocks(): number {
  return blocksHeld;
}

/**
 * Keeps an editor and the shared text of its section equal, in small steps both ways. After each change the two are
 * compared; what differs is put right, and counted.
 */
export class Binding {
  readonly #root: Y.XmlFragment;
  #agreement = new Agreement();
  #held: HeldBlock | null = null;
  #update: Uint8Array | null = null;
  /** Did drawing fail? Then the editor does not know what others wrote, and must not win. */
  #behind = false;
  #ended = false;
  #ending: ReturnType<typeof setTimeout> | null = null;
  /** What was selected when a composition began, until it changes something. */
  #over: (Range & { readonly doc: Node }) | null = null;
  /** The selection before a change. */
  readonly #ends = new WeakMap<Y.Transaction, Ends>();

  constructor(
    private readonly doc: Y.Doc,
    private readonly view: EditorView,
  ) {
    this.#root = doc.getXmlFragment(TEXT_ROOT);
    doc.on('beforeTransaction', this.#noteSelection);
    this.#root.observeDeep(this.#changed);
    const tr = view.state.tr;
    this.#redraw(tr);
    view.dispatch(markDrawn(tr));
  }

  /** From now on nothing is drawn or written. */
  destroy(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.doc.off('beforeTransaction', this.#noteSelection);
    this.#root.unobserveDeep(this.#changed);
    if (this.#ending) clearTimeout(this.#ending);
    if (this.#held) this.#letGo();
  }

  /** A composition begins: it replaces what is selected. */
  composes(): void {
    const { doc, selection } = this.view.state;
    const { from, to, empty, $from, $to } = selection;
    this.#over = !empty && isBlock($from.parent) && $from.sameParent($to) ? { doc, from, to } : null;
  }

  #overIn(change: Transaction): Range | null {
    // A composition that was given up changed nothing: what is typed later is typed, not composed over that.
    return change.getMeta('composition') !== undefined && this.#over?.doc === change.before ? this.#over : null;
  }

  /** Called before an edit of another is put into the shared text. */
  coming(update: Uint8Array): void {
    this.#update = update;
  }

  #updateOf(transaction: Y.Transaction): Uint8Array | null {
    return transaction.origin === REMOTE ? this.#update : null;
  }

  /** Writes what was done in the editor in the shared text. */
  write(changes: readonly Transaction[]): void {
    if (this.#ended) return;
    const { doc } = this.view.state;
    this.doc.transact((transaction) => {
      transaction.meta.set(this, true);
      const undoable = changes.some((change) => change.getMeta('addToHistory') !== false);
      transaction.meta.set('addToHistory', undoable);
      const writing = new Writing(this.#root, this.#held);
      for (const change of changes) writing.write(change, this.#overIn(change));
      transaction.meta.set(TYPED_OVER, writing.typedOver);
      this.#over = null;
      if (this.#held?.gone || this.#behind || this.#agreement.holds(doc, this.#root)) return;
      repairs += 1;
      writeDifferences(this.#root, doc);
      this.#agreement.holds(doc, this.#root);
    }, TYPED);
    if (this.#behind) this.#drawAnew();
  }

  readonly #noteSelection = (transaction: Y.Transaction): void => {
    const { anchor, head } = this.view.state.selection;
    if (transaction.origin !== TYPED) this.#ends.set(transaction, { anchor: this.#end(anchor), head: this.#end(head) });
  };

  #end(position: number): End {
    const $pos = this.view.state.doc.resolve(position);
    const block = isBlock($pos.parent) ? elementAround(this.#root, $pos) : null;
    const letters =
      block instanceof Y.XmlElement
        ? { block, texts: this.#agreement.textsOf(block), offset: $pos.parentOffset }
        : null;
    return { position, letters };
  }

  readonly #changed = (events: readonly SharedEvent[], transaction: Y.Transaction): void => {
    const isOwn = transaction.meta.has(this);
    if (!isOwn) this.#hold(events, transaction);
    const held = this.#held;
    if (held?.gone) return;
    const unknown = isOwn ? events.filter(({ target }) => held?.wroteElsewhere(target)) : events;
    if (unknown.length > 0) this.#draw(unknown, transaction);
    if (!isOwn) this.#update = null;
  };

  #draw(events: readonly SharedEvent[], transaction: Y.Transaction): void {
    const { state } = this.view;
    const tr = state.tr;
    this.#behind = true;
    draw(tr, this.#root, events, (block) => this.#agreement.textsOf(block), this.#agreement.held);
    for (const { target } of events) this.#agreement.forget(target);
    if (!this.#agreement.holds(tr.doc, this.#root)) {
      repairs += 1;
      this.#redraw(tr);
    }
    if (tr.docChanged) {
      const ends = this.#ends.get(transaction);
      if (ends) tr.setSelection(this.#selectionAfter(tr, transaction, events, ends));
      // Bold was asked for, and the letter is still to come.
      if (state.storedMarks && !this.view.composing) tr.setStoredMarks(state.storedMarks);
      this.view.dispatch(markDrawn(tr));
    }
    this.#behind = false;
  }

  /** Draws all that the shared text says, after drawing failed. */
  #drawAnew(): void {
    repairs += 1;
    this.#agreement = new Agreement();
    const tr = this.view.state.tr;
    this.#redraw(tr);
    this.view.dispatch(markDrawn(tr));
    this.#behind = false;
  }

  #selectionAfter(
    tr: Transaction,
    transaction: Y.Transaction,
    events: readonly SharedEvent[],
    { anchor, head }: Ends,
  ): Selection {
    const { selection } = this.view.state;
    if (!(selection instanceof TextSelection)) return selection.map(tr.doc, tr.mapping);
    const after = ({ position, letters }: End, side: -1 | 1): number => {
      const moved = letters && letters.block !== this.#agreement.held && concerns(letters, events);
      const place = moved ? follow(transaction, letters, side, this.#updateOf(transaction)) : null;
      return (place && positionAt(this.#root, tr.doc, place)) ?? tr.mapping.map(position, side);
    };
    const forward = anchor.position <= head.position;
    const [first, last] = forward ? [anchor, head] : [head, anchor];
    const to = after(last, -1);
    // What others write at the edges of what is selected is not selected; a caret stays behind the letter before it.
    let from = first.position === last.position ? to : after(first, 1);
    // Nothing is left of what was selected, unless its ends were moved past each other.
    if (from > to) from = after(first, -1);
    const [$from, $to] = [tr.doc.resolve(from), tr.doc.resolve(to)];
    return forward ? TextSelection.between($from, $to) : TextSelection.between($to, $from);
  }

  /** Keeps the block in which a sign is composed as it is drawn, from the first change of others in it. */
  #hold(events: readonly SharedEvent[], transaction: Y.Transaction): void {
    const { $head } = this.view.state.selection;
    if (this.#held) return this.#held.follow(transaction, this.#updateOf(transaction));
    const letters = this.view.composing ? this.#ends.get(transaction)?.head.letters : null;
    if (!letters || !concerns(letters, events)) return;
    const held = new HeldBlock(letters, $head.parent.attrs.id, transaction, this.#updateOf(transaction));
    this.#held = held;
    blocksHeld += 1;
    this.#agreement.held = held.block;
    setHeld(this.#root, held);
    showOtherwise(this.doc, {
      get stale() {
        return held.gone;
      },
      place: ({ block, offset }) => ({
        block,
        offset: blocksInOrder(this.#root)[block] === held.block ? held.shownAt(offset) : offset,
      }),
    });
    this.#ending = setTimeout(() => this.release(), MOST_HELD_MS);
  }

  /** Draws what was held back while a sign was composed, if anything was. */
  release(): void {
    const held = this.#held;
    if (!held) return;
    if (this.#ending) clearTimeout(this.#ending);
    const { selection } = this.view.state;
    const places = [selection.$anchor, selection.$head].map((end) =>
      end.parent.attrs.id === held.id ? held.place(end.parentOffset) : null,
    );
    this.#letGo();
    this.#agreement = new Agreement();
    const tr = this.view.state.tr;
    this.#redraw(tr);
    const [anchor, head] = [selection.anchor, selection.head].map((end, at) => {
      const place = places[at];
      return (place && positionAt(this.#root, tr.doc, place)) ?? tr.mapping.map(end);
    });
    if (selection instanceof TextSelection)
      tr.setSelection(TextSelection.between(tr.doc.resolve(anchor!), tr.doc.resolve(head!)));
    this.view.dispatch(markDrawn(tr));
  }

  #letGo(): void {
    this.#held = null;
    blocksHeld -= 1;
    setHeld(this.#root, null);
    showOtherwise(this.doc, null);
  }

  /** Replaces what differs, from the first child that does to the last. */
  #redraw(tr: Transaction): void {
    const { doc } = tr;
    const elements = elementsOf(this.#root);
    if (elements.length === 0 && this.#agreement.holds(doc, this.#root)) return;
    const most = Math.min(doc.childCount, elements.length);
    let first = 0;
    let from = 0;
    for (; first < most && this.#agreement.isSame(doc.child(first), elements[first]!); first += 1)
      from += doc.child(first).nodeSize;
    let last = 0;
    let to = doc.content.size;
    const isSameAt = (back: number): boolean =>
      this.#agreement.isSame(doc.child(doc.childCount - back), elements[elements.length - back]!);
    for (; first + last < most && isSameAt(last + 1); last += 1) to -= doc.child(doc.childCount - last - 1).nodeSize;
    const { schema } = doc.type;
    const nodes = elements.slice(first, elements.length - last).map((element) => nodeFrom(schema, element));
    const content = Fragment.fromArray(elements.length === 0 ? [schema.node('block')] : nodes);
    tr.step(new ReplaceStep(from, to, new Slice(content, 0, 0)));
    this.#agreement.holds(tr.doc, this.#root);
  }
}

/** Did this change the letters of the block, or take it away? */
function concerns({ block, texts }: LetterPlace, events: readonly SharedEvent[]): boolean {
  if (block._item?.deleted !== false) return true;
  return events.some(({ target }) => target === block || texts.some(({ text }) => text === target));
}
