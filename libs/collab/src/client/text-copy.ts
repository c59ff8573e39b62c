import * as Y from 'yjs';
import { createTextDoc } from '../schema/text-doc';
import { copiesIn, type Copy } from './copies';
import { Listeners } from './listeners';
import { REMOTE, type LogPlace } from './live-section';
import type { OwnText } from './own-text';
import { wipe } from './wipe';

/** The copy of a section's text in this browser, and how what the server tells gets into it. */
export class TextCopy {
  readonly doc = createTextDoc();
  /** The client ids under which this browser wrote. */
  readonly ownClientIds = new Set<number>();
  readonly beforeRemote = new Listeners<[update: Uint8Array, place: LogPlace | null]>();

  readonly #copies = new WeakMap<Y.Transaction, readonly Copy[]>();

  constructor(private readonly own: OwnText) {
    this.doc.on('afterTransaction', (transaction) => {
      if (transaction.local) this.#copies.set(transaction, copiesIn(transaction));
    });
  }

  /** What this edit of the own hand only moved. */
  copiesOf(transaction: Y.Transaction): readonly Copy[] {
    return this.#copies.get(transaction) ?? [];
  }

  /**
   * Takes in rows of the log behind the one at `after`; own ones may be left out.
   *
   * @returns false when somebody else wrote under the lease of this page: the two cannot be one text
   */
  applyRows(updates: readonly Uint8Array[], after: number): boolean {
    let index = 0;
    for (const update of updates) {
      const isOwn = [...Y.parseUpdateMeta(update).to.keys()].some((client) => this.ownClientIds.has(client));
      if (!this.apply(update, isOwn ? null : { after, index })) return false;
      if (!isOwn) index += 1;
    }
    return true;
  }

  /** Takes in an update of the server; the place is null where it is a whole text. The answer is that of `applyRows`. */
  apply(update: Uint8Array, place: LogPlace | null): boolean {
    if (this.own.isTaken(update)) return false;
    this.own.seen(update);
    this.beforeRemote.tell(update, place);
    Y.applyUpdate(this.doc, update, REMOTE);
    return true;
  }

  /** Nothing of it may be read any more. */
  end(): void {
    wipe(this.doc);
    this.doc.destroy();
  }
}
