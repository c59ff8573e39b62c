import { parentPort } from 'node:worker_threads';

/** The other end of a `WorkerThread`: answers each job with its output, or with what went wrong. */
export function answerJobs<Input, Output>(work: (input: Input) => Output | Promise<Output>): void {
  parentPort?.on('message', async ({ id, input }: { id: number; input: Input }) => {
    try {
      parentPort?.postMessage({ id, output: await work(input) });
    } catch (error) {
      parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
    }
  });
}
