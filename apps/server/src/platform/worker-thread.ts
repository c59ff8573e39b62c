import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** What one thread may take before it is ended. */
const MAX_MEMORY_MB = 512;
const MAX_MS = 30_000;

interface Answer<Output> {
  readonly id: number;
  readonly output?: Output;
  readonly error?: string;
}

/** The thread was ended with the job unfinished: it took more time or memory than it may. */
export class WorkerStopped extends Error {
  constructor() {
    super('the worker stopped');
  }
}

/**
 * Work that would hold up everybody's frames, on a thread of its own. The thread starts with the first job; when it dies,
 * its jobs fail and the next job starts another. Where the worker is not built (tests run the sources) the work is done in line.
 */
export class WorkerThread<Input, Output> {
  readonly #waiting = new Map<number, { resolve: (output: Output) => void; reject: (error: Error) => void }>();
  readonly #built: boolean;
  #worker: Worker | null = null;
  #next = 1;

  /**
   * @param file the built worker, beside the built server
   * @param inLine the same work, for where there is no built worker
   */
  constructor(
    private readonly file: URL,
    private readonly inLine: (input: Input) => Output | Promise<Output>,
  ) {
    this.#built = existsSync(fileURLToPath(file));
    // Built, but without its workers: then everybody would wait for this work without anybody knowing why.
    if (!this.#built && import.meta.url.endsWith('.js')) throw new Error(`${fileURLToPath(file)} is missing.`);
  }

  async run(input: Input): Promise<Output> {
    if (!this.#built) return this.inLine(input);
    return new Promise((resolve, reject) => {
      this.#worker ??= this.#start();
      const id = this.#next++;
      const worker = this.#worker;
      // Work that does not end would keep all other work waiting: its thread is ended, and its jobs fail.
      const limit = setTimeout(() => void worker.terminate(), MAX_MS);
      limit.unref();
      const settle =
        <T>(done: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(limit);
          done(value);
        };
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      worker.postMessage({ id, input });
    });
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.file, { resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB } });
    worker.unref();
    worker.on('message', ({ id, output, error }: Answer<Output>) => {
      const job = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) job?.resolve(output as Output);
      else job?.reject(new Error(error));
    });
    const failed = (error: Error): void => {
      if (this.#worker === worker) this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    worker.on('error', (error: Error & { code?: string }) =>
      failed(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new WorkerStopped() : error),
    );
    worker.on('exit', () => failed(new WorkerStopped()));
    return worker;
  }
}
