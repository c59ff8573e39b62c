import type { Line, OpenDocument } from './line';
import type { System } from './systems';
import { contentsOf, Typist } from './typist';

/** Times at which letters were typed, and what became of them. */
export class Meter {
  readonly latencies: number[] = [];
  readonly acknowledgements: number[] = [];
  delivered = 0;
  #sent = new Map<number, number[]>();

  typed(update: Uint8Array): void {
    const at = performance.now();
    contentsOf(update, (client, clock, length) => {
      let clocks = this.#sent.get(client);
      if (clocks === undefined) this.#sent.set(client, (clocks = []));
      for (let n = 0; n < length; n += 1) clocks[clock + n] = at;
    });
  }

  /** @param own the client id of who hears it: his own letters coming back are not deliveries */
  heard(update: Uint8Array, own: number): void {
    const now = performance.now();
    contentsOf(update, (client, clock, length) => {
      if (client === own) return;
      const clocks = this.#sent.get(client);
      for (let n = 0; n < length; n += 1) {
        const at = clocks?.[clock + n];
        if (at === undefined) continue;
        this.delivered += 1;
        this.latencies.push(now - at);
      }
    });
  }

  clear(): void {
    this.latencies.length = 0;
    this.acknowledgements.length = 0;
    this.delivered = 0;
    this.#sent = new Map();
  }
}

export interface Participant {
  readonly line: Line;
  readonly document: OpenDocument;
  /** Null for who only reads. */
  readonly typist: Typist | null;
}

/** Clients in one document, the first of them writing. */
export class Room {
  private constructor(
    readonly meter: Meter,
    readonly participants: readonly Participant[],
  ) {}

  static async enter(
    system: System,
    name: string,
    options: { readers: number; writers: number; meter?: Meter; first?: number },
  ): Promise<Room> {
    const meter = options.meter ?? new Meter();
    const participants: Participant[] = [];
    for (let n = 0; n < options.writers + options.readers; n += 1) {
      const line = await system.line((options.first ?? 0) + n);
      let own = -1;
      const document = await line.open(name, { update: (update) => meter.heard(update, own) });
      let typist: Typist | null = null;
      if (n < options.writers) {
        own = await document.prepare();
        typist = new Typist(document.state, own);
        document.write(typist.begin());
      }
      participants.push({ line, document, typist });
    }
    return new Room(meter, participants);
  }

  get writers(): { document: OpenDocument; typist: Typist }[] {
    return this.participants.flatMap(({ document, typist }) => (typist === null ? [] : [{ document, typist }]));
  }

  get bytesRead(): number {
    return this.participants.reduce((sum, { line }) => sum + line.bytesRead, 0);
  }

  leave(): void {
    for (const { line } of this.participants) line.close();
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Calls each at its own rate, all spread evenly over time, for so long. Late calls are made up for: the load is what it says. */
export async function atRate(ms: number, perSecond: number, calls: readonly (() => void)[]): Promise<void> {
  const begin = performance.now();
  const total = Math.floor((ms / 1_000) * perSecond * calls.length);
  for (let made = 0; made < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - begin) / 1_000) * perSecond * calls.length));
    for (; made < due; made += 1) calls[made % calls.length]?.();
    if (made < total) await pause(1);
  }
}

/** Waits until something holds, at most so long. */
export async function until(holds: () => boolean, ms: number): Promise<boolean> {
  for (const end = performance.now() + ms; !holds(); await pause(5)) if (performance.now() > end) return false;
  return true;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
