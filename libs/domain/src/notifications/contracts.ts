import { z } from 'zod';

/** A letter as the demonstration's outbox shows it to whom it is addressed, or to the administrator: there no mail goes out. */
export const OutboxLetter = z.object({
  letterId: z.uuid(),
  at: z.iso.datetime(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
});
export type OutboxLetter = z.infer<typeof OutboxLetter>;

/** How the mail goes, for the administrator: never to whom or about what. */
export const MailState = z.object({
  /** `off`: no mail server is set, so links must be handed over. `outbox`: the demonstration's. */
  way: z.enum(['smtp', 'off', 'outbox']),
  waiting: z.number().int(),
  givenUp: z.number().int(),
  lastSentAt: z.iso.datetime().nullable(),
});
export type MailState = z.infer<typeof MailState>;
