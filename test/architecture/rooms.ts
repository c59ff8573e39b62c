/**
 * The rooms of each app, from the ground up. A room may use those below it, never one above it or beside it; what a room
 * above has to tell one below, it registers there as it starts (`DeskSources`, `SealReaders`, `TextMoves`, ...).
 */
export const FLOORS = {
  'apps/server/src': [
    'platform',
    'rights',
    'notifications',
    'tables',
    'identity',
    'seal',
    'documents',
    'comments',
    'decisions',
    'history',
    'search',
    'demonstration',
    'app',
  ],
  'apps/web/src': [
    'ui',
    'platform',
    'editor',
    'notifications',
    'identity',
    'tables',
    'rights',
    'documents',
    'comments',
    'seal',
    'decisions',
    'history',
    'search',
    'app',
  ],
} as const;

/** What only tests may use, and what may itself use every room. */
export const TESTING = 'testing';
