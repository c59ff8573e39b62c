import { z } from 'zod';
import { ROLES } from '../tables/roles';
import { OwnSeatView, PartyView } from '../tables/contracts';

/** Who is signed in, acting as whom. `seat` is null until a person with several seats has chosen. */
export const SessionView = z.object({
  person: z.object({ personId: z.uuid(), name: z.string(), jobTitle: z.string() }),
  seat: OwnSeatView.nullable(),
  seats: z.array(OwnSeatView),
  demonstration: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

/** One of the own sessions (browsers) that are signed in. */
export const SessionSummary = z.object({
  sessionId: z.uuid(),
  current: z.boolean(),
  /** Browser and system in a few words, from the User-Agent at sign-in. */
  device: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
});
export type SessionSummary = z.infer<typeof SessionSummary>;

/** A person on the demonstration sign-in page. Exists in demonstration mode only. */
export const DemoPerson = z.object({
  personId: z.uuid(),
  name: z.string(),
  jobTitle: z.string(),
  seats: z.array(z.object({ role: z.enum(ROLES), party: PartyView, tableName: z.string() })),
});
export type DemoPerson = z.infer<typeof DemoPerson>;

export const SignInAsDemoPerson = z.strictObject({ personId: z.uuid() });
export type SignInAsDemoPerson = z.infer<typeof SignInAsDemoPerson>;

export const ChooseSeat = z.strictObject({ seatId: z.uuid() });
export type ChooseSeat = z.infer<typeof ChooseSeat>;
