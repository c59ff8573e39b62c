/** Roles of a seat at a table (domain vocabulary, docs/spec.md T1). */
export const ROLES = [
  'commissioner',
  'contractor',
  'clientRepresentative',
  'partner',
  'chair',
  'secretary',
  'observer',
] as const;
export type Role = (typeof ROLES)[number];

/** Kinds of table; the label that a region shows for it is configurable. */
export const TABLE_KINDS = [
  'development',
  'consultation',
  'theme',
  'innovation',
  'dialogue',
  'tenderDialogue',
  'marketExploration',
  'preparation',
  'board',
] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

/** Kinds of organisation. A client council belongs to its provider, a client organisation is independent: always shown. */
export const ORGANISATION_KINDS = [
  'municipality',
  'provider',
  'clientCouncil',
  'clientOrganisation',
  'education',
  'secretariat',
  'independent',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/**
 * The face of a party: shape + colour + abbreviation, the same everywhere (caret, authorship, position). `hue` indexes
 * the palette of the interface; `shape` tells parties apart without colour (print, colour-blind readers).
 */
export const MARK_SHAPES = ['circle', 'square', 'triangle', 'diamond', 'hexagon', 'star'] as const;
export type MarkShape = (typeof MARK_SHAPES)[number];
export const MARK_HUES = 12;
