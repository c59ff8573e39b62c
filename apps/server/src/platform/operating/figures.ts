import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What each label may say. Everything else would sooner or later carry an id, a name or a word of somebody's text. */
export const LABELS = {
  method: /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|other)$/,
  /** A route as it stands in the code, with `:names` for what differs. */
  route: /^(none|\/[a-z/-]*(:[a-zA-Z]+[a-z/-]*)*)$/,
  status: /^[1-5]xx$/,
  outcome: /^(committed|failed)$/,
} as const;

/** Figures for an operator (Prometheus' text format). Numbers of what happened, never of whom or of what. */
@Injectable()
export class Figures {
  readonly registry = new Registry();

  readonly requests = new Histogram({
    name: 'samenspel_http_request_seconds',
    help: 'Time to answer a request.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [this.registry],
  });

  readonly commits = new Histogram({
    name: 'samenspel_commit_seconds',
    help: 'Time of a transaction that saves what was typed.',
    labelNames: ['outcome'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [this.registry],
  });

  readonly frames = new Counter({
    name: 'samenspel_frames_saved_total',
    help: 'Pieces of typed text that were saved.',
    registers: [this.registry],
  });

  constructor() {
    // Ten looks a second at how late the loop is; at the usual hundred, looking is most of what an idle server does.
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 100 });
  }

  /** A figure that is asked for when the operator looks. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name: `samenspel_${name}`,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}
