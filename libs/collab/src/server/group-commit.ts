import type { CommitResult, FrameToCommit, SectionStore } from './ports';

/** Most frames and bytes in one transaction: bounds its time, not its throughput. */
const MAX_FRAMES = 512;
const MAX_BYTES = 4 * 1024 * 1024;
/** What may wait at most; beyond this a slow database would only fill the memory of everybody's server. */
const MAX_WAITING = { frames: 20_000, bytes: 64 * 1024 * 1024 };

interface Waiting {
  readonly frame: FrameToCommit;
  readonly settle: (result: CommitResult | { readonly outcome: 'failed'; readonly cause: unknown }) => void;
}

/**
 * Group commit: whatever arrives while a transaction is in flight goes into the next one, all sections together. There is no
 * tick; the transaction in flight is the waiting time.
 */
export class GroupCommit {
  #queue: Waiting[] = [];
  #queuedBytes = 0;
  #inFlight = 0;
  #running: Promise<void> | null = null;

  /**
   * @param mayCommit false while this node does not know for certain what rights are: a server that was frozen still has the
   *   frames of who lost his seat meanwhile
   * @param most frames and bytes that may wait
   */
  constructor(
    private readonly store: Pick<SectionStore, 'commit'>,
    private readonly mayCommit: () => boolean,
    private readonly most = MAX_WAITING,
  ) {}

  /** Resolves when the frame's fate is known. `failed` means: it may or may not be in the log. Never rejects. */
  commit(frame: FrameToCommit): Promise<CommitResult | { readonly outcome: 'failed'; readonly cause: unknown }> {
    return new Promise((settle) => {
      this.#queue.push({ frame, settle });
      this.#queuedBytes += frame.bytes.byteLength;
      this.#running ??= this.#run().finally(() => {
        this.#running = null;
      });
    });
  }

  /** How many frames wait or are in flight. */
  get waiting(): number {
    return this.#queue.length + this.#inFlight;
  }

  /** Must who comes now try again later? */
  get full(): boolean {
    return this.#queue.length >= this.most.frames || this.#queuedBytes >= this.most.bytes;
  }

  /** Resolves when everything that was queued before the call has its result. */
  async drain(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async #run(): Promise<void> {
    // One turn later: the frames that arrived in the same read of the network share the first transaction.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#take();
      this.#inFlight = batch.length;
      try {
        const results = await this.#write(batch.map(({ frame }) => frame));
        batch.forEach(({ settle }, at) => settle(results[at] ?? { outcome: 'failed', cause: 'no result' }));
      } catch (cause) {
        for (const { settle } of batch) settle({ outcome: 'failed', cause });
      }
      this.#inFlight = 0;
    }
  }

  async #write(frames: readonly FrameToCommit[]): Promise<readonly CommitResult[]> {
    return this.mayCommit() ? this.store.commit(frames) : frames.map(() => ({ outcome: 'fenced' }));
  }

  #take(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { frame } of this.#queue) {
      if (count >= MAX_FRAMES || (count > 0 && bytes + frame.bytes.byteLength > MAX_BYTES)) break;
      bytes += frame.bytes.byteLength;
      count += 1;
    }
    this.#queuedBytes -= bytes;
    return this.#queue.splice(0, count);
  }
}
