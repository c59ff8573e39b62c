import type { SessionId } from '@samenspel/domain';
import type { LeaseLocks, Outbox, OutboxRecord } from '../../client/ports';
import type { RecoveredDraft } from '../../client/live-section';
import { MemoryOutbox } from '../memory-outbox';
import type { Random } from '../random';
import type { Person } from './database';
import type { Page } from './page';
import type { Process } from './process';

/** What the pages of one browser share and what outlives them: the outbox, the locks on leases, and who is signed in. */
export class Browser {
  readonly kept = new MemoryOutbox();
  readonly pages: Page[] = [];
  readonly #locks = new Map<string, Process>();
  /** Sections of which nothing may be kept outside memory. */
  readonly restricted = new Set<string>();

  constructor(
    readonly person: Person,
    public sessionId: SessionId,
    private readonly random: Random,
  ) {}

  /** The outbox as one page has it: a page that ends takes along what it still had to write. */
  outbox(process: Process): Outbox {
    const { kept } = this;
    const then = <T>(work: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        process.after(this.random.next() * 6, () => void work().then(resolve, reject));
      });
    return {
      replace: (remove: readonly string[], put: readonly OutboxRecord[]) => then(() => kept.replace(remove, put)),
      all: (owner: string) => then(() => kept.all(owner)),
      keepDraft: (owner: string, draft: RecoveredDraft, instead: readonly string[]) =>
        then(() => kept.keepDraft(owner, draft, instead)),
      dropDraft: (draftId: string) => then(() => kept.dropDraft(draftId)),
      drafts: (owner: string) => then(() => kept.drafts(owner)),
    };
  }

  locks(process: Process): LeaseLocks {
    return {
      take: (leaseId) =>
        new Promise((resolve) => {
          process.soon(() => {
            const holder = this.#locks.get(leaseId);
            const free = holder === undefined || holder === process || !holder.alive;
            if (free) this.#locks.set(leaseId, process);
            resolve(free);
          });
        }),
    };
  }

  get alive(): readonly Page[] {
    return this.pages.filter(({ process }) => process.alive);
  }
}
