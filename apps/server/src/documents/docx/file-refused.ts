import type { ProblemCode } from '@samenspel/domain';

/** What a file is refused for, from anywhere within its reading. */
export class FileRefused extends Error {
  constructor(readonly code: ProblemCode) {
    super(code);
  }
}
