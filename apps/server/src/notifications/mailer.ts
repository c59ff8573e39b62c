import type { EntityManager } from 'typeorm';

/** Injection token of what sends mail. */
export const MAILER = Symbol('Mailer');

/**
 * A letter that waits to be sent. It tells that something is there and links to it; it never holds content of a section,
 * a comment or an outcome, for mail goes through machines that nobody at the table knows.
 */
export interface Letter {
  /** Address of one person. */
  readonly to: string;
  /** In Dutch; without content. */
  readonly subject: string;
  /** Plain text, in Dutch, with addresses of pages written out. */
  readonly text: string;
  /** An account (an invitation, a password), or something at a table: its links may name what only its reader may see. */
  readonly about: 'account' | 'table';
}

export interface Mailer {
  /** Stores the letter in the caller's transaction: it is sent once that commits, and not at all when it does not. */
  queue(manager: EntityManager, letter: Letter): Promise<void>;
  /** The address of a page of ours, for in a letter. @param path begins with a slash */
  addressOf(path: string): string;
}
