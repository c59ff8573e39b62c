import { z } from 'zod';
import { lineOf, linesOf } from '../platform/texts';
import { PartyView } from './contracts';

/** Formal is about the contract (power), informal about working out together (influence). Never both. */
export const FORMALITIES = ['formal', 'informal'] as const;
export type Formality = (typeof FORMALITIES)[number];

/** What an agenda item is for, said before the meeting: beeldvormend, oordeelsvormend, besluitvormend. */
export const AGENDA_STATUSES = ['exploring', 'weighing', 'deciding'] as const;

const PhaseInput = z.strictObject({
  name: lineOf(120).min(1),
  from: z.iso.date(),
  until: z.iso.date().nullable(),
  gate: z.strictObject({ what: lineOf(300).min(1), on: z.iso.date(), by: lineOf(200).min(1) }).nullable(),
});
export type PhaseInput = z.infer<typeof PhaseInput>;

/** Puts these phases in the place of those that the table has. `version` is the one that was seen: compare and refuse. */
export const ChangePhases = z.strictObject({
  version: z.number().int().positive(),
  phases: z.array(PhaseInput).max(20),
});
export type ChangePhases = z.infer<typeof ChangePhases>;

const AgendaItem = z.strictObject({
  title: lineOf(200).min(1),
  status: z.enum(AGENDA_STATUSES),
  /** What happens with what comes out of it. */
  outcome: lineOf(300).min(1),
  /** Who adopts it in the end. */
  adoptedBy: lineOf(200).min(1),
});
export type AgendaItem = z.infer<typeof AgendaItem>;

export const MeetingInput = z.strictObject({
  title: lineOf(200).min(1),
  startsAt: z.iso.datetime(),
  place: lineOf(200).min(1),
  formality: z.enum(FORMALITIES),
  agenda: z.array(AgendaItem).max(40),
});
export type MeetingInput = z.infer<typeof MeetingInput>;

export const ChangeMeeting = MeetingInput.extend({ version: z.number().int().positive() });
export type ChangeMeeting = z.infer<typeof ChangeMeeting>;

/** Cancels a meeting, or lets it go on after all. */
export const CancelMeeting = z.strictObject({ version: z.number().int().positive(), cancelled: z.boolean() });
export type CancelMeeting = z.infer<typeof CancelMeeting>;

export const MeetingView = z.object({
  meetingId: z.uuid(),
  version: z.number().int(),
  ...MeetingInput.shape,
  agenda: z.array(AgendaItem),
  cancelledAt: z.iso.datetime().nullable(),
});
export type MeetingView = z.infer<typeof MeetingView>;

export const PostMessage = z.strictObject({
  /** Made by who sends it: the same message sent again is not a second one. */
  messageId: z.uuid(),
  text: linesOf(2000).min(1),
  formality: z.enum(FORMALITIES),
});
export type PostMessage = z.infer<typeof PostMessage>;

/** A message to the table. Withdrawn, it stays as such, without its words. */
export const MessageView = z.object({
  messageId: z.uuid(),
  by: PartyView,
  /** Named to the own party only, unless the table agreed otherwise. */
  person: z.string().nullable(),
  at: z.iso.datetime(),
  formality: z.enum(FORMALITIES),
  text: z.string().nullable(),
  withdrawnAt: z.iso.datetime().nullable(),
  mayWithdraw: z.boolean(),
});
export type MessageView = z.infer<typeof MessageView>;

/** What a table is doing: its phases, meetings and messages. */
export const TablePlanView = z.object({
  tableId: z.uuid(),
  version: z.number().int(),
  mayPlan: z.boolean(),
  mayPost: z.boolean(),
  phases: z.array(PhaseInput),
  /** Those that are to come and those of the last two months, the first one first. */
  meetings: z.array(MeetingView),
  /** The newest first. */
  messages: z.array(MessageView),
});
export type TablePlanView = z.infer<typeof TablePlanView>;
