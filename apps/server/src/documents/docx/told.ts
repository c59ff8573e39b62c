import type { ImportRemarkKind } from '@samenspel/domain';

/** Counts what could not be kept as it was. */
export class Told {
  readonly counts = new Map<ImportRemarkKind, number>();
  /** All of it together: did anything come to be told? */
  total = 0;

  add(kind: ImportRemarkKind, times = 1): void {
    if (times === 0) return;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + times);
    this.total += times;
  }

  /** What is met in pieces and is one thing to its reader. */
  once(kind: ImportRemarkKind): void {
    if (!this.counts.has(kind)) this.add(kind);
  }

  take(other: Told): void {
    for (const [kind, count] of other.counts) this.add(kind, count);
  }
}
