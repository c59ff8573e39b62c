/** Who wants to write waits for a lease no longer than this, in milliseconds; then he is given back what he typed meanwhile. */
const LEASE_WAIT_MS = 10_000;

/** Those who wait until they may write in a section, and whether the server was asked. */
export class LeaseWait {
  /** A lease was asked for on this connection, and has not been answered. */
  asked = false;
  /** The server gives none now: nobody asks ahead any more. */
  denied = false;
  #waiting: ((ready: boolean) => void)[] = [];
  #cancel: (() => void) | null = null;

  constructor(private readonly after: (ms: number, callback: () => void) => () => void) {}

  get awaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** Resolves to whether there is a lease, at the latest when nobody should have to wait any longer. */
  wait(): Promise<boolean> {
    this.#cancel ??= this.after(LEASE_WAIT_MS, () => this.settle(false));
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  settle(ready: boolean): void {
    this.#cancel?.();
    this.#cancel = null;
    for (const resolve of this.#waiting.splice(0)) resolve(ready);
  }
}
