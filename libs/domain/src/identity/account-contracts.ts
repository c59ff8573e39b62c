import { z } from 'zod';

/** A password as it comes in; whether it is good enough is asked of `passwordFault`. */
export const PasswordInput = z.string().min(1).max(1024);

/** Confirms in this session who one is. Without a password only where somebody has none: in the demonstration. */
export const ConfirmIdentity = z.strictObject({ password: PasswordInput.optional() });
export type ConfirmIdentity = z.infer<typeof ConfirmIdentity>;
