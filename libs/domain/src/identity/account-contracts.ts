import { z } from 'zod';
import { lineOf } from '../platform/texts';
import { OwnSeatView } from '../tables/contracts';

const Line = lineOf(200).min(1);

/** An address that letters can go to. */
const Address = z.string().trim().max(254).pipe(z.email());
/** An address as somebody types it who says that it is known: what cannot be one is not known. */
const TypedAddress = Line.max(254);

/** A password as it comes in; whether it is good enough is asked of `passwordFault`. */
export const PasswordInput = z.string().min(1).max(1024);

/** The secret of a link that works once. What cannot be one is answered like one that expired. */
const Token = z.string().max(200);

/** Confirms in this session who one is. Without a password only where somebody has none: in the demonstration. */
export const ConfirmIdentity = z.strictObject({ password: PasswordInput.optional() });
export type ConfirmIdentity = z.infer<typeof ConfirmIdentity>;

export const SignInByPassword = z.strictObject({ email: TypedAddress, password: PasswordInput });
export type SignInByPassword = z.infer<typeof SignInByPassword>;

export const ChangePassword = z.strictObject({ current: PasswordInput, next: PasswordInput });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const ForgotPassword = z.strictObject({ email: TypedAddress });
export type ForgotPassword = z.infer<typeof ForgotPassword>;

/** Asks whether a link still works. */
export const LookAtLink = z.strictObject({ token: Token });
export type LookAtLink = z.infer<typeof LookAtLink>;

export const ResetPassword = z.strictObject({ token: Token, password: PasswordInput });
export type ResetPassword = z.infer<typeof ResetPassword>;

/** The first administrator, and the region that the installation is for. */
export const SetUp = z.strictObject({
  token: Token,
  name: Line,
  email: Address,
  regionName: Line,
  password: PasswordInput,
});
export type SetUp = z.infer<typeof SetUp>;

/** Invites an address to a seat; `until` is the end of the term in it. */
export const Invite = z.strictObject({ email: Address, seatId: z.uuid(), until: z.iso.datetime().nullable() });
export type Invite = z.infer<typeof Invite>;

/** Accepts an invitation as somebody who is not known yet. */
export const AcceptInvitation = z.strictObject({ token: Token, name: Line, jobTitle: Line, password: PasswordInput });
export type AcceptInvitation = z.infer<typeof AcceptInvitation>;

/** What the holder of an invitation's link is told. */
export const InvitationOffer = z.object({
  email: z.string(),
  regionName: z.string(),
  seat: OwnSeatView,
  until: z.iso.datetime().nullable(),
  /** Is the address already somebody's? Then that person signs in and takes the seat. */
  known: z.boolean(),
});
export type InvitationOffer = z.infer<typeof InvitationOffer>;

export const INVITATION_STATES = ['open', 'expired', 'accepted', 'withdrawn'] as const;

/** An invitation, for the administrator. */
export const InvitationView = z.object({
  invitationId: z.uuid(),
  email: z.string(),
  seat: OwnSeatView,
  until: z.iso.datetime().nullable(),
  state: z.enum(INVITATION_STATES),
  invitedAt: z.iso.datetime(),
  sentAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type InvitationView = z.infer<typeof InvitationView>;

/** The invitations, and the seats to which one can invite. */
export const InvitationsView = z.object({ invitations: z.array(InvitationView), seats: z.array(OwnSeatView) });
export type InvitationsView = z.infer<typeof InvitationsView>;

/** What was sent. `link` only where no mail goes out: it is told this once, to be handed over. */
export const SentInvitation = z.object({ invitation: InvitationView, link: z.string().nullable() });
export type SentInvitation = z.infer<typeof SentInvitation>;
