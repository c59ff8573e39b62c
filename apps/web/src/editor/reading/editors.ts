import { shallowRef } from 'vue';
import { hasUnknownContent, TEXT_ROOT } from '@samenspel/collab';
import { type LiveSection, REMOTE } from '@samenspel/collab/client';
import type { Transaction } from 'yjs';
import type { UndoneIn, UndoStack } from '../sync/undo-stack';
import { editorCode, loadEditorCode } from './editor-code';
import { textPlace } from './dom-place';
import type {
  CaretPlace,
  Direction,
  EditorHost,
  HeldKey,
  MountedSection,
  PasteNotice,
  SectionNotes,
} from './mounted-section';

/** One section on the page, as the keeper of the editors needs it. */
export interface SectionPlace {
  readonly live: LiveSection;
  readonly label: () => string;
  readonly prefix: string;
  /** The element in which an editor may be put. */
  readonly parent: () => HTMLElement;
  readonly writable: () => boolean;
  readonly notes?: SectionNotes | undefined;
  /** Takes the static text out of sight, at once. */
  hideStatic(): void;
  /** Draws it again, then calls back. */
  showStatic(drawn: () => void): void;
  focusPlace(): void;
  /**
   * The section ended under somebody's hands. When it begins anew (another history took its place) they go on where they
   * were, and what they type in between is held.
   */
  interrupted(caret: CaretPlace): void;
  /** Something was pasted, and this has to be said of it. */
  pasted(notice: PasteNotice | null): void;
  /** The right to type did not come, or went; what was typed meanwhile is given back. */
  refused(text: string): void;
}

interface Mounted {
  readonly place: SectionPlace;
  readonly section: MountedSection;
  readonly waiting: HeldKey[];
  readonly stop: () => void;
}

/** More editors than this are never there at once; the one used longest ago goes first. */
const MOST = 4;

/** Lends out editors to the sections of one document, and keeps what I did in all of them. */
export class Editors {
  readonly #places = new Map<string, SectionPlace>();
  /** In order of use, the latest last. */
  readonly #mounted = new Map<string, Mounted>();
  /** Where the caret is to come once the code is there. */
  readonly #wanted = new Map<string, CaretPlace>();
  readonly #asking = new Set<string>();
  #undo: UndoStack | null = null;
  #goalX: number | null = null;
  /** The section that the toolbar works on. */
  readonly active = shallowRef<string | null>(null);
  /** Counts what the toolbar, or the page around the text, may have to show differently. */
  readonly changes = shallowRef(0);

  constructor(
    private readonly order: () => readonly string[],
    private readonly page: { openLinkDialog(): void; openTools(): void },
  ) {}

  register(place: SectionPlace): () => void {
    const id = place.live.sectionId;
    this.#places.set(id, place);
    return () => {
      this.close(id);
      this.#undo?.drop(id);
      this.#places.delete(id);
    };
  }

  get activeSection(): MountedSection | null {
    return (this.active.value && this.#mounted.get(this.active.value)?.section) || null;
  }

  /** Does something that was pressed wait for the right to write? */
  get waiting(): boolean {
    void this.changes.value;
    return [...this.#mounted.values()].some(({ waiting }) => waiting.length > 0);
  }

  get undoStack(): UndoStack | null {
    return this.#undo;
  }

  /** Brings the caret there, with an editor around it. False: nobody may write there. */
  open(id: string, caret: CaretPlace, waiting: HeldKey[] = []): boolean {
    const place = this.#places.get(id);
    if (!place?.writable()) return false;
    const there = this.#mounted.get(id);
    if (there) {
      there.section.place(caret);
      return true;
    }
    if (editorCode()) {
      this.#mount(id, place, caret, waiting);
      return true;
    }
    // A second press while the code comes (a double click selects a word) replaces the place, not the editor.
    const coming = this.#wanted.has(id);
    this.#wanted.set(id, caret);
    if (!coming) void this.#mountWhenLoaded(id, place, waiting);
    return true;
  }

  /** Back to the caret of an editor that is there. */
  goOn(id: string): void {
    this.#mounted.get(id)?.section.focus();
  }

  /** Puts the static text back in the place of the editor. */
  close(id: string): void {
    const mounted = this.#mounted.get(id);
    if (!mounted) return;
    this.#mounted.delete(id);
    mounted.stop();
    if (this.active.value === id) this.active.value = null;
    mounted.section.unbind();
    mounted.place.showStatic(() => mounted.section.destroy());
    this.changes.value++;
  }

  undo(): void {
    this.#bring(this.#undo?.undo() ?? null);
  }

  redo(): void {
    this.#bring(this.#undo?.redo() ?? null);
  }

  /** Any key but up and down, and any press, ends the column that the caret was following. */
  forgetColumn(): void {
    this.#goalX = null;
  }

  destroy(): void {
    for (const [id, { section, stop }] of this.#mounted) {
      this.#mounted.delete(id);
      stop();
      section.destroy();
    }
    this.#undo?.destroy();
  }

  async #mountWhenLoaded(id: string, place: SectionPlace, waiting: HeldKey[]): Promise<void> {
    const code = await loadEditorCode().catch(() => null);
    const caret = this.#wanted.get(id);
    this.#wanted.delete(id);
    if (!code || !caret || this.#places.get(id) !== place || !place.writable())
      place.refused(heldText(waiting.splice(0)));
    else this.#mount(id, place, caret, waiting);
  }

  #mount(id: string, place: SectionPlace, caret: CaretPlace, waiting: HeldKey[]): void {
    const code = editorCode();
    if (!code || this.#mounted.has(id)) return;
    const { live } = place;
    this.#undo ??= code.createUndoStack();
    this.#undo.add(id, live.doc.getXmlFragment(TEXT_ROOT));
    this.#askToWrite(id, place, waiting);
    place.hideStatic();
    const section = code.mountSection(place.parent(), this.#host(id, place, waiting));
    this.#undo.selectionOf(id, () => (this.#mounted.get(id)?.section === section ? section.selection() : null));
    this.#mounted.set(id, { place, section, waiting, stop: this.#guard(id, place, waiting) });
    section.place(caret);
    this.#used(id);
  }

  /** Takes the editor away before it draws what it does not know, and when the right to write goes. */
  #guard(id: string, place: SectionPlace, waiting: HeldKey[]): () => void {
    const { live } = place;
    const unknown = (tr: Transaction): void => {
      if (tr.origin === REMOTE && hasUnknownContent(live.doc)) this.close(id);
    };
    live.doc.on('beforeObserverCalls', unknown);
    const stop = live.on('changed', () => {
      if (live.state === 'closed') this.#interrupt(id, place);
      else if (live.right !== 'write') this.#stop(id, place, waiting);
      else if (live.state === 'live' && !live.mayType) this.#askToWrite(id, place, waiting);
      this.changes.value++;
    });
    return () => {
      stop();
      live.doc.off('beforeObserverCalls', unknown);
    };
  }

  /** The right to write went, and the right to read stays. */
  #stop(id: string, place: SectionPlace, waiting: HeldKey[]): void {
    const typing = this.#mounted.get(id)?.section.hasFocus() === true;
    const held = heldText(waiting.splice(0));
    this.close(id);
    if (typing || held !== '') place.refused(held);
  }

  #interrupt(id: string, place: SectionPlace): void {
    if (this.#mounted.get(id)?.section.hasFocus()) place.interrupted(caretIn(place.parent()));
    this.close(id);
  }

  #askToWrite(id: string, place: SectionPlace, waiting: HeldKey[]): void {
    if (this.#asking.has(id)) return;
    this.#asking.add(id);
    const settled = (may: boolean): void => {
      this.#asking.delete(id);
      if (may || !this.#mounted.has(id)) return;
      this.close(id);
      place.refused(heldText(waiting.splice(0)));
    };
    place.live.prepareToWrite().then(settled, () => settled(false));
  }

  #host(id: string, place: SectionPlace, waiting: HeldKey[]): EditorHost {
    return {
      live: place.live,
      label: place.label(),
      prefix: place.prefix,
      hold: { waiting, changed: () => void this.changes.value++ },
      ...(place.notes === undefined ? {} : { notes: place.notes }),
      leave: (direction, x) => this.#leave(id, direction, x),
      undo: () => this.undo(),
      redo: () => this.redo(),
      boundary: () => this.#undo?.boundary(),
      openLinkDialog: () => this.page.openLinkDialog(),
      openTools: () => this.page.openTools(),
      escape: () => this.#stepOut(id, place),
      focused: () => this.#used(id),
      changed: () => void this.changes.value++,
      pasted: (notice) => place.pasted(notice),
    };
  }

  /** The next Tab goes on behind the text: in a table it would only walk through the cells. */
  #stepOut(id: string, place: SectionPlace): void {
    const element = this.#mounted.get(id)?.section.element;
    if (element) element.tabIndex = -1;
    place.focusPlace();
    document.activeElement?.addEventListener('blur', () => element && (element.tabIndex = 0), { once: true });
  }

  #leave(id: string, direction: Direction, x: number): boolean {
    const forward = direction === 'down' || direction === 'right';
    const order = this.order();
    const rest = forward ? order.slice(order.indexOf(id) + 1) : order.slice(0, order.indexOf(id)).reverse();
    const next = rest.find((other) => this.#places.get(other)?.writable());
    if (!next) return false;
    if (direction === 'left' || direction === 'right') return this.open(next, { at: forward ? 'start' : 'end' });
    this.#goalX ??= x;
    return this.open(next, { at: forward ? 'first-line' : 'last-line', x: this.#goalX });
  }

  #bring(undone: UndoneIn | null): void {
    this.changes.value++;
    if (!undone) return;
    if (!this.#mounted.has(undone.sectionId)) this.open(undone.sectionId, { at: 'start' });
    this.#mounted.get(undone.sectionId)?.section.restore(undone.selection);
  }

  #used(id: string): void {
    const mounted = this.#mounted.get(id);
    if (!mounted) return;
    this.#mounted.delete(id);
    this.#mounted.set(id, mounted);
    this.active.value = id;
    this.changes.value++;
    for (const [other, { section }] of this.#mounted) {
      if (this.#mounted.size <= MOST) break;
      if (!section.hasFocus()) this.close(other);
    }
  }
}

/** Where the caret or selection is, in a form that outlives the editor. */
function caretIn(container: HTMLElement): CaretPlace {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {};
  const anchor = anchorNode && textPlace(container, anchorNode, anchorOffset ?? 0);
  const head = focusNode && textPlace(container, focusNode, focusOffset ?? 0);
  return anchor && head ? { at: 'text', anchor, head } : { at: 'start' };
}

/** What was pressed or pasted while nothing could be written, as text to give back. */
export function heldText(waiting: readonly HeldKey[]): string {
  return waiting.map(textOf).join('');
}

function textOf(key: HeldKey): string {
  switch (key.kind) {
    case 'text':
    case 'paste':
      return key.text;
    case 'key':
      return key.init.key === 'Enter' ? '\n' : '';
    case 'place':
      return '';
  }
}
