import { z } from 'zod';

/**
 * Every refusal that a command can give, by name. One list for both transports; the interface has a sentence for each
 * (what happened, what it means for your work, what to do).
 *
 * `not-found` is also the answer for what exists but may not be seen: the two must never differ (docs/spec.md R4).
 */
export const PROBLEM_CODES = [
  'not-found',
  'forbidden',
  'not-signed-in',
  'no-seat',
  'wrong-origin',
  'invalid-input',
  'conflict',
  'stands-apart',
  'in-use',
  'seat-invited',
  'seated-already',
  'seat-term-over',
  'round-over',
  'too-large',
  'too-many-requests',
  'empty-file',
  'binary-file',
  'unsupported-file',
  'unreadable-text',
  'last-owner',
  'sign-in-failed',
  'step-up-needed',
  'weak-password',
  'link-expired',
  'file-damaged',
  'file-has-macros',
  'file-protected',
  'file-too-complex',
  'too-many-sections',
  'text-changed',
  'section-damaged',
  'round-open',
  'term-running',
  'term-over',
  'archived',
  'seal-key-missing',
  'seal-broken',
  'closed',
  'unavailable',
  'internal',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** HTTP status of each problem. `forbidden` is only for what the actor can see and may not do. */
export const PROBLEM_STATUS: Readonly<Record<ProblemCode, number>> = {
  'not-found': 404,
  forbidden: 403,
  'not-signed-in': 401,
  'no-seat': 403,
  'wrong-origin': 403,
  'invalid-input': 400,
  conflict: 409,
  'stands-apart': 409,
  'in-use': 409,
  'seat-invited': 409,
  'seated-already': 409,
  'seat-term-over': 409,
  'round-over': 409,
  'too-large': 413,
  'too-many-requests': 429,
  'empty-file': 422,
  'binary-file': 422,
  'unsupported-file': 415,
  'unreadable-text': 422,
  'last-owner': 422,
  'sign-in-failed': 401,
  'step-up-needed': 403,
  'weak-password': 422,
  'link-expired': 410,
  'file-damaged': 422,
  'file-has-macros': 422,
  'file-protected': 422,
  'file-too-complex': 422,
  'too-many-sections': 422,
  'text-changed': 409,
  'section-damaged': 409,
  'round-open': 409,
  'term-running': 409,
  'term-over': 409,
  archived: 409,
  'seal-key-missing': 503,
  'seal-broken': 503,
  closed: 409,
  unavailable: 503,
  internal: 500,
};

/** Body of every error answer over HTTP (media type application/problem+json). */
export const Problem = z.object({
  code: z.enum(PROBLEM_CODES),
  status: z.number().int(),
  /** For `invalid-input`: the names of the fields that are wrong. Never a value. */
  fields: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Thrown by services when a command is refused; both transports turn it into their own form of `Problem`. */
export class Refusal extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly fields?: string[],
  ) {
    super(code);
    this.name = 'Refusal';
  }
}
