import { existsSync } from 'node:fs';
import { startProduct, type Product, type ProductOptions } from './product';
import type { TcpProxy } from './tcp-proxy';

/** A server that has not stopped in order by then is killed, in milliseconds. */
const STOPS_MS = 20_000;

/** A server that is started again whenever it ends, as a service manager does; the manager knows when it was us. */
export class CrashNode {
  #product: Product | null = null;
  #wanted = false;
  #running: Promise<void> = Promise.resolve();
  /** Ends that nobody asked for, with the last that it said. */
  readonly crashes: string[] = [];
  /** How long it was away each time, from the end of one life to the beginning of the next, in milliseconds. */
  readonly away: number[] = [];
  /** What it said, of all its lives. */
  output = '';
  #expected = false;

  /** @param lines to its database, and to the others when it has any */
  constructor(
    private readonly options: ProductOptions & { readonly port: number },
    readonly lines: { readonly database: TcpProxy; readonly redis: TcpProxy | null },
  ) {}

  get port(): number {
    return this.options.port;
  }

  /** Does a process run that has said it is ready? */
  get up(): boolean {
    return this.#product !== null;
  }

  async start(): Promise<void> {
    this.#wanted = true;
    const first = Date.now();
    this.#running = this.#keepRunning();
    while (!this.up) {
      if (Date.now() > first + 60_000) throw new Error(`the server does not start:\n${this.output.slice(-2_000)}`);
      await new Promise((tick) => setTimeout(tick, 10));
    }
  }

  /** kill -9. */
  async kill(): Promise<void> {
    this.expectEnd();
    await this.#product?.kill();
  }

  /** Its next end is no crash: a point of failure, or the operator. */
  expectEnd(): void {
    this.#expected = true;
  }

  expectNoEnd(): void {
    if (this.up) this.#expected = false;
  }

  /** Resolves when the life that it has now is over; false when that takes longer. */
  async endsWithin(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
    const ended = this.#product?.ended.then(() => true) ?? Promise.resolve(true);
    return Promise.race([ended, late]).finally(() => clearTimeout(timer));
  }

  /** As the operator restarts it: in order. */
  async restart(): Promise<void> {
    this.expectEnd();
    await this.#product?.stop();
  }

  /** Ends it for good. */
  async close(): Promise<void> {
    this.#wanted = false;
    this.expectEnd();
    const stopped = this.#product?.stop();
    if (!(await this.endsWithin(STOPS_MS))) await this.#product?.kill();
    await stopped;
    await this.#running;
    await this.lines.database.close();
    await this.lines.redis?.close();
  }

  async #keepRunning(): Promise<void> {
    let ended: number | null = null;
    while (this.#wanted) {
      try {
        const product = await startProduct(this.options);
        this.#expected = false;
        this.#product = product;
        if (ended !== null) this.away.push(Date.now() - ended);
        // Ended for good while it was starting.
        if (!this.#wanted) await product.kill();
        await product.ended;
        ended = Date.now();
        this.#product = null;
        this.output += product.output();
        const pointed = existsSync(`${this.options.env?.['FAILPOINT_FILE'] ?? ''}.${product.pid}`);
        if (!this.#expected && !pointed) this.crashes.push(product.output().slice(-2_000));
      } catch (error) {
        // Its database may be away: tried again, as a service manager would.
        this.output += error instanceof Error ? error.message : '';
        await new Promise((again) => setTimeout(again, 50));
      }
    }
  }
}
