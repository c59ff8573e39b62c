import { z } from 'zod';
import { MARK_HUES, MARK_SHAPES, ORGANISATION_KINDS, ROLES, TABLE_KINDS } from './roles';

/** A party as shown: name, abbreviation and its mark. */
export const PartyView = z.object({
  organisationId: z.uuid(),
  name: z.string(),
  abbreviation: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  mark: z.object({
    shape: z.enum(MARK_SHAPES),
    hue: z
      .number()
      .int()
      .min(0)
      .max(MARK_HUES - 1),
  }),
});
export type PartyView = z.infer<typeof PartyView>;

/** A seat that the signed-in person may act through. */
export const OwnSeatView = z.object({
  seatId: z.uuid(),
  role: z.enum(ROLES),
  party: PartyView,
  tableId: z.uuid(),
  tableName: z.string(),
  tableKind: z.enum(TABLE_KINDS),
  /** The region's own word for this kind of table; null for the ready-made one. */
  tableLabel: z.string().nullable(),
});
export type OwnSeatView = z.infer<typeof OwnSeatView>;

/** A seat at a table as its participants see it. Persons are named within the own party only, unless the table agreed otherwise. */
export const SeatView = z.object({
  seatId: z.uuid(),
  role: z.enum(ROLES),
  party: PartyView,
  persons: z
    .array(
      z.object({
        personId: z.uuid(),
        name: z.string(),
        jobTitle: z.string(),
        /** Stands in for somebody, until this moment when it is set. */
        standIn: z.boolean(),
        until: z.iso.datetime().nullable(),
      }),
    )
    .nullable(),
});
export type SeatView = z.infer<typeof SeatView>;

export const DocumentSummary = z.object({
  documentId: z.uuid(),
  title: z.string(),
  kind: z.enum(['transformationPlan', 'agreement', 'learningCycleNote', 'minutes', 'rulesOfTheGame']),
  formality: z.enum(['formal', 'informal']),
  createdAt: z.iso.datetime(),
  /** Since when it can only be read; null while it is worked on. */
  archivedAt: z.iso.datetime().nullable(),
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;

export const TableView = z.object({
  tableId: z.uuid(),
  name: z.string(),
  kind: z.enum(TABLE_KINDS),
  /** The region's own word for this kind of table; null for the ready-made one. */
  label: z.string().nullable(),
  /** The name of the table to which this one reports. */
  reportsTo: z.string().nullable(),
  /** Since when everything here is read and nothing is changed. */
  closedAt: z.iso.datetime().nullable(),
  regionName: z.string(),
  purpose: z.string(),
  /** Are the persons on all seats shown? */
  occupantsVisible: z.boolean(),
  /** Are persons named to other parties as authors, too? */
  namesVisible: z.boolean(),
  seats: z.array(SeatView),
  documents: z.array(DocumentSummary),
  /** May the acting seat add or import a document here? */
  mayAddDocument: z.boolean(),
});
export type TableView = z.infer<typeof TableView>;
