import { z } from 'zod';
import { organKey, RecordedContent, type RecordedOrgan } from './outcome-fields';

export const ADOPTION_RESULTS = ['adopted', 'refused'] as const;
/** On what ground an organ decides: its own power, one that it was given, or one that was given away to it. */
export const COMPETENCE_GROUNDS = ['own', 'mandate', 'delegation', 'powerOfAttorney', 'other'] as const;

/** What an organ said about an outcome, as it was recorded. */
export interface AdoptionEntry {
  readonly entryId: string;
  readonly organ: RecordedOrgan;
  readonly result: (typeof ADOPTION_RESULTS)[number];
  readonly date: string;
  readonly reservation: string;
  readonly reason: string;
  /** The earlier entry that this one takes the place of. */
  readonly corrects: string | null;
}

/** A later outcome that names this one; `decided` when it is a decision itself. */
export interface Supersession {
  readonly number: string;
  readonly decided: boolean;
}

const Organ = RecordedContent.shape.organs.element;
export const OutcomeStatus = z.object({
  state: z.enum(['pending', 'decision', 'notAdopted', 'superseded']),
  adopted: z.array(z.object({ organ: Organ, date: z.iso.date(), reservation: z.string() })),
  refused: z.array(z.object({ organ: Organ, date: z.iso.date(), reason: z.string() })),
  waiting: z.array(Organ),
  /** Number of the outcome that took the place of this one. */
  supersededBy: z.string().nullable(),
  /** Number of the outcome that takes its place as soon as that is a decision. */
  toBeSupersededBy: z.string().nullable(),
});
export type OutcomeStatus = z.infer<typeof OutcomeStatus>;

/** The entries that hold now: those that no later one takes the place of. */
export function standing<Entry extends Pick<AdoptionEntry, 'entryId' | 'corrects'>>(
  entries: readonly Entry[],
): readonly Entry[] {
  const corrected = new Set(entries.map(({ corrects }) => corrects));
  return entries.filter(({ entryId }) => !corrected.has(entryId));
}

/**
 * What an outcome is today (docs/spec.md B7 to B10). It is a decision only once every organ that it needs has adopted it,
 * and then binds exactly those; one that refuses keeps it from being one. A decision is replaced when the later outcome
 * that names it has become a decision; what never was one, at once.
 */
export function statusOf(
  organs: readonly RecordedOrgan[],
  adoptions: readonly AdoptionEntry[],
  supersessions: readonly Supersession[],
): OutcomeStatus {
  const said = new Map(standing(adoptions).map((entry) => [organKey(bare(entry.organ)), entry]));
  const entryOf = (organ: RecordedOrgan): AdoptionEntry | undefined => said.get(organKey(bare(organ)));
  const adopted = organs.flatMap((organ) => {
    const entry = entryOf(organ);
    return entry?.result === 'adopted' ? [{ organ, date: entry.date, reservation: entry.reservation }] : [];
  });
  const refused = organs.flatMap((organ) => {
    const entry = entryOf(organ);
    return entry?.result === 'refused' ? [{ organ, date: entry.date, reason: entry.reason }] : [];
  });
  const waiting = organs.filter((organ) => entryOf(organ) === undefined);
  const own = refused.length > 0 ? 'notAdopted' : waiting.length > 0 ? 'pending' : 'decision';
  const last = supersessions.at(-1);
  const by = own === 'decision' ? supersessions.findLast(({ decided }) => decided) : last;
  return {
    state: by === undefined ? own : 'superseded',
    adopted,
    refused,
    waiting,
    supersededBy: by?.number ?? null,
    toBeSupersededBy: by === undefined ? (last?.number ?? null) : null,
  };
}

function bare({ organisationId, organ, label }: RecordedOrgan): Parameters<typeof organKey>[0] {
  return { organisationId, organ, label };
}
