/** A term in a seat; `until` null means that no end is set. */
interface Term {
  readonly from: Date;
  readonly until: Date | null;
}

/** What accepting an invitation does to the terms that a person has in the seat already. */
export type Acceptance =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'begin'; readonly until: Date | null }
  | { readonly kind: 'prolong'; readonly from: Date; readonly until: Date | null };

/**
 * Terms of one person in one seat never overlap: one that runs is prolonged, never shortened, and the next one is left to
 * begin when it does.
 *
 * @param until the end that the invitation names
 */
export function accepted(terms: readonly Term[], until: Date | null, now: Date): Acceptance {
  const running = terms.find((term) => term.from <= now && (term.until === null || now < term.until));
  const later = terms.filter((term) => term.from > now).map((term) => term.from);
  const next = later.sort((one, other) => one.getTime() - other.getTime())[0] ?? null;
  const end = next !== null && (until === null || next < until) ? next : until;
  if (running === undefined) return { kind: 'begin', until: end };
  if (running.until === null || (end !== null && end <= running.until)) return { kind: 'nothing' };
  return { kind: 'prolong', from: running.from, until: end };
}
