import { z } from 'zod';
import { ROLES } from '../tables/roles';
import { OwnSeatView, PartyView } from '../tables/contracts';

/** Who is signed in, acting as whom. `seat` is null until a person with several capacities has chosen, and for an administrator. */
export const SessionView = z.object({
  person: z.object({ personId: z.uuid(), name: z.string(), jobTitle: z.string() }),
  seat: OwnSeatView.nullable(),
  seats: z.array(OwnSeatView),
  demonstration: z.boolean(),
  /** May the person act as administrator, without a seat? */
  mayAdminister: z.boolean(),
  /** Acts as administrator now. Never together with a seat. */
  administrator: z.boolean(),
  /** Has the person chosen a password? The people of the demonstration have none. */
  hasPassword: z.boolean(),
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
  administrator: z.boolean(),
  seats: z.array(z.object({ role: z.enum(ROLES), party: PartyView, tableName: z.string() })),
});
export type DemoPerson = z.infer<typeof DemoPerson>;

export const SignInAsDemoPerson = z.strictObject({ personId: z.uuid() });
export type SignInAsDemoPerson = z.infer<typeof SignInAsDemoPerson>;

/** One of the own seats, or null to act as administrator. */
export const ChooseSeat = z.strictObject({ seatId: z.uuid().nullable() });
export type ChooseSeat = z.infer<typeof ChooseSeat>;
