import { draftText } from './draft-text';
import type { RecoveredDraft, RefusalReason } from './live-section';
import type { Outbox } from './ports';
import type { DraftRecords } from './section-host';

export interface DraftsPorts {
  /** Person and seat: nobody else gets to see them. */
  readonly owner: string;
  readonly outbox: Outbox | null;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly warn: (event: string, cause: unknown) => void;
  readonly changed: () => void;
}

/** Where unsent text came from. */
export interface DraftOrigin {
  readonly sectionId: string;
  readonly sectionTitle: string;
  /** Restricted text stays in memory, also as a draft. */
  readonly restricted: boolean;
}

/** Own text that the server will not take, for its author to keep, put back or throw away. */
export class Drafts {
  #all: readonly RecoveredDraft[] = [];

  constructor(private readonly ports: DraftsPorts) {}

  get all(): readonly RecoveredDraft[] {
    return this.#all;
  }

  /** Brings those of earlier pages. */
  async load(): Promise<void> {
    try {
      const earlier = (await this.ports.outbox?.drafts(this.ports.owner)) ?? [];
      const here = new Set(this.#all.map(({ draftId }) => draftId));
      const missing = earlier.filter(({ draftId }) => !here.has(draftId)).map((draft) => ({ ...draft, kept: true }));
      this.#all = [...missing, ...this.#all];
    } catch (cause) {
      this.ports.warn('drafts-unread', cause);
    }
  }

  /**
   * Keeps the words of these updates.
   *
   * @param records whose place the draft takes once they were written
   */
  keep(origin: DraftOrigin, reason: RefusalReason, updates: readonly Uint8Array[], records: DraftRecords): void {
    const { sectionId, sectionTitle, restricted } = origin;
    const at = this.ports.now().toISOString();
    const text = draftText(updates, records.copies);
    const draft = { draftId: this.ports.newId(), sectionId, sectionTitle, reason, at, text, kept: false };
    if (text !== '') this.#all = [...this.#all, draft];
    this.ports.changed();
    void this.#store(text === '' || restricted ? null : draft, records.keys, records.written);
  }

  async discard(draftId: string): Promise<void> {
    await this.ports.outbox?.dropDraft(draftId);
    this.#all = this.#all.filter((draft) => draft.draftId !== draftId);
    this.ports.changed();
  }

  async #store(draft: RecoveredDraft | null, keys: readonly string[], written: Promise<unknown>): Promise<void> {
    const { outbox, owner } = this.ports;
    if (outbox === null) return;
    try {
      await written;
      if (draft === null) {
        if (keys.length > 0) await outbox.replace(keys, []);
        return;
      }
      await outbox.keepDraft(owner, draft, keys);
      this.#all = this.#all.map((one) => (one.draftId === draft.draftId ? { ...one, kept: true } : one));
      this.ports.changed();
    } catch (cause) {
      this.ports.warn('draft-not-kept', cause);
    }
  }
}
