import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Actor } from '@samenspel/domain';
import { CLOCK, type Clock } from '../platform/clock';
import { RateLimit } from '../platform/http/rate-limit';
import { WorkerThread } from '../platform/worker-thread';
import { doHistoryJob, type HistoryJob, type HistoryResult } from './history-work';

/** A version costs what its history is long: nobody needs more of them in a minute. */
const JOBS_PER_WINDOW = 120;
const WINDOW_MS = 60_000;

/** Rebuilds and compares texts on a thread of their own. Nothing of them is kept: what was kept could outlive a right. */
@Injectable()
export class HistoryThread implements OnModuleDestroy {
  private readonly limit: RateLimit;
  private readonly thread = new WorkerThread<HistoryJob, HistoryResult>(
    new URL('./history-worker.js', import.meta.url),
    doHistoryJob,
  );

  constructor(@Inject(CLOCK) clock: Clock) {
    this.limit = new RateLimit(clock, JOBS_PER_WINDOW, WINDOW_MS);
  }

  onModuleDestroy(): Promise<void> {
    return this.thread.stop();
  }

  /** Counts a job of this person, before anything is read for it. @throws Refusal `too-many-requests` */
  use(actor: Actor): void {
    this.limit.use(actor.sessionId);
  }

  run(job: HistoryJob): Promise<HistoryResult> {
    return this.thread.run(job);
  }
}
