import { z } from 'zod';

/** What an outcome is. None of these words says that anybody is bound: that takes adoption (docs/spec.md B7). */
export const OUTCOME_KINDS = ['plan', 'agreement', 'processAgreement', 'advice', 'other'] as const;
/** How the table came to it. */
export const OUTCOME_WAYS = ['consensus', 'afterMediation', 'ruling'] as const;
/** Organs that can adopt. `other` says in its label which one. */
export const ORGANS = ['college', 'council', 'board', 'other'] as const;

/** No control characters but the end of a line, and none that turn the reading direction: what is read is what is sealed. */
const VISIBLE = /^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u;
const VISIBLE_LINES = /^(?:[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]|\n)*$/u;

/** One line, in the form in which it is sealed (NFC). */
export const Line = z.string().trim().max(200).regex(VISIBLE).normalize();
/** Words over several lines, in the form in which they are sealed. */
export const Prose = z
  .string()
  .max(10_000)
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().regex(VISIBLE_LINES).normalize());

/** Something that is asked of a party, before a day when one was named. */
export const Asked = z.strictObject({
  organisationId: z.uuid(),
  what: Line.min(1),
  before: z.iso.date().nullable(),
});
/** An organ that must adopt the outcome before it is a decision. */
export const NeededOrgan = z.strictObject({
  organisationId: z.uuid(),
  organ: z.enum(ORGANS),
  /** Which organ, when it is another one; else empty. */
  label: Line,
});

/**
 * What an outcome says, as the chair fills it in. This one contract drives the form, the sealed fields and every page: how
 * to add a field stands in docs/adding-a-field.md. No numbers: the seal takes none.
 */
export const OutcomeContent = z.strictObject({
  subject: Line,
  kind: z.enum(OUTCOME_KINDS),
  how: z.enum(OUTCOME_WAYS),
  changes: Prose,
  motivation: Prose,
  asked: z.array(Asked).max(50),
  organs: z.array(NeededOrgan).max(50),
  competence: Prose,
  consulted: Prose,
  supersedes: z.array(z.uuid()).max(20),
});
export type OutcomeContent = z.infer<typeof OutcomeContent>;
export type OutcomeFieldName = keyof OutcomeContent;

/** How a field is asked for and shown. */
export interface OutcomeField {
  readonly input: 'line' | 'prose' | 'choice' | 'asked' | 'organs' | 'supersedes';
  /** For a choice: the names; each has words under `decisions.fields.<field>.options`. */
  readonly options?: readonly string[];
  /** Must it be filled in before preparation can be closed? */
  readonly required: boolean;
  /** Does it stand on the public page? */
  readonly isPublic: boolean;
}

/** The fields in the order of the form and of the page. */
export const OUTCOME_FIELDS: Readonly<Record<OutcomeFieldName, OutcomeField>> = {
  subject: { input: 'line', required: true, isPublic: true },
  kind: { input: 'choice', options: OUTCOME_KINDS, required: true, isPublic: true },
  changes: { input: 'prose', required: true, isPublic: true },
  motivation: { input: 'prose', required: true, isPublic: true },
  how: { input: 'choice', options: OUTCOME_WAYS, required: true, isPublic: true },
  asked: { input: 'asked', required: false, isPublic: true },
  organs: { input: 'organs', required: false, isPublic: true },
  competence: { input: 'prose', required: false, isPublic: true },
  consulted: { input: 'prose', required: false, isPublic: true },
  supersedes: { input: 'supersedes', required: false, isPublic: false },
};
export const OUTCOME_FIELD_NAMES = Object.keys(OUTCOME_FIELDS) as readonly OutcomeFieldName[];

/** What an outcome says as it is sealed: with the names of parties and the numbers of outcomes as they were that day. */
export const RecordedContent = OutcomeContent.extend({
  asked: z.array(Asked.extend({ name: z.string() })),
  organs: z.array(NeededOrgan.extend({ name: z.string() })),
  supersedes: z.array(z.strictObject({ outcomeId: z.uuid(), number: z.string() })),
});
export type RecordedContent = z.infer<typeof RecordedContent>;
export type RecordedOrgan = RecordedContent['organs'][number];

/** An outcome of which nothing is filled in yet. */
export const EMPTY_OUTCOME: OutcomeContent = {
  subject: '',
  kind: 'plan',
  how: 'consensus',
  changes: '',
  motivation: '',
  asked: [],
  organs: [],
  competence: '',
  consulted: '',
  supersedes: [],
};

/** Names an organ the same everywhere: who must adopt, and who did. */
export function organKey({ organisationId, organ, label }: z.infer<typeof NeededOrgan>): string {
  return organ === 'other' ? `${organisationId}/other/${label.toLowerCase()}` : `${organisationId}/${organ}`;
}

/**
 * The fields that must still be filled in, or contradict each other (docs/spec.md B3, B9): an outcome that needs no organ
 * says by what competence those at the table decided; an organ is named once; another kind of organ has a name.
 */
export function unfinished(content: OutcomeContent): OutcomeFieldName[] {
  const empty = OUTCOME_FIELD_NAMES.filter((name) => OUTCOME_FIELDS[name].required && content[name].length === 0);
  const keys = content.organs.map(organKey);
  const wrongOrgans =
    new Set(keys).size !== keys.length || content.organs.some(({ organ, label }) => organ === 'other' && label === '');
  const noCompetence = content.organs.length === 0 && content.competence === '';
  return [...empty, ...(wrongOrgans ? ['organs' as const] : []), ...(noCompetence ? ['competence' as const] : [])];
}

/**
 * The content with the names that belong to it.
 *
 * @returns the name of the field that refers to something that is not there, else the content
 */
export function withNames(
  content: OutcomeContent,
  organisations: ReadonlyMap<string, string>,
  numbers: ReadonlyMap<string, string>,
): RecordedContent | { readonly unknown: OutcomeFieldName } {
  if (content.asked.some(({ organisationId }) => !organisations.has(organisationId))) return { unknown: 'asked' };
  if (content.organs.some(({ organisationId }) => !organisations.has(organisationId))) return { unknown: 'organs' };
  if (content.supersedes.some((outcomeId) => !numbers.has(outcomeId))) return { unknown: 'supersedes' };
  const nameOf = (organisationId: string): string => (organisations.get(organisationId) ?? '').normalize();
  return {
    ...content,
    asked: content.asked.map((each) => ({ ...each, name: nameOf(each.organisationId) })),
    organs: content.organs.map((each) => ({ ...each, name: nameOf(each.organisationId) })),
    supersedes: content.supersedes.map((outcomeId) => ({ outcomeId, number: numbers.get(outcomeId) ?? '' })),
  };
}
