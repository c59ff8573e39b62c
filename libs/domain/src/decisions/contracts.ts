import { z } from 'zod';
import { AudiencePart } from '../rights/contracts';
import { PartyView } from '../tables/contracts';
import { ROLES } from '../tables/roles';
import { Line, NeededOrgan, OutcomeContent, OUTCOME_FIELD_NAMES, Prose, RecordedContent } from './outcome-fields';
import { ADOPTION_RESULTS, COMPETENCE_GROUNDS, OutcomeStatus } from './status';

const SectionIds = z
  .array(z.uuid())
  .min(1)
  .max(50)
  .refine((ids) => new Set(ids).size === ids.length);

/** Begins the preparation of an outcome on these sections of one document. */
export const PrepareOutcome = z.strictObject({ documentId: z.uuid(), sectionIds: SectionIds });
export type PrepareOutcome = z.infer<typeof PrepareOutcome>;

/** `version` is the one that the chair saw: compare and refuse. */
export const ChangePreparation = z.strictObject({
  version: z.number().int().positive(),
  sectionIds: SectionIds,
  content: OutcomeContent,
});
export type ChangePreparation = z.infer<typeof ChangePreparation>;

/** Closes preparation: from here on only dissent can still come in, until the moment that is named. */
export const ClosePreparation = z.strictObject({
  version: z.number().int().positive(),
  /** Null: the table is together, and everybody has had the word. */
  dissentUntil: z.iso.datetime().nullable(),
});
export type ClosePreparation = z.infer<typeof ClosePreparation>;

export const OfVersion = z.strictObject({ version: z.number().int().positive() });
export type OfVersion = z.infer<typeof OfVersion>;

/** Dissent of a voting seat, in its own words. */
export const HandInDissent = z.strictObject({ text: Prose.pipe(z.string().min(1)) });
export type HandInDissent = z.infer<typeof HandInDissent>;

/** One place of the text of a section, under the code and title that it had there: what was shown, and so what is recorded. */
export const ConfirmedText = z.strictObject({
  sectionId: z.uuid(),
  code: z.string().max(1_000),
  title: z.string().max(1_000),
  generation: z.number().int().positive(),
  seq: z.number().int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

export type ConfirmedText = z.infer<typeof ConfirmedText>;

/** What is sent back of a text that was shown. */
export function confirmedText({ sectionId, code, title, generation, seq, hash }: ConfirmedText): ConfirmedText {
  return { sectionId, code, title, generation, seq, hash };
}

/** `requestId` is made by the browser for this one confirmation: sent twice, it records once. */
export const RecordOutcome = z.strictObject({
  requestId: z.uuid(),
  version: z.number().int().positive(),
  texts: z.array(ConfirmedText).min(1).max(50),
  /** Of the dissents that the page showed. */
  dissentHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Why the chair goes on although a reaction round on these sections has no answer yet; else empty. */
  roundsReason: Prose,
});
export type RecordOutcome = z.infer<typeof RecordOutcome>;

/** What an organ said about an outcome. */
export const RecordAdoption = z
  .strictObject({
    requestId: z.uuid(),
    organ: NeededOrgan,
    result: z.enum(ADOPTION_RESULTS),
    date: z.iso.date(),
    ground: z.enum(COMPETENCE_GROUNDS),
    /** Where that competence stands: an article, a decree. */
    source: Line,
    reservation: Prose,
    reason: Prose,
    corrects: z.uuid().nullable(),
  })
  .refine(({ result, reason }) => result === 'adopted' || reason !== '', { path: ['reason'] })
  .refine(({ result, source }) => result === 'refused' || source !== '', { path: ['source'] });
export type RecordAdoption = z.infer<typeof RecordAdoption>;

/** What became of something that an outcome asks. */
export const REQUEST_STATES = ['open', 'done', 'released'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** Says that what an outcome asks was done or is not needed, or takes that back. `number` is the entry that was seen. */
export const EndRequest = z.strictObject({ state: z.enum(REQUEST_STATES), number: z.number().int().nonnegative() });
export type EndRequest = z.infer<typeof EndRequest>;

export const PublishOutcome = z.strictObject({ requestId: z.uuid() });
export type PublishOutcome = z.infer<typeof PublishOutcome>;

const Dissent = z.strictObject({
  organisationId: z.uuid(),
  name: z.string(),
  role: z.enum(ROLES),
  text: z.string(),
  at: z.iso.datetime(),
});

/** Text of a section as it was frozen. The text itself is in its canonical form, and null when it was erased. */
export const OutcomeText = z.object({
  sectionId: z.uuid(),
  code: z.string(),
  title: z.string(),
  generation: z.number().int(),
  seq: z.number().int(),
  hash: z.string(),
  text: z.json(),
});
export type OutcomeText = z.infer<typeof OutcomeText>;

/** An outcome in preparation, for who can read all of its sections. */
export const PreparationView = z.object({
  preparationId: z.uuid(),
  tableId: z.uuid(),
  tableName: z.string(),
  document: z.object({ documentId: z.uuid(), title: z.string() }),
  state: z.enum(['open', 'closed']),
  version: z.number().int(),
  sections: z.array(z.object({ sectionId: z.uuid(), code: z.string(), title: z.string() })),
  content: OutcomeContent,
  /** The content with names, when it refers to nothing that is gone. */
  shown: RecordedContent,
  unfinished: z.array(z.enum(OUTCOME_FIELD_NAMES)),
  audience: z.array(AudiencePart),
  /** The parties of the table, to ask something of and to name organs of. */
  parties: z.array(PartyView),
  /** Outcomes that this one may take the place of. */
  earlier: z.array(z.object({ outcomeId: z.uuid(), number: z.string(), subject: z.string() })),
  closedAt: z.iso.datetime().nullable(),
  dissentUntil: z.iso.datetime().nullable(),
  /** All for the chair, the own one for a voting seat, none for others: it opens for everybody with the record. */
  dissents: z.array(Dissent),
  mayPrepare: z.boolean(),
  /** Confirms and records it, sees the dissent and can give it up: the chair. */
  mayRecord: z.boolean(),
  mayDissent: z.boolean(),
});
export type PreparationView = z.infer<typeof PreparationView>;

/** What will stand, exactly, when the chair confirms. */
export const ConfirmationView = z.object({
  preparation: PreparationView,
  texts: z.array(OutcomeText),
  /** Of the dissents shown: only the chair is told when one comes or goes, so the `version` cannot say it. */
  dissentHash: z.string(),
  /** Reaction rounds on these sections that have no answer yet. */
  /** `question` is null for one from before the seat of who confirms. */
  openRounds: z.array(z.object({ question: z.string().nullable(), closesAt: z.iso.datetime() })),
  recordedBy: z.object({ name: z.string(), party: z.string(), role: z.enum(ROLES) }),
});
export type ConfirmationView = z.infer<typeof ConfirmationView>;

export const AdoptionView = z.object({
  entryId: z.uuid(),
  organ: RecordedContent.shape.organs.element,
  result: z.enum(ADOPTION_RESULTS),
  date: z.iso.date(),
  ground: z.enum(COMPETENCE_GROUNDS),
  source: z.string(),
  reservation: z.string(),
  reason: z.string(),
  corrects: z.uuid().nullable(),
  recordedAt: z.iso.datetime(),
  /** The party that recorded it, and whether it did so for another. */
  recordedBy: z.string(),
  onBehalf: z.boolean(),
});
export type AdoptionView = z.infer<typeof AdoptionView>;

export const OutcomeSummary = z.object({
  outcomeId: z.uuid(),
  number: z.string(),
  recordedAt: z.iso.datetime(),
  /** What it says; a field is absent when it was erased. */
  content: RecordedContent.partial(),
  status: OutcomeStatus,
  /** Does our row say the same as the seal? */
  intact: z.boolean(),
});
export type OutcomeSummary = z.infer<typeof OutcomeSummary>;

/** The register of a table as the acting seat sees it. */
export const OutcomeRegister = z.object({
  tableId: z.uuid(),
  tableName: z.string(),
  mayPrepare: z.boolean(),
  outcomes: z.array(OutcomeSummary),
  preparations: z.array(
    z.object({
      preparationId: z.uuid(),
      subject: z.string(),
      documentTitle: z.string(),
      state: z.enum(['open', 'closed']),
      dissentUntil: z.iso.datetime().nullable(),
    }),
  ),
});
export type OutcomeRegister = z.infer<typeof OutcomeRegister>;

export const OutcomeView = OutcomeSummary.extend({
  tableId: z.uuid(),
  tableName: z.string(),
  regionName: z.string(),
  documentTitle: z.string(),
  texts: z.array(OutcomeText),
  dissents: z.array(Dissent),
  /** The name only where it may be told to the acting seat. */
  recordedBy: z.object({ name: z.string().nullable(), party: z.string(), role: z.enum(ROLES) }),
  closedAt: z.iso.datetime(),
  dissentUntil: z.iso.datetime(),
  roundsReason: z.string(),
  audience: z.array(AudiencePart),
  adoptions: z.array(AdoptionView),
  /** Of what it asks, by its place in `content.asked`: what became of it, and who said so. */
  requests: z.array(
    z.object({
      state: z.enum(REQUEST_STATES),
      /** How often this was said; 0: never. */
      number: z.number().int(),
      by: z.string().nullable(),
      at: z.iso.datetime().nullable(),
      mayEnd: z.boolean(),
    }),
  ),
  publications: z.array(
    z.object({ publicId: z.string(), at: z.iso.datetime(), withdrawnAt: z.iso.datetime().nullable() }),
  ),
  /** Organs for which the acting seat may record what they said. */
  mayRecordFor: z.array(NeededOrgan),
  mayPublish: z.boolean(),
  /** Can everybody at the table, observers included, read it? Only then it may be published. */
  common: z.boolean(),
});
export type OutcomeView = z.infer<typeof OutcomeView>;

/** A published outcome, for anybody. No person is named. */
export const PublicOutcome = z.discriminatedUnion('state', [
  z.object({ state: z.literal('withdrawn'), withdrawnAt: z.iso.datetime() }),
  z.object({
    state: z.literal('published'),
    number: z.string(),
    recordedAt: z.iso.datetime(),
    publishedAt: z.iso.datetime(),
    tableName: z.string(),
    regionName: z.string(),
    documentTitle: z.string(),
    content: RecordedContent.partial(),
    status: OutcomeStatus,
    dissents: z.array(Dissent.omit({ at: true })),
    texts: z.array(OutcomeText.omit({ sectionId: true })),
  }),
]);
export type PublicOutcome = z.infer<typeof PublicOutcome>;
