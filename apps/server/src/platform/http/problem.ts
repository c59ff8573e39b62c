import { HttpException } from '@nestjs/common';
import { PROBLEM_STATUS, Refusal, type Problem, type ProblemCode } from '@samenspel/domain';

/** PostgreSQL's and the network's ways to say "not now": the command was not done and may be tried again. */
const UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '08000',
  '08001',
  '08003',
  '08006',
  '40001',
  '40P01',
  '53100',
  '53300',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
]);

/** Text that PostgreSQL cannot hold: a NUL in it, in a column or in JSON. What was asked is wrong, and nothing was done. */
const UNSTORABLE = new Set(['22021', '22P05']);

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid-input',
  404: 'not-found',
  405: 'not-found',
  412: 'invalid-input',
  413: 'too-large',
  415: 'invalid-input',
  416: 'invalid-input',
};

/** What an error is to the one who asked. Anything not foreseen is `internal`, without a word about what went wrong. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) {
    const problem = { code: error.code, status: PROBLEM_STATUS[error.code] };
    return error.fields && error.fields.length > 0 ? { ...problem, fields: error.fields } : problem;
  }
  const code = codeOf(error);
  return { code, status: PROBLEM_STATUS[code] };
}

function codeOf(error: unknown): ProblemCode {
  // Nest wraps what the file server refuses: an address that climbs out of its folder is a 403 (docs/spec.md O11).
  if (error instanceof HttpException) return codeOfStatus(error.getStatus());
  if (isBodyParserError(error)) return BY_STATUS[error.status] ?? 'internal';
  if (isClientError(error)) return codeOfStatus(error.status);
  if (error instanceof Error && UNSTORABLE.has(errorCode(error) ?? '')) return 'invalid-input';
  return isUnavailable(error) ? 'unavailable' : 'internal';
}

/** A fault of who asks is never one of ours; what has no name of its own is answered as what is not there. */
function codeOfStatus(status: number): ProblemCode {
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'not-found' : 'internal');
}

/** Errors of Express' body parsers, which carry the status and a `type` ("entity.too.large"). */
function isBodyParserError(error: unknown): error is Error & { status: number } {
  return error instanceof Error && 'type' in error && 'status' in error && typeof error.status === 'number';
}

function isClientError(error: unknown): error is Error & { status: number } {
  return error instanceof Error && 'status' in error && Number(error.status) >= 400 && Number(error.status) < 500;
}

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = errorCode(error);
  if (code !== null && UNAVAILABLE.has(code)) return true;
  // node-postgres has no code for these.
  return /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/.test(
    error.message,
  );
}

/** Did PostgreSQL refuse a row because there is one like it? */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && errorCode(error) === '23505';
}

/** SQLSTATE or errno of an error, also of one that TypeORM wrapped. */
export function errorCode(error: Error): string | null {
  const inner = 'driverError' in error && error.driverError instanceof Error ? error.driverError : error;
  return 'code' in inner && typeof inner.code === 'string' ? inner.code : null;
}
