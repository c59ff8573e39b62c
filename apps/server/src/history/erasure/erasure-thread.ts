import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { WorkerThread } from '../../platform/worker-thread';
import { doErasureJob, type ErasureJob, type ErasureResult } from './erasure-work';

/** Goes through whole histories on a thread of its own. Nothing of them is kept there. */
@Injectable()
export class ErasureThread implements OnModuleDestroy {
  private readonly thread = new WorkerThread<ErasureJob, ErasureResult>(
    new URL('./erasure-worker.js', import.meta.url),
    doErasureJob,
  );

  onModuleDestroy(): Promise<void> {
    return this.thread.stop();
  }

  run(job: ErasureJob): Promise<ErasureResult> {
    return this.thread.run(job);
  }
}
