import { REMOTE, type LiveSection } from '@samenspel/collab/client';

/** What changed since the last time that was told. */
export interface Change {
  readonly code: string;
  readonly parties: readonly string[];
}

const QUIET_MS = 10_000;

/**
 * Collects what others change and tells it in one sentence, at most once in ten seconds: who listens to a screen reader
 * hears that the text moves on, without being talked over.
 */
export class Announcer {
  readonly #changed = new Map<string, Set<string>>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #last = -QUIET_MS;

  constructor(
    private readonly tell: (changes: readonly Change[]) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Follows a section; `code` is how it is called. */
  follow(live: LiveSection, code: string): () => void {
    const changed = (_update: Uint8Array, origin: unknown): void => {
      // What comes while joining is the text itself.
      if (origin !== REMOTE || live.state !== 'live') return;
      const parties = this.#changed.get(code) ?? new Set();
      for (const peer of live.peers) parties.add(peer.party.name);
      this.#changed.set(code, parties);
      this.#soon();
    };
    live.doc.on('update', changed);
    return () => live.doc.off('update', changed);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #soon(): void {
    if (this.#timer !== null) return;
    const wait = Math.max(1000, this.#last + QUIET_MS - this.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#last = this.now();
      const changes = [...this.#changed].map(([code, parties]) => ({ code, parties: [...parties] }));
      this.#changed.clear();
      this.tell(changes);
    }, wait);
  }
}
