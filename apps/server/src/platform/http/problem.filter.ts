import { randomUUID } from 'node:crypto';
import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { errorCode, problemOf } from './problem';

/** Answers every error as `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = problemOf(error);
    if (problem.code === 'internal' || problem.code === 'unavailable') {
      const errorId = randomUUID();
      this.log.error(`${problem.code} ${errorId} ${described(error)}`);
      response.setHeader('Error-Id', errorId);
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

/** Kind, code and place of an error. Not its message: those of PostgreSQL and of parsers quote what people wrote. */
function described(error: unknown): string {
  if (!(error instanceof Error)) return `thrown ${typeof error}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name} ${errorCode(error) ?? ''}`.trim(), ...frames].join('\n');
}
