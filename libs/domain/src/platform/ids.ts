/** Branded identifiers: a `SeatId` cannot be handed to a function that wants a `SectionId`. All are UUID strings. */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type RegionId = Id<'Region'>;
export type OrganisationId = Id<'Organisation'>;
export type PersonId = Id<'Person'>;
export type TableId = Id<'Table'>;
export type SeatId = Id<'Seat'>;
export type DocumentId = Id<'Document'>;
export type SectionId = Id<'Section'>;
export type SessionId = Id<'Session'>;
export type InvitationId = Id<'Invitation'>;
export type LeaseId = Id<'Lease'>;
export type MeetingId = Id<'Meeting'>;
export type ThreadId = Id<'Thread'>;
export type CommentId = Id<'Comment'>;
export type RoundId = Id<'Round'>;
export type OutcomeId = Id<'Outcome'>;

/** Casts a UUID that was checked at the edge (zod, database) to its branded type. */
export function id<T extends Id<string>>(value: string): T {
  return value as T;
}
