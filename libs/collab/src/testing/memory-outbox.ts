import type { RecoveredDraft } from '../client/live-section';
import type { LeaseLocks, Outbox, OutboxRecord } from '../client/ports';

/** An outbox that outlives its client, as IndexedDB outlives a page. */
export class MemoryOutbox implements Outbox {
  readonly records = new Map<string, OutboxRecord>();
  replace(remove: readonly string[], put: readonly OutboxRecord[]): Promise<void> {
    for (const key of remove) this.records.delete(key);
    for (const record of put) this.records.set(record.key, record);
    return Promise.resolve();
  }

  readonly kept = new Map<string, { owner: string; draft: RecoveredDraft }>();
  keepDraft(owner: string, draft: RecoveredDraft, instead: readonly string[]): Promise<void> {
    for (const key of instead) this.records.delete(key);
    this.kept.set(draft.draftId, { owner, draft });
    return Promise.resolve();
  }
  dropDraft(draftId: string): Promise<void> {
    this.kept.delete(draftId);
    return Promise.resolve();
  }
  drafts(owner: string): Promise<RecoveredDraft[]> {
    return Promise.resolve([...this.kept.values()].filter((one) => one.owner === owner).map(({ draft }) => draft));
  }

  /** What the next page finds: what the last one still had to write when it ended never comes. */
  fork(): MemoryOutbox {
    const next = new MemoryOutbox();
    for (const [key, record] of this.records) next.records.set(key, record);
    for (const [key, kept] of this.kept) next.kept.set(key, kept);
    return next;
  }

  all(owner: string): Promise<OutboxRecord[]> {
    return Promise.resolve(
      [...this.records.values()]
        .filter((record) => record.owner === owner)
        .sort((one, other) => (one.key < other.key ? -1 : 1)),
    );
  }
}

/** The locks of one browser: each tab takes what no living tab has. */
export class MemoryLocks {
  readonly #holders = new Map<string, object>();

  ofTab(): LeaseLocks & { release(): void } {
    const tab = {};
    return {
      take: (leaseId) => {
        const holder = this.#holders.get(leaseId);
        if (holder === undefined) this.#holders.set(leaseId, tab);
        return Promise.resolve(holder === undefined || holder === tab);
      },
      release: () => {
        for (const [leaseId, holder] of this.#holders) if (holder === tab) this.#holders.delete(leaseId);
      },
    };
  }
}
