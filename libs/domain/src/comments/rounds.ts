/** What an answer does with a remark. */
export const VERDICTS = ['takenOver', 'partly', 'notTakenOver'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Where a reaction round stands (docs/spec.md K10). */
export const ROUND_STATES = ['open', 'answering', 'published', 'closedWithout'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** What decides about the state of a round. */
export interface RoundFacts {
  readonly closesAt: Date;
  /** Closed by hand, before its date. */
  readonly closedEarlyAt: Date | null;
  readonly publishedAt: Date | null;
  readonly closedWithoutAt: Date | null;
}

/** The moment at which a round stops gathering: its date, or earlier when it was closed by hand or gone on without. */
export function closingOf({ closesAt, closedEarlyAt, closedWithoutAt }: RoundFacts): Date {
  return new Date(
    Math.min(
      closesAt.getTime(),
      closedEarlyAt?.getTime() ?? Number.POSITIVE_INFINITY,
      closedWithoutAt?.getTime() ?? Number.POSITIVE_INFINITY,
    ),
  );
}

/** Where the round stands at `now`. */
export function roundState(round: RoundFacts, now: Date): RoundState {
  if (round.publishedAt !== null) return 'published';
  if (round.closedWithoutAt !== null) return 'closedWithout';
  return now < closingOf(round) ? 'open' : 'answering';
}
