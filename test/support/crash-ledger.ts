import * as Y from 'yjs';

/** A word that is typed once in a whole campaign. */
const WORD = /k\d+k/g;

export function wordsIn(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** The words that an update adds. */
export function wordsOf(update: Uint8Array): string[] {
  const words: string[] = [];
  for (const struct of Y.decodeUpdate(update).structs) {
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentString)
      words.push(...wordsIn(struct.content.str));
  }
  return words;
}

/** What people were told and shown: the promises that the log must keep. */
export class Ledger {
  /** Acknowledged to who typed it. */
  readonly acknowledged = new Set<string>();
  /** Shown to somebody else. */
  readonly seen = new Set<string>();
  /** Kept by a browser that still means to send it, or typed in one that was never closed. */
  readonly kept = new Set<string>();
  #words = 0;

  newWord(): string {
    this.#words += 1;
    return `k${this.#words}k`;
  }
}

/** A row of a section's log, as it stands in the database. */
export interface LoggedRow {
  readonly sectionId: string;
  readonly seq: number;
  readonly leaseId: string | null;
  readonly frame: number | null;
  readonly bytes: Uint8Array;
}

/** A text as somebody has it. */
export interface Held {
  readonly sectionId: string;
  readonly who: string;
  readonly text: string;
  readonly vector: Uint8Array;
  /** Does something wait for text that never came? */
  readonly pending: boolean;
}

export interface Verdict {
  readonly lost: readonly string[];
  readonly seenUnsaved: readonly string[];
  readonly doubled: readonly string[];
  readonly diverged: readonly string[];
}

/**
 * Holds what was promised against what is there.
 * @param fresh each section as somebody gets it who never had it open
 * @param copies the same sections in the browsers of those who had them open all the time
 */
export function judge(
  ledger: Ledger,
  log: readonly LoggedRow[],
  fresh: readonly Held[],
  copies: readonly Held[],
): Verdict {
  const logged = new Map<string, number>();
  for (const row of log) for (const word of wordsOf(row.bytes)) logged.set(word, (logged.get(word) ?? 0) + 1);
  const shown = new Map<string, number>();
  for (const { text } of fresh) for (const word of wordsIn(text)) shown.set(word, (shown.get(word) ?? 0) + 1);
  const missing = (word: string): boolean => !logged.has(word) || !shown.has(word);
  const twice = (counts: ReadonlyMap<string, number>): string[] =>
    [...counts].filter(([, count]) => count > 1).map(([word]) => word);
  return {
    lost: [...new Set([...ledger.acknowledged, ...ledger.kept])].filter(missing),
    seenUnsaved: [...ledger.seen].filter((word) => !logged.has(word)),
    doubled: [...new Set([...twice(logged), ...twice(shown)]), ...unevenRows(log)],
    diverged: [...fresh, ...copies].flatMap((copy) => differences(copy, fresh)),
  };
}

/** Rows of a section count up from 1 without a gap, and so do the frames of a lease. */
function unevenRows(log: readonly LoggedRow[]): string[] {
  const problems: string[] = [];
  const last = new Map<string, number>();
  for (const row of [...log].sort((one, other) => one.seq - other.seq)) {
    const steps: [string, number][] = [[row.sectionId, row.seq]];
    if (row.leaseId !== null && row.frame !== null) steps.push([row.leaseId, row.frame]);
    for (const [counter, number] of steps) {
      const expected = (last.get(counter) ?? 0) + 1;
      if (number !== expected) problems.push(`${counter}: ${number} where ${expected} was expected`);
      last.set(counter, number);
    }
  }
  return problems;
}

function differences(copy: Held, fresh: readonly Held[]): string[] {
  const { sectionId, who } = copy;
  const reference = fresh.find((one) => one.sectionId === sectionId);
  if (reference === undefined) return [`${who} holds ${sectionId}, which nobody can open`];
  const problems: string[] = [];
  if (copy.pending) problems.push(`${who} waits for text in ${sectionId}`);
  if (copy.text !== reference.text) problems.push(`${who} reads another text in ${sectionId}`);
  if (Buffer.compare(copy.vector, reference.vector) !== 0) problems.push(`${who} holds other clocks in ${sectionId}`);
  return problems;
}
