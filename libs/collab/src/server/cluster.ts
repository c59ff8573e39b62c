import { decodeHint, encodeHint, type CaretsHint, type Hint } from './hints';
import type { AddressedNews, Asked, EnginePorts, Heard } from './ports';

/** How often a node among others asks the database, in milliseconds: what a lost hint costs at most. */
const LOOK_MS = 500;
/** The same for a node that is alone: nothing changes behind its back but by an operator, or by a commit that came late. */
const LOOK_ALONE_MS = 2_000;
/**
 * For how long a node may act on what it heard, in milliseconds from the moment at which it asked. Who withdraws a right
 * waits for every node to confirm, or for this time: then who did not confirm hands out nothing any more.
 */
export const LEASE_MS = 1_500;
/** Clocks do not run at quite the same speed. */
const MARGIN_MS = 100;
/** Waiting for confirmations, in milliseconds: how soon to look again when no hint comes. */
const CONFIRMED_MS = 25;

/** What the cluster asks of the engine. */
export interface ClusterNode {
  asked(): Asked;
  /** Applies what was heard of what was asked. When it resolves, nothing that was withdrawn is handed out here. */
  apply(asked: Asked, heard: Heard): Promise<void>;
  tell(news: AddressedNews): void;
  grown(hint: Extract<Hint, { type: 'grown' }>): void;
  carets(hint: CaretsHint): void;
  /** The lease ended without an answer from the database: what waits in a socket must not leave it either. */
  lapsed(): void;
  /** The lease is renewed: what was held back may go. */
  renewed(): void;
}

/**
 * A node among the nodes on one database (docs/spec.md C20 to C23). Order and truth are the database's: each node asks it for
 * all that it has open, several times a second and at every hint, and acts only on answers that are not older than
 * its lease. So a node that is cut off, frozen or dead cannot show what was withdrawn, whoever else is reachable.
 */
export class Cluster {
  #seenNews = new Set<string>();
  #first = true;
  #freshUntil = -Infinity;
  /** Until when who withdraws something waits for this node, by what it confirmed last. */
  #heededUntil = -Infinity;
  #looking: Promise<void> | null = null;
  #again = false;
  #cancelLook: (() => void) | null = null;
  #cancelLapse: (() => void) | null = null;
  #stopped = false;
  readonly #waiting = new Set<() => void>();
  #failing = false;

  constructor(
    private readonly ports: Pick<EnginePorts, 'cluster' | 'bus' | 'scheduler' | 'log'>,
    private readonly node: ClusterNode,
  ) {
    ports.bus?.listen((bytes) => this.#hint(bytes));
  }

  get alone(): boolean {
    return this.ports.bus === undefined;
  }

  /** May this node hand out what it holds, by the rights that it knows? */
  get fresh(): boolean {
    return this.alone || this.ports.scheduler.elapsed() < this.#freshUntil;
  }

  /** Begins to ask. Resolves when the first answer was applied, or could not be had. */
  start(): Promise<void> {
    return this.look();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelLook?.();
    this.#cancelLapse?.();
  }

  /** Asks the database and applies what it says; who asks meanwhile gets the next answer. Never rejects. */
  look(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    if (this.#looking !== null) {
      this.#again = true;
      return this.#looking;
    }
    this.#looking = this.#looks().finally(() => {
      this.#looking = null;
      this.#cancelLook?.();
      if (!this.#stopped)
        this.#cancelLook = this.ports.scheduler.after(this.alone ? LOOK_ALONE_MS : LOOK_MS, () => void this.look());
    });
    return this.#looking;
  }

  /**
   * To be awaited after something was withdrawn and committed: when it resolves, no other node acts on what was before. Takes
   * as long as the slowest node's answer, and never longer than the lease.
   */
  async everywhere(): Promise<void> {
    if (this.alone) return;
    const { cluster, log } = this.ports;
    const began = this.#now();
    const left = (): number => LEASE_MS + MARGIN_MS - (this.#now() - began);
    try {
      let answer = await cluster.behind(null, LEASE_MS + MARGIN_MS);
      // After the moment that is waited for is known: who asked before it would not be asked again before its next turn.
      this.#publish({ type: 'look' });
      while (answer.nodes > 0 && left() > 0) {
        await this.#pause(Math.min(CONFIRMED_MS, left()));
        answer = await cluster.behind(answer.since, LEASE_MS + MARGIN_MS);
      }
    } catch (cause) {
      // Whoever reaches the database has heard of it by then, and whoever does not has stopped.
      log.error('nodes-unread', {}, cause);
      while (left() > 0) await this.#pause(left());
    }
  }

  /** Tells the other nodes; the own connections were told. */
  announce(news: AddressedNews): void {
    if (this.alone) return;
    this.ports.cluster.announce(news).then(
      () => this.#publish({ type: 'look' }),
      (cause: unknown) => this.ports.log.error('news-untold', { kind: news.kind }, cause),
    );
  }

  hint(hint: Hint): void {
    this.#publish(hint);
  }

  async #looks(): Promise<void> {
    do {
      this.#again = false;
      await this.#lookOnce();
    } while (this.#again && !this.#stopped);
  }

  async #lookOnce(): Promise<void> {
    const { cluster, scheduler, log } = this.ports;
    const began = scheduler.elapsed();
    try {
      const asked = this.node.asked();
      const heard = await cluster.hear(asked);
      await this.node.apply(asked, heard);
      // What was opened while the question was under way may have been loaded just before what it answers to. What is opened
      // from here on is loaded after it.
      const late = without(this.node.asked(), asked);
      if (late.sections.length + late.sessions.length > 0) await this.node.apply(late, await cluster.hear(late));
      this.#news(heard);
      if (!this.alone) {
        await cluster.confirm(heard.asOf);
        this.#confirmed(began);
        this.#publish({ type: 'looked' });
      }
      this.#failing = false;
    } catch (cause) {
      // Once for each time that the database is away: it is asked several times a second.
      if (!this.#failing) log.error('look-failed', {}, cause);
      this.#failing = true;
    }
  }

  /**
   * From here on others wait for this node. While they did not, one of them may have withdrawn something after what was heard
   * and before it was confirmed: then it does not hold, and what is heard next does.
   */
  #confirmed(began: number): void {
    const now = this.#now();
    const heeded = now < this.#heededUntil;
    this.#heededUntil = began + LEASE_MS;
    if (heeded) this.#renew(began);
    else if (now < this.#heededUntil) this.#again = true;
  }

  #renew(began: number): void {
    const was = this.fresh;
    this.#freshUntil = began + LEASE_MS;
    this.#cancelLapse?.();
    this.#cancelLapse = this.ports.scheduler.after(Math.max(0, this.#freshUntil - this.#now()), () =>
      this.node.lapsed(),
    );
    if (!was) this.node.renewed();
  }

  /** Each once; of those from before this node began nobody here was to hear. */
  #news({ news }: Heard): void {
    for (const { id, news: one } of news) if (!this.#seenNews.has(id) && !this.#first) this.node.tell(one);
    this.#first = false;
    this.#seenNews = new Set(news.map(({ id }) => id));
  }

  #hint(bytes: Uint8Array): void {
    let hint: Hint;
    try {
      hint = decodeHint(bytes);
    } catch (cause) {
      return this.ports.log.error('hint-unread', {}, cause);
    }
    switch (hint.type) {
      case 'look':
        void this.look();
        return;
      case 'looked':
        for (const wake of [...this.#waiting]) wake();
        return;
      case 'grown':
        return this.node.grown(hint);
      case 'carets':
        return this.node.carets(hint);
    }
  }

  #publish(hint: Hint): void {
    this.ports.bus?.publish(encodeHint(hint));
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        this.#waiting.delete(wake);
        resolve();
      };
      const cancel = this.ports.scheduler.after(ms, wake);
      this.#waiting.add(wake);
    });
  }

  #now(): number {
    return this.ports.scheduler.elapsed();
  }
}

function without(asked: Asked, before: Asked): Asked {
  const sections = new Set(before.sections);
  const speaking = new Set(before.sessions.map(speakingOf));
  return {
    sections: asked.sections.filter((sectionId) => !sections.has(sectionId)),
    sessions: asked.sessions.filter((one) => !speaking.has(speakingOf(one))),
  };
}

/** A session that speaks for a seat, as one word. */
export function speakingOf({ sessionId, seatId }: Asked['sessions'][number]): string {
  return `${sessionId} ${seatId}`;
}
