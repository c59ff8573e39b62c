import { MemoryLocks, MemoryOutbox } from './memory-outbox';
import { Tab, type World } from './world';

/** One browser: its pages come and go, its outbox and its locks stay. */
export class Browser {
  readonly locks = new MemoryLocks();
  outbox = new MemoryOutbox();
  readonly #ends = new Map<Tab, () => void>();

  constructor(
    private readonly world: World,
    private readonly speaker: ReturnType<World['speaker']>,
  ) {}

  page(): Tab {
    const locks = this.locks.ofTab();
    const tab = new Tab(this.world, this.speaker, this.outbox, locks);
    this.#ends.set(tab, () => locks.release());
    tab.connect();
    return tab;
  }

  /** The page is gone, as when it is closed, loaded anew or killed; what it was writing to the outbox never comes. */
  end(tab: Tab): void {
    tab.cut();
    this.world.tabs.splice(this.world.tabs.indexOf(tab), 1);
    this.outbox = this.outbox.fork();
    this.#ends.get(tab)?.();
  }
}
