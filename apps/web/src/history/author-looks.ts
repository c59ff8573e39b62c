import type { Author, AuthorshipView } from '@samenspel/domain';
import type { AuthorLook } from './AuthoredText';

type Say = (key: string, values?: Record<string, unknown>) => string;

/** As many lines as can be told apart in grey. */
const PATTERNS = 5;

/** How each author is shown: those of one party have one mark, and a line of their own as far as there are lines. */
export function authorLooks(authors: AuthorshipView['authors'], say: Say): AuthorLook[] {
  return authors.map(({ author }, at) => ({
    pattern: at % PATTERNS,
    plain: author.kind === 'imported',
    party: author.kind === 'party' ? author.party : null,
    words: inWords(author, say),
  }));
}

function inWords(author: Author, say: Say): string {
  switch (author.kind) {
    case 'party':
      return author.person === null ? author.party.name : `${author.party.name}, ${author.person}`;
    case 'imported':
      return say(author.what === 'template' ? 'history.authors.template' : 'history.authors.imported');
    case 'earlier':
      return say('history.authors.earlier');
  }
}
