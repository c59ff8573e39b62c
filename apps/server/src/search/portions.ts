/** A section that is to be read in, and what its log holds. */
export interface StaleText {
  readonly sectionId: string;
  readonly bytes: number;
}

/** What is read in in one go: some small texts together, a large one alone. */
export const PORTION = { sections: 8, bytes: 1 << 20 };

/** What one question may wait for: more is read in afterwards. */
export const QUESTION = { sections: 40, bytes: 2 << 20 };

interface Limit {
  readonly sections: number;
  readonly bytes: number;
}

/** The texts in portions, in their order. Each holds at least one, however large. */
export function portionsOf(texts: readonly StaleText[], limit: Limit = PORTION): StaleText[][] {
  const portions: StaleText[][] = [];
  let held = 0;
  for (const text of texts) {
    const last = portions.at(-1);
    if (last === undefined || last.length >= limit.sections || held + text.bytes > limit.bytes) {
      portions.push([text]);
      held = text.bytes;
    } else {
      last.push(text);
      held += text.bytes;
    }
  }
  return portions;
}

/** The first of these texts that fit together. */
export function thoseThatFit(texts: readonly StaleText[], limit: Limit = QUESTION): StaleText[] {
  let held = 0;
  return texts.slice(0, limit.sections).filter(({ bytes }) => (held += bytes) <= limit.bytes);
}

const SHARE = 10;
const LONGEST_MS = 300_000;

/** How long reading in rests after work, so that it takes no more than a tenth of a core, however large the texts are. */
export function restAfter(workMs: number): number {
  return Math.min(LONGEST_MS, (SHARE - 1) * workMs);
}
