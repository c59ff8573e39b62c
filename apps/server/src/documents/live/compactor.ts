import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { compact, type CompactionInput, type CompactionOutput } from '@samenspel/collab/server';

export type Compactor = (input: CompactionInput) => Promise<CompactionOutput>;

/** Compacts in a worker thread, started with the first job. In tests that run the sources there is no built worker: then in line. */
export function workerCompactor(): { run: Compactor; stop: () => Promise<void> } {
  const file = new URL('./compaction.js', import.meta.url);
  if (!existsSync(fileURLToPath(file)))
    return { run: (input) => Promise.resolve().then(() => compact(input)), stop: () => Promise.resolve() };
  const waiting = new Map<number, { resolve: (output: CompactionOutput) => void; reject: (error: Error) => void }>();
  let worker: Worker | null = null;
  let next = 1;
  const failAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    worker = null;
  };
  const start = (): Worker => {
    const started = new Worker(file);
    started.unref();
    started.on('message', ({ id, output, error }: { id: number; output?: CompactionOutput; error?: string }) => {
      const job = waiting.get(id);
      waiting.delete(id);
      if (output !== undefined) job?.resolve(output);
      else job?.reject(new Error(error ?? 'no answer'));
    });
    started.on('error', failAll);
    started.on('exit', () => failAll(new Error('the compaction worker stopped')));
    return started;
  };
  return {
    run: (input) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        const id = next++;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, input });
      }),
    stop: async () => {
      await worker?.terminate();
    },
  };
}
