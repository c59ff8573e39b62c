import { Refusal } from '@samenspel/domain';
import { ConfigError } from './config';

/** What went wrong is the caller's to mend: told without a stack. */
export class UsageError extends Error {}

/**
 * Runs a command of the operator. What he can mend is told in a sentence, anything else with its place in the code; the
 * process then ends with code 1.
 *
 * @param told other errors whose text is meant for the operator
 */
export function runCommand(main: () => Promise<void>, told: readonly (new (...args: never[]) => Error)[] = []): void {
  main().catch((error: unknown) => {
    const known = [UsageError, ConfigError, ...told].some((kind) => error instanceof kind);
    process.stderr.write(`${textOf(error, known)}\n`);
    process.exitCode = 1;
  });
}

function textOf(error: unknown, known: boolean): string {
  if (error instanceof Refusal) return `Refused: ${error.code}.`;
  if (!(error instanceof Error)) return String(error);
  return known ? error.message : (error.stack ?? error.message);
}
