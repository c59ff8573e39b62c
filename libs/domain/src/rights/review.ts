import { z } from 'zod';
import { AdministrationView } from '../tables/administration-contracts';
import { PartyView } from '../tables/contracts';
import { DocumentSummary } from '../tables/contracts';
import { ROLES } from '../tables/roles';
import { isFor, RIGHTS, rightOn, type ActingSeat, type SectionAccess } from './rights';

/** Where a right comes from: a grant to the seat itself, one to its role, or nowhere. */
export const RIGHT_SOURCES = ['seat', 'role', 'none'] as const;

const ReviewedRight = z.object({
  seatId: z.uuid(),
  right: z.enum(RIGHTS),
  by: z.enum(RIGHT_SOURCES),
  owner: z.boolean(),
});
export type ReviewedRight = z.infer<typeof ReviewedRight>;

/** Archived sections are asked for by themselves: they grow for good, and hardly anybody looks at them. */
export const AccessQuery = z.strictObject({ archived: z.literal('true').optional() });
export type AccessQuery = z.infer<typeof AccessQuery>;

/** Archived sections that are listed at a time. */
export const MOST_ARCHIVED = 200;

/** Sections by seats: who can do what, and why. */
export const AccessReviewView = z.object({
  tableId: z.uuid(),
  tableName: z.string(),
  /** How many archived sections there are for the reader, listed here or not. */
  archived: z.number().int(),
  seats: z.array(
    z.object({
      seatId: z.uuid(),
      role: z.enum(ROLES),
      party: PartyView,
      /** How many persons sit there now. */
      occupants: z.number().int(),
    }),
  ),
  documents: z.array(
    z.object({
      kind: DocumentSummary.shape.kind,
      /** Counts the table's documents of this kind, the oldest first: tells them apart without their titles. */
      number: z.number().int(),
      /** Null for the administrator, who reads no table's content. */
      title: z.string().nullable(),
      sections: z.array(
        z.object({
          code: z.string(),
          title: z.string().nullable(),
          restricted: z.boolean(),
          rights: z.array(ReviewedRight),
        }),
      ),
    }),
  ),
});
export type AccessReviewView = z.infer<typeof AccessReviewView>;

/**
 * What a seat would get through its role alone, before it is added (docs/spec.md T16): the restricted sections by kind of
 * document and code, without a title.
 */
export const NewSeatView = z.object({
  documents: z.array(
    z.object({
      kind: DocumentSummary.shape.kind,
      number: z.number().int(),
      sections: z.array(z.object({ code: z.string(), right: z.enum(RIGHTS), owner: z.boolean() })),
    }),
  ),
  /** How many sections that everybody at the table reads come with it. */
  open: z.number().int(),
  /** How many persons are told by a letter, since they own one of the restricted sections. */
  told: z.number().int(),
});
export type NewSeatView = z.infer<typeof NewSeatView>;

/**
 * What is administered once a seat was added, with the sections that were kept from it since their past cannot be told from
 * their text (docs/spec.md T20), by kind of document and code.
 */
export const AddedSeatView = AdministrationView.extend({
  withheld: z.array(
    z.object({
      kind: DocumentSummary.shape.kind,
      number: z.number().int(),
      codes: z.array(z.string()),
    }),
  ),
});
export type AddedSeatView = z.infer<typeof AddedSeatView>;

/** What a seat holds on a section, and by what grant (docs/spec.md R10). */
export function reviewedRight(seat: ActingSeat, access: SectionAccess): ReviewedRight {
  const grants = access.grants.filter(({ grantee }) => isFor(grantee, seat));
  const own = grants.some(({ grantee }) => grantee.kind === 'seat');
  return {
    seatId: seat.seatId,
    right: rightOn(seat, access),
    by: own ? 'seat' : grants.length > 0 ? 'role' : 'none',
    owner: access.owners.some((owner) => isFor(owner, seat)),
  };
}
