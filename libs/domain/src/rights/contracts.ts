import { z } from 'zod';
import { ROLES } from '../tables/roles';
import { PartyView } from '../tables/contracts';
import { RIGHTS } from './rights';

export const GranteeInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('role'), role: z.enum(ROLES) }),
  z.strictObject({ kind: z.literal('seat'), seatId: z.uuid() }),
]);
export const GrantInput = z.strictObject({ grantee: GranteeInput, right: z.enum(RIGHTS) });

/** An audience in parts that the interface puts into words: "Zichtbaar voor: gemeenten en Jeugdhulp De Brug". */
export const AudiencePart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everybody') }),
  z.object({ kind: z.literal('role'), role: z.enum(ROLES) }),
  z.object({ kind: z.literal('party'), party: PartyView }),
]);
export type AudiencePart = z.infer<typeof AudiencePart>;

export const PresetInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('wholeTable') }),
  z.strictObject({ kind: z.literal('toRead'), own: z.uuid().optional() }),
  z.strictObject({ kind: z.literal('commissionersOnly') }),
  z.strictObject({ kind: z.literal('commissionersWithSecretariat'), secretariat: z.uuid() }),
  z.strictObject({ kind: z.literal('providerWithCommissioners'), provider: z.uuid() }),
  z.strictObject({ kind: z.literal('clientRepresentativesOnly') }),
  z.strictObject({ kind: z.literal('ownSeat'), own: z.uuid() }),
]);
export type PresetInput = z.infer<typeof PresetInput>;

/** Replaces the grants of a section. `accessVersion` is the one that the editor of the rights saw: compare and refuse. */
export const ChangeRights = z.strictObject({
  accessVersion: z.number().int().positive(),
  grants: z.array(GrantInput).min(1).max(100),
});
export type ChangeRights = z.infer<typeof ChangeRights>;

/** The rights of a section, for who may read it. The log shows every change to its audience. */
export const SectionRightsView = z.object({
  sectionId: z.uuid(),
  accessVersion: z.number().int(),
  mayChange: z.boolean(),
  grants: z.array(z.object({ grantee: GranteeInput, right: z.enum(RIGHTS) })),
  owners: z.array(GranteeInput),
  /** The seats of the table, to show what each holds. */
  seats: z.array(
    z.object({ seatId: z.uuid(), role: z.enum(ROLES), party: PartyView, right: z.enum(RIGHTS), owner: z.boolean() }),
  ),
  log: z.array(
    z.object({
      at: z.iso.datetime(),
      by: PartyView,
      changes: z.array(z.object({ grantee: GranteeInput, from: z.enum(RIGHTS), to: z.enum(RIGHTS) })),
    }),
  ),
});
export type SectionRightsView = z.infer<typeof SectionRightsView>;
