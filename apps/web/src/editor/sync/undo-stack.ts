import * as Y from 'yjs';

/** One section's part in the history. */
export interface UndoneIn {
  readonly sectionId: string;
  /** Where the caret goes, as the editor of that section noted it: before what is undone, behind what is redone. */
  readonly selection: unknown;
}

/** Where the caret was before and after a change. */
interface Around {
  readonly before: unknown;
  readonly after: unknown;
}

interface Entry {
  readonly sectionId: string;
  readonly manager: Y.UndoManager;
  /** The selection of this section's editor, around what is being written. */
  selection: () => Around | null;
}

/**
 * What I did in a document, in order, over all its sections: undo takes my latest edit wherever it was. It outlives the
 * editors, and never takes away an element in which others have written.
 */
export class UndoStack {
  readonly #entries = new Map<string, Entry>();
  readonly #done: Entry[] = [];
  readonly #undone: Entry[] = [];
  #moving = false;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly origins: readonly unknown[]) {}

  /** Follows what is typed in a section from now on; idempotent. */
  add(sectionId: string, scope: Y.XmlFragment): void {
    if (this.#entries.has(sectionId)) return;
    const manager = new Y.UndoManager(scope, {
      trackedOrigins: new Set(this.origins),
      deleteFilter: keepOthers,
      captureTransaction: (tr) => tr.meta.get('addToHistory') !== false,
    });
    const entry: Entry = { sectionId, manager, selection: () => null };
    manager.on('stack-item-added', ({ type, stackItem }) => {
      if (!this.#moving) stackItem.meta.set('selection', entry.selection());
      this.#note(entry, type);
    });
    manager.on('stack-item-updated', ({ stackItem }) => {
      const { before } = (stackItem.meta.get('selection') ?? {}) as Partial<Around>;
      stackItem.meta.set('selection', { before, after: entry.selection()?.after });
    });
    this.#entries.set(sectionId, entry);
  }

  /** Who can tell where the caret is in this section, while its editor is there. */
  selectionOf(sectionId: string, selection: () => Around | null): void {
    const entry = this.#entries.get(sectionId);
    if (entry) entry.selection = selection;
  }

  /** The section is gone from this page: its history goes with it. */
  drop(sectionId: string): void {
    const entry = this.#entries.get(sectionId);
    if (!entry) return;
    this.#entries.delete(sectionId);
    removeAll(this.#done, entry);
    removeAll(this.#undone, entry);
    entry.manager.destroy();
    this.#tell();
  }

  /** These letters stand elsewhere now, by the hand of another: undoing the step that took them away no longer brings them back. */
  forget(sectionId: string, letters: readonly Y.ID[]): void {
    const { manager } = this.#entries.get(sectionId) ?? {};
    for (const { deletions } of manager?.undoStack ?? []) {
      for (const { client, clock } of letters) {
        const ranges = deletions.clients.get(client);
        const at = ranges?.findIndex((range) => range.clock <= clock && clock < range.clock + range.len) ?? -1;
        const range = ranges?.[at];
        if (!ranges || !range) continue;
        const parts = [
          { clock: range.clock, len: clock - range.clock },
          { clock: clock + 1, len: range.clock + range.len - clock - 1 },
        ];
        ranges.splice(at, 1, ...parts.filter(({ len }) => len > 0));
      }
    }
  }

  undo(): UndoneIn | null {
    return this.#take(this.#done, 'before');
  }

  redo(): UndoneIn | null {
    return this.#take(this.#undone, 'after');
  }

  get mayUndo(): boolean {
    return this.#done.length > 0;
  }

  get mayRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** What comes next is a step of its own. */
  boundary(): void {
    for (const { manager } of this.#entries.values()) manager.stopCapturing();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  destroy(): void {
    for (const sectionId of [...this.#entries.keys()]) this.drop(sectionId);
  }

  #take(from: Entry[], side: keyof Around): UndoneIn | null {
    this.boundary();
    for (;;) {
      const entry = from.pop();
      if (!entry) {
        this.#tell();
        return null;
      }
      const { manager } = entry;
      this.#moving = true;
      const moved = from === this.#done ? manager.undo() : manager.redo();
      this.#moving = false;
      this.#trim(entry);
      if (!moved) continue;
      const around = (moved.meta.get('selection') ?? null) as Around | null;
      // The way back leads between the same two places.
      (from === this.#done ? manager.redoStack : manager.undoStack).at(-1)?.meta.set('selection', around);
      this.#tell();
      return { sectionId: entry.sectionId, selection: around?.[side] ?? null };
    }
  }

  /** The manager skips steps that change nothing any more; forget those here as well. */
  #trim(entry: Entry): void {
    for (const [order, stack] of [
      [this.#done, entry.manager.undoStack],
      [this.#undone, entry.manager.redoStack],
    ] as const) {
      while (order.filter((other) => other === entry).length > stack.length) order.splice(order.indexOf(entry), 1);
    }
  }

  #note(entry: Entry, type: 'undo' | 'redo'): void {
    if (this.#moving) {
      (type === 'undo' ? this.#done : this.#undone).push(entry);
      return;
    }
    this.#done.push(entry);
    this.#undone.length = 0;
    for (const { manager } of this.#entries.values()) {
      if (manager === entry.manager) continue;
      // Else the next edit there would join a step from before this one, and the order would be lost.
      manager.stopCapturing();
      manager.clear(false, true);
    }
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** An element or text that holds anything stays: it may hold what another wrote. */
function keepOthers(item: Y.Item): boolean {
  if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentType)) return true;
  const { type } = item.content;
  return !(type instanceof Y.XmlText || type instanceof Y.XmlElement) || type._length === 0;
}

function removeAll(list: Entry[], entry: Entry): void {
  for (let at = list.indexOf(entry); at >= 0; at = list.indexOf(entry)) list.splice(at, 1);
}
