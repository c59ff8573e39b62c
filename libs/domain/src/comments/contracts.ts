import { z } from 'zod';
import { PartyView } from '../tables/contracts';
import { ROLES } from '../tables/roles';

/** Longest piece of text that a comment can be about, in characters. */
export const QUOTE_MAX = 1000;
/** Words before and after the quote that are kept to find it again, in characters. */
export const CONTEXT_MAX = 48;
/** Longest comment, in characters. */
export const COMMENT_MAX = 4000;

/** A Y.RelativePosition, encoded: at most 64 bytes in base64. */
const Position = z
  .string()
  .max(88)
  .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)
  .min(4);

/** As many words as an anchor has never: what agrees in no more than that is never taken for its words. */
export const ALIKE_MAX = 1000;
const Alike = z.number().int().min(0).max(ALIKE_MAX);

/** Where in a text a thread belongs (docs/spec.md K1). */
export const Anchor = z.strictObject({
  /** Of the block in which the quote begins. */
  blockId: z.string().max(100).nullable(),
  start: Position,
  end: Position,
  /** The words themselves; between blocks a line end. */
  quote: z.string().min(1).max(QUOTE_MAX),
  before: z.string().max(CONTEXT_MAX),
  after: z.string().max(CONTEXT_MAX),
  /** How many words agreed, when it was made, at the likest other place in that block, and outside it (K18). */
  alike: z.strictObject({ here: Alike, elsewhere: Alike }),
});
export type Anchor = z.infer<typeof Anchor>;

/** Text of several lines without control characters, and without characters that turn the reading direction. */
export const PlainText = z
  .string()
  .transform((text) => text.replace(/\r\n?/g, '\n').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(COMMENT_MAX)
      .regex(
        /^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*(?:[\n\t][^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*)*$/u,
      ),
  );

/** Who is mentioned: a party's seat, or one person at it. In the text it stands as `@[n]`, its place in the list. */
export const MentionInput = z.strictObject({ seatId: z.uuid(), personId: z.uuid().nullable() });
export type MentionInput = z.infer<typeof MentionInput>;
const Mentions = z.array(MentionInput).max(20);

const Written = {
  /** Made by the client, so that a command that is sent twice is done once. */
  commentId: z.uuid(),
  body: PlainText,
  mentions: Mentions,
  /** Within a reaction round: does it ask for an answer, or is it only a comment? */
  countsInRound: z.boolean(),
};

export const StartThread = z.strictObject({
  threadId: z.uuid(),
  ...Written,
  anchor: Anchor,
  /** Where in the log of the section the quote was read. */
  generation: z.number().int().min(1),
  seq: z.number().int().min(0),
});
export type StartThread = z.infer<typeof StartThread>;

export const Reply = z.strictObject(Written);
export type Reply = z.infer<typeof Reply>;

export const EditComment = z.strictObject({ body: PlainText, mentions: Mentions });
export type EditComment = z.infer<typeof EditComment>;

export const ResolveThread = z.strictObject({
  resolved: z.boolean(),
  /** The last comment that the actor saw: who resolves has read what he resolves. */
  lastSeen: z.uuid(),
});
export type ResolveThread = z.infer<typeof ResolveThread>;

export const CountComment = z.strictObject({ counts: z.boolean() });
export type CountComment = z.infer<typeof CountComment>;

/** Somebody who can be mentioned, or who was. The name is null where the viewer may not know it: then the party stands. */
export const MentionView = z.object({
  seatId: z.uuid(),
  personId: z.uuid().nullable(),
  party: PartyView,
  role: z.enum(ROLES),
  name: z.string().nullable(),
});
export type MentionView = z.infer<typeof MentionView>;

export const CommentView = z.object({
  commentId: z.uuid(),
  party: PartyView,
  role: z.enum(ROLES),
  /** Within the own party, or where the table agreed to names. */
  name: z.string().nullable(),
  own: z.boolean(),
  at: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  /** What it said before, the oldest first. */
  earlier: z.array(z.object({ body: z.string(), at: z.iso.datetime() })),
  withdrawn: z.boolean(),
  body: z.string(),
  mentions: z.array(MentionView),
  mentionsMe: z.boolean(),
  /** The reaction round in which it asks for an answer. */
  roundId: z.uuid().nullable(),
});
export type CommentView = z.infer<typeof CommentView>;

export const ThreadView = z.object({
  threadId: z.uuid(),
  sectionId: z.uuid(),
  anchor: Anchor,
  resolved: z.object({ at: z.iso.datetime(), party: PartyView }).nullable(),
  comments: z.array(CommentView),
  mayResolve: z.boolean(),
});
export type ThreadView = z.infer<typeof ThreadView>;

/** The threads of a section as the acting seat sees them, with what it may do there. */
export const SectionThreads = z.object({
  sectionId: z.uuid(),
  mayComment: z.boolean(),
  /** The open reaction round in which a comment of this seat would count. */
  round: z.object({ roundId: z.uuid(), question: z.string(), closesAt: z.iso.datetime() }).nullable(),
  threads: z.array(ThreadView),
});
export type SectionThreads = z.infer<typeof SectionThreads>;

export const DocumentThreads = z.object({ sections: z.array(SectionThreads) });
export type DocumentThreads = z.infer<typeof DocumentThreads>;

export const Mentionable = z.object({ seats: z.array(MentionView), persons: z.array(MentionView) });
export type Mentionable = z.infer<typeof Mentionable>;
