import { startProduct, type Product, type ProductOptions } from './product';

/** A server that is started again whenever it ends, as a service manager does; the manager knows when it was us. */
export class CrashNode {
  #product: Product | null = null;
  #wanted = false;
  #running: Promise<void> = Promise.resolve();
  /** Ends that nobody asked for, with the last that it said. */
  readonly crashes: string[] = [];
  /** How long each start took, in milliseconds. */
  readonly starts: number[] = [];
  /** What it said, of all its lives. */
  output = '';
  #expected = false;

  constructor(private readonly options: ProductOptions & { readonly port: number }) {}

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
    await this.#product?.stop();
    await this.#running;
  }

  async #keepRunning(): Promise<void> {
    while (this.#wanted) {
      const begun = Date.now();
      try {
        const product = await startProduct(this.options);
        this.#expected = false;
        this.#product = product;
        this.starts.push(Date.now() - begun);
        await product.ended;
        this.#product = null;
        this.output += product.output();
        if (!this.#expected) this.crashes.push(product.output().slice(-2_000));
      } catch (error) {
        // Its database may be away: tried again, as a service manager would.
        this.output += error instanceof Error ? error.message : '';
        await new Promise((again) => setTimeout(again, 50));
      }
    }
  }
}
