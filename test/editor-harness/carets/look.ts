/** An own edit that leaves a page, and what comes to one: an edit of another, or word that an own one is in the log. */
export interface Leaving {
  readonly update: readonly number[];
  readonly upTo: { readonly client: number; readonly clock: number };
}
export type Arriving =
  | { readonly update: readonly number[]; readonly seq: number }
  | { readonly upTo: Leaving['upTo']; readonly seq: number };

/** A place on the screen: in the n-th block, so many characters from its start. */
export interface Place {
  readonly block: number;
  readonly offset: number;
}

/** What a writer sees, and what the shared text says of its letters (only to know one letter from an equal one). */
export interface Look {
  /** In reading order; `cell` tells in which cell of a table, -1 outside. */
  readonly blocks: readonly { readonly key: string; readonly cell: number; readonly text: string }[];
  /** Null where the selection is not in a line of text. */
  readonly anchor: Place | null;
  readonly head: Place | null;
  /** Cells or a whole table are selected. */
  readonly special: boolean;
  readonly shared: readonly { readonly element: string; readonly text: string; readonly ids: readonly string[] }[];
  /** Letters that undo brought back: from which id on, how many, under which id. */
  readonly redone: readonly (readonly [string, number, string])[];
  readonly leaving: readonly Leaving[];
  /** Own text that is offered back. */
  readonly offers: readonly string[];
  readonly repairs: number;
}

interface EditorPage {
  readonly repairs: number;
  readonly composing: boolean;
  reset(text: readonly number[], client: number): Promise<void>;
  take(): Leaving[];
  receive(carried: readonly Arriving[]): void;
  letters(): Pick<Look, 'redone'> & { readonly blocks: Look['shared'] };
  caret(): unknown;
  peers(places: readonly unknown[]): void;
}

declare global {
  interface Window {
    /** What the harness page offers to this campaign. */
    __editor: EditorPage;
    /** The clock of the page, in milliseconds: undo joins what was typed within half a second. */
    __now: number;
    __look(): Look;
    __ready(): Promise<boolean>;
    /** Looks once all these letters are there. */
    __until(letters: string): Promise<Look>;
    __quiet(): Promise<Look>;
    /** Looks before the first comes, and after each. */
    __receive(carried: readonly Arriving[]): Look[];
    __point(block: number, offset: number): { x: number; y: number };
  }
}

/** Runs in the page before anything else. It reads the DOM alone, with nothing of the editor. */
export function install(): void {
  window.__now = 1_700_000_000_000;
  Date.now = () => window.__now;
  const container = (): HTMLElement => document.querySelector('.s-section__text')!;
  const lines = (): Element[] => [...container().querySelectorAll('.s-block')];
  // What the editor puts into a line for itself: the mark of a caret in bold, for one.
  const plain = (text: string): string => text.replaceAll('\uFEFF', '');
  const place = (node: Node | null, offset: number): Place | null => {
    const element = node instanceof Element ? node : (node?.parentElement ?? null);
    const line = element?.closest('.s-block');
    if (!node || !line || !element?.closest('.ProseMirror')) return null;
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, offset);
    return { block: lines().indexOf(line), offset: plain(range.toString()).length };
  };
  window.__look = () => {
    window.__now += 50;
    const selection = document.getSelection()!;
    const cells = [...container().querySelectorAll('td, th')];
    const { blocks, redone } = window.__editor.letters();
    return {
      blocks: lines().map((line) => ({
        key: (line.getAttribute('data-key') ?? '').split('~')[0]!,
        cell: cells.indexOf(line.closest('td, th')!),
        text: plain(line.textContent),
      })),
      anchor: place(selection.anchorNode, selection.anchorOffset),
      head: place(selection.focusNode, selection.focusOffset),
      special:
        container().querySelector('.ProseMirror-selectednode, .selectedCell, .ProseMirror-hideselection') !== null,
      shared: blocks,
      redone,
      leaving: window.__editor.take(),
      offers: [...container().querySelectorAll('.s-salvage__text')].map(({ textContent }) => textContent),
      repairs: window.__editor.repairs,
    };
  };
  window.__ready = async () => {
    const there = (): boolean => container().querySelector('.ProseMirror-focused') !== null;
    for (let turn = 0; turn < 1000 && !there(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
    return there();
  };
  window.__until = async (letters) => {
    const there = (): boolean => [...letters].every((letter) => container().textContent.includes(letter));
    for (let turn = 0; turn < 200 && !there(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
    return window.__look();
  };
  window.__quiet = async () => {
    for (let turn = 0; turn < 100 && window.__editor.composing; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 0));
    return window.__look();
  };
  window.__receive = (carried) => [
    window.__look(),
    ...carried.map((each) => {
      window.__editor.receive([each]);
      return window.__look();
    }),
  ];
  window.__point = (block, offset) => {
    const line = lines()[block]!;
    line.scrollIntoView({ block: 'nearest' });
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let left = offset;
    for (let last = walker.nextNode() as Text | null; last; last = walker.nextNode() as Text | null) {
      const range = document.createRange();
      if (left < last.length) {
        range.setStart(last, left);
        range.setEnd(last, left + 1);
        const box = range.getBoundingClientRect();
        return { x: box.left + 1, y: box.top + box.height / 2 };
      }
      left -= last.length;
      range.selectNodeContents(last);
      const box = range.getBoundingClientRect();
      if (left === 0 && walker.nextNode() === null) return { x: box.right + 2, y: box.top + box.height / 2 };
      walker.previousNode();
      walker.currentNode = last;
    }
    const box = (line.querySelector('li') ?? line).getBoundingClientRect();
    return { x: box.left + 4, y: box.top + box.height / 2 };
  };
}
