import { parentPort } from 'node:worker_threads';
import { compact, type CompactionInput } from '@samenspel/collab/server';

/** A thread of its own: a large text must not hold up the frames of the others. */
parentPort?.on('message', (job: { id: number; input: CompactionInput }) => {
  try {
    parentPort?.postMessage({ id: job.id, output: compact(job.input) });
  } catch (error) {
    parentPort?.postMessage({ id: job.id, error: error instanceof Error ? error.message : String(error) });
  }
});
