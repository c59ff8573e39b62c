/** When somebody sits: from the first moment up to but not including the end; `until` null means that no end is set. */
export interface Term {
  readonly from: Date;
  readonly until: Date | null;
}

/** Do two terms share a moment? */
export function overlaps(one: Term, other: Term): boolean {
  const endsBefore = (first: Term, second: Term): boolean => first.until !== null && first.until <= second.from;
  return !endsBefore(one, other) && !endsBefore(other, one);
}

export type TermChange =
  { readonly kind: 'remove' } | { readonly kind: 'set'; readonly until: Date | null; readonly endsNow: boolean };

/**
 * What becomes of a term whose end is moved (docs/spec.md T7). What was, was: an end in the past becomes an end now, and
 * a term that is over stays as it is (null). A term that never began and would not begin is no term: it goes.
 */
export function movedEnd(term: Term, until: Date | null, now: Date): TermChange | null {
  if (term.until !== null && term.until <= now) return null;
  if (until !== null && until <= now)
    return term.from < now ? { kind: 'set', until: now, endsNow: true } : { kind: 'remove' };
  if (until !== null && until <= term.from) return { kind: 'remove' };
  return { kind: 'set', until, endsNow: false };
}
