import { getPriority, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';

/** After what people wait for: on a busy machine nobody's letter stands behind a snapshot or an index. */
const NICE = 5;

/** The other end of a `WorkerThread`: answers each job with its output, or with what went wrong. */
export function answerJobs<Input, Output>(work: (input: Input) => Output | Promise<Output>): void {
  standBack();
  parentPort?.on('message', async ({ id, input }: { id: number; input: Input }) => {
    try {
      parentPort?.postMessage({ id, output: await work(input) });
    } catch (error) {
      parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
    }
  });
}

/** On Linux a priority is of the calling thread alone; elsewhere it would be of the whole server. */
function standBack(): void {
  if (process.platform !== 'linux' || getPriority() >= NICE) return;
  try {
    setPriority(NICE);
  } catch {
    return; // where an operator does not let processes do that, the work is done all the same
  }
}
