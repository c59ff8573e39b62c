import { z } from 'zod';
import { lineOf, linesOf } from '../platform/texts';
import { PartyView } from './contracts';
import { ORGANISATION_KINDS, ROLES, TABLE_KINDS } from './roles';

const Version = z.number().int().positive();
const Abbreviation = z.string().regex(/^[0-9A-Za-z]{2,8}$/);

/** A region's own words for kinds of table; a kind without one keeps its ready-made name. */
const Labels = z.partialRecord(z.enum(TABLE_KINDS), lineOf(60).min(1));
export type TableLabels = z.infer<typeof Labels>;

export const AddRegion = z.strictObject({ name: lineOf(120).min(1) });
export type AddRegion = z.infer<typeof AddRegion>;
export const ChangeRegion = z.strictObject({ version: Version, name: lineOf(120).min(1), labels: Labels });
export type ChangeRegion = z.infer<typeof ChangeRegion>;

export const AddOrganisation = z.strictObject({
  regionId: z.uuid(),
  kind: z.enum(ORGANISATION_KINDS),
  name: lineOf(160).min(1),
  abbreviation: Abbreviation,
  /** The provider to which a client council belongs; null for every other kind. */
  parentOrganisationId: z.uuid().nullable(),
});
export type AddOrganisation = z.infer<typeof AddOrganisation>;

export const ChangeOrganisation = z.strictObject({
  version: Version,
  name: lineOf(160).min(1),
  abbreviation: Abbreviation,
  /** Archived: gets no new seats; what it did stays. */
  archived: z.boolean(),
});
export type ChangeOrganisation = z.infer<typeof ChangeOrganisation>;

export const AddTable = z.strictObject({
  regionId: z.uuid(),
  kind: z.enum(TABLE_KINDS),
  name: lineOf(160).min(1),
  purpose: linesOf(600).min(1),
  /** Are the persons on the seats, with their functions, shown to the whole table? */
  occupantsVisible: z.boolean().default(true),
  /** Are persons named to other parties as authors, too? */
  namesVisible: z.boolean(),
  reportsTo: z.uuid().nullable(),
});
export type AddTable = z.infer<typeof AddTable>;
/** Without `occupantsVisible` that stays as it is. */
export const ChangeTable = AddTable.omit({ regionId: true }).extend({
  version: Version,
  occupantsVisible: z.boolean().optional(),
});
export type ChangeTable = z.infer<typeof ChangeTable>;

/** Closes a table, or opens it again. */
export const CloseTable = z.strictObject({ version: Version, closed: z.boolean() });
export type CloseTable = z.infer<typeof CloseTable>;

export const AddSeat = z.strictObject({ organisationId: z.uuid(), role: z.enum(ROLES) });
export type AddSeat = z.infer<typeof AddSeat>;

/** Puts a person on a seat. `from` null: from now on. */
export const AddTerm = z.strictObject({
  personId: z.uuid(),
  from: z.iso.datetime().nullable(),
  until: z.iso.datetime().nullable(),
  standIn: z.boolean(),
});
export type AddTerm = z.infer<typeof AddTerm>;

/** Takes a seat away; without a body an invitation that still works keeps it. */
export const RemoveSeat = z
  .strictObject({ withdrawInvitations: z.boolean() })
  .optional()
  .transform((body) => body ?? { withdrawInvitations: false });
export type RemoveSeat = z.infer<typeof RemoveSeat>;

/** Moves the end of a term, known by its person and beginning. An end in the past ends it now. */
export const MoveTerm = z.strictObject({
  personId: z.uuid(),
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
});
export type MoveTerm = z.infer<typeof MoveTerm>;

export const TermView = z.object({
  seatId: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  jobTitle: z.string(),
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  standIn: z.boolean(),
});
export type TermView = z.infer<typeof TermView>;

export const AdministeredSeat = z.object({
  seatId: z.uuid(),
  tableId: z.uuid(),
  role: z.enum(ROLES),
  party: PartyView,
});
export type AdministeredSeat = z.infer<typeof AdministeredSeat>;

/** Everything that is administered. Nothing of what is written at a table is in it. */
export const AdministrationView = z.object({
  regions: z.array(z.object({ regionId: z.uuid(), version: Version, name: z.string(), labels: Labels })),
  organisations: z.array(
    z.object({
      regionId: z.uuid(),
      version: Version,
      party: PartyView,
      parentOrganisationId: z.uuid().nullable(),
      archivedAt: z.iso.datetime().nullable(),
      /** It has a seat: the abbreviation stays, for codes of sections are made of it. */
      seated: z.boolean(),
    }),
  ),
  tables: z.array(
    z.object({
      tableId: z.uuid(),
      regionId: z.uuid(),
      version: Version,
      kind: z.enum(TABLE_KINDS),
      name: z.string(),
      purpose: z.string(),
      occupantsVisible: z.boolean(),
      namesVisible: z.boolean(),
      reportsTo: z.uuid().nullable(),
      closedAt: z.iso.datetime().nullable(),
    }),
  ),
  seats: z.array(AdministeredSeat),
  /** Those that run, are to come, or ended in the last two years. */
  terms: z.array(TermView),
  people: z.array(
    z.object({
      personId: z.uuid(),
      name: z.string(),
      email: z.string(),
      jobTitle: z.string(),
      administrator: z.boolean(),
    }),
  ),
});
export type AdministrationView = z.infer<typeof AdministrationView>;
