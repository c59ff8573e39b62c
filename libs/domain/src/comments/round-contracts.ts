import { z } from 'zod';
import { PartyView } from '../tables/contracts';
import { ROLES } from '../tables/roles';
import { PlainText } from './contracts';
import { ROUND_STATES, VERDICTS } from './rounds';

export const OpenRound = z.strictObject({
  roundId: z.uuid(),
  sectionIds: z.array(z.uuid()).min(1).max(200),
  question: PlainText,
  /** Until when client representatives can react. */
  closesAt: z.iso.datetime(),
  /** Until when they wait for their answers. */
  answerBy: z.iso.datetime(),
});
export type OpenRound = z.infer<typeof OpenRound>;

/** A remark that is about the whole, not about a place in the text. */
export const AddRemark = z.strictObject({ commentId: z.uuid(), body: PlainText });
export type AddRemark = z.infer<typeof AddRemark>;

export const AnswerRemark = z.strictObject({
  verdict: z.enum(VERDICTS),
  why: PlainText,
  /** Where in the text it was taken over, in words. */
  place: z.string().trim().max(200),
  /** The version that the actor saw; 0 when there was no answer yet. */
  version: z.number().int().min(0),
});
export type AnswerRemark = z.infer<typeof AnswerRemark>;

/** Publishes exactly what the actor saw: its hash comes with the preview. */
export const PublishRound = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) });
export type PublishRound = z.infer<typeof PublishRound>;

export const CloseWithout = z.strictObject({ reason: PlainText });
export type CloseWithout = z.infer<typeof CloseWithout>;

export const AddAddendum = z.strictObject({ addendumId: z.uuid(), text: PlainText });
export type AddAddendum = z.infer<typeof AddAddendum>;

const Answer = z.object({
  verdict: z.enum(VERDICTS),
  why: z.string(),
  place: z.string(),
  party: PartyView,
  at: z.iso.datetime(),
  version: z.number().int(),
});

export const RemarkView = z.object({
  commentId: z.uuid(),
  party: PartyView,
  role: z.enum(ROLES),
  own: z.boolean(),
  at: z.iso.datetime(),
  /** Null for a remark about the whole. */
  about: z.object({ sectionId: z.uuid(), code: z.string(), title: z.string(), quote: z.string() }).nullable(),
  body: z.string(),
  /** Null when there is none, or when the viewer may not see drafts. */
  answer: Answer.nullable(),
});
export type RemarkView = z.infer<typeof RemarkView>;

export const RoundSummary = z.object({
  roundId: z.uuid(),
  state: z.enum(ROUND_STATES),
  question: z.string(),
  opensAt: z.iso.datetime(),
  closesAt: z.iso.datetime(),
  answerBy: z.iso.datetime(),
});
export type RoundSummary = z.infer<typeof RoundSummary>;

export const DocumentRounds = z.object({
  rounds: z.array(RoundSummary),
  /**
   * For who manages rounds: those that run or owe answers from before the own seat, by their dates and the codes of their
   * sections. Of what was asked and said in them there is nothing.
   */
  fromBefore: z.array(
    z.object({
      state: z.enum(ROUND_STATES),
      closesAt: z.iso.datetime(),
      answerBy: z.iso.datetime(),
      codes: z.array(z.string()),
    }),
  ),
  mayOpen: z.boolean(),
});
export type DocumentRounds = z.infer<typeof DocumentRounds>;

export const RoundView = RoundSummary.extend({
  tableId: z.uuid(),
  tableName: z.string(),
  documentId: z.uuid(),
  documentTitle: z.string(),
  formality: z.enum(['formal', 'informal']),
  openedBy: PartyView,
  sections: z.array(z.object({ sectionId: z.uuid(), code: z.string(), title: z.string() })),
  remarks: z.array(RemarkView),
  /** When and by whom the answers were published. */
  publication: z.object({ at: z.iso.datetime(), party: PartyView, hash: z.string() }).nullable(),
  /** Why the chair went on without answers. */
  closedWithout: z.object({ at: z.iso.datetime(), party: PartyView, reason: z.string() }).nullable(),
  addenda: z.array(z.object({ at: z.iso.datetime(), party: PartyView, text: z.string() })),
  may: z.object({
    remark: z.boolean(),
    answer: z.boolean(),
    close: z.boolean(),
    publish: z.boolean(),
    closeWithout: z.boolean(),
    addend: z.boolean(),
  }),
  /** Of what would be published now, for who may; null while a remark has no answer. */
  previewHash: z.string().nullable(),
});
export type RoundView = z.infer<typeof RoundView>;
