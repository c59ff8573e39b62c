import type { ProblemCode } from '@samenspel/domain';

/** What can go wrong with a request: what the server refuses, no connection, or an answer that we do not understand. */
export type FailureCode = ProblemCode | 'no-connection' | 'not-understood';

/** A request that did not succeed, with a code that the interface has sentences for. */
export class RequestFailed extends Error {
  constructor(
    readonly code: FailureCode,
    readonly fields: readonly string[] = [],
  ) {
    super(code);
    this.name = 'RequestFailed';
  }
}

/** The code of any error: what is not a failed request is our own mistake and shown as `internal`. */
export function failureCode(error: unknown): FailureCode {
  return error instanceof RequestFailed ? error.code : 'internal';
}
