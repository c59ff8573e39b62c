import { tested } from './saboteur.mjs';

const COMMIT = 'apps/server/src/platform/migrations/0012-nodes.ts';
const COMMIT_ALONE = 'apps/server/src/platform/migrations/0014-one-frame.ts';
const BINDING = 'apps/web/src/editor/sync/binding.ts';

/** Bugs beyond the engine: what the database refuses, who is let in, what is found, told and sealed. */
export const OF_THE_PRODUCT = [
  tested(
    'the database takes a frame under rights that were changed',
    'apps/server',
    'documents/live/pg-section-store',
    [COMMIT, '      AND head.access_version = input.version\n'],
  ),
  tested('the database takes a frame of another history', 'apps/server', 'documents/live/pg-section-store', [
    COMMIT,
    ' AND head.generation = input.generation\n',
    '\n',
  ]),
  tested('the database takes a frame of a session that has ended', 'apps/server', 'documents/live/pg-section-store', [
    COMMIT,
    ' AND session.ended_at IS NULL\n    JOIN section_leases lease',
    '\n    JOIN section_leases lease',
  ]),
  tested('the database takes other bytes for the same frame', 'apps/server', 'documents/live/pg-section-store', [
    COMMIT,
    'row.bytes = input.bytes AS same',
    'true AS same',
  ]),
  tested(
    'the database takes a frame alone under rights that were changed',
    'apps/server',
    'documents/live/pg-section-store',
    [COMMIT_ALONE, ' AND head.access_version = p_version'],
  ),
  tested('the database takes a frame alone of another history', 'apps/server', 'documents/live/pg-section-store', [
    COMMIT_ALONE,
    ' AND head.generation = p_generation',
  ]),
  tested(
    'the database takes a frame alone of a session that has ended',
    'apps/server',
    'documents/live/pg-section-store',
    [COMMIT_ALONE, ' AND session.ended_at IS NULL'],
  ),
  tested(
    'the database takes a frame alone of a seat that its session left',
    'apps/server',
    'documents/live/pg-section-store',
    [COMMIT_ALONE, ' AND lease.seat_id = session.seat_id'],
  ),
  tested('what is unknown is allowed', 'libs/domain', 'rights/can.test', [
    'libs/domain/src/rights/can.ts',
    '    default:\n      return false;',
    '    default:\n      return true;',
  ]),
  tested('the right of the role goes before that of the seat', 'libs/domain', 'rights/rights.test', [
    'libs/domain/src/rights/rights.ts',
    "return own?.right ?? byRole?.right ?? 'none';",
    "return byRole?.right ?? own?.right ?? 'none';",
  ]),
  tested('a closed table can still be written at', 'libs/domain', 'rights/', [
    'libs/domain/src/rights/rights.ts',
    "return access.closed === true && includes(granted, 'read') ? 'read' : granted;",
    'return granted;',
  ]),
  tested(
    'who may not see is told that he may not, instead of that there is nothing',
    'apps/server',
    'rights/section-rights',
    [
      'apps/server/src/rights/authorize.ts',
      "if (resource === null || !maySee(actor, resource)) throw new Refusal('not-found');",
      "if (resource === null) throw new Refusal('not-found');",
    ],
  ),
  tested('the search counts what the seat may not read', 'apps/server', 'search/search.medium', [
    'apps/server/src/search/search-sources.ts',
    '    WHERE section.id = ANY ($1)`',
    '    WHERE section.id = ANY ($1) OR document.table_id = $2`',
  ]),
  tested('who may not read can be mentioned', 'apps/server', 'comments/comments.medium', [
    'apps/server/src/comments/mentions.service.ts',
    '        section.mayRead(seat, generation) &&\n',
  ]),
  tested('letters go to everybody at the table', 'apps/server', 'decisions/outcomes.medium', [
    'apps/server/src/decisions/outcome-letters.ts',
    "const voting = seats.filter((seat) => can(actingAs(seat), 'outcome.dissent', { kind: 'section', access }));",
    "const voting = seats.filter((seat) => can(actingAs(seat), 'outcome.dissent', { kind: 'section', access }) || access);",
  ]),
  tested('letters go to who has left the seat', 'apps/server', 'decisions/outcomes.medium', [
    'apps/server/src/notifications/seat-letters.ts',
    'AND (occupant.until_at IS NULL OR $2 < occupant.until_at)',
  ]),
  tested('the tree of the seal hashes without its prefix', 'libs/domain', 'seal/', [
    'libs/domain/src/seal/tree.ts',
    'hash(concat(Uint8Array.of(1), left, right));',
    'hash(concat(left, right));',
  ]),
  tested('a leaf of the seal hashes without its prefix', 'libs/domain', 'seal/', [
    'libs/domain/src/seal/leaf.ts',
    'hash(concat(Uint8Array.of(0), entry));',
    'hash(entry);',
  ]),
  tested('a caret does not follow letters that were moved', 'apps/web', 'sync/carets.test', [
    BINDING,
    'const place = moved ? follow(transaction, letters, side, this.#updateOf(transaction)) : null;',
    'const place = null;',
  ]),
  tested('what others write at the edge of a selection is selected', 'apps/web', 'sync/carets.test', [
    BINDING,
    'to : after(first, 1);',
    'to : after(first, -1);',
  ]),
  tested('what others write is drawn while a sign is composed', 'apps/web', 'sync/composing.test', [
    BINDING,
    'if (!letters || !concerns(letters, events)) return;',
    'return;',
  ]),
  tested('a letter of others takes away that bold was asked for', 'apps/web', 'sync/carets.test', [
    BINDING,
    'if (state.storedMarks && !this.view.composing) tr.setStoredMarks(state.storedMarks);',
  ]),
  tested('what is typed at a caret is written one letter further', 'apps/web', 'sync/letters.test', [
    'apps/web/src/editor/sync/write.ts',
    'insertRuns(this.#place(block, from), fresh)',
    'insertRuns(this.#place(block, Math.min(from + 1, before.size - to + from)), fresh)',
  ]),
  tested('redo goes back to where the caret was before', 'apps/web', 'sync/carets.test', [
    'apps/web/src/editor/sync/undo-stack.ts',
    "this.#take(this.#undone, 'after')",
    "this.#take(this.#undone, 'before')",
  ]),
  tested('letters that the other had not seen are looked for among theirs', 'apps/web', 'sync/moves.test', [
    'apps/web/src/editor/sync/moves.ts',
    'const named = update === null ? tr.deleteSet : Y.decodeUpdate(update).ds;',
    'const named = tr.deleteSet;',
  ]),
  tested('a letter typed over an equal one is taken for one that was moved', 'apps/web', 'sync/echo.test', [
    'apps/web/src/editor/sync/echo.ts',
    'const letters = movedIn(tr).filter((each) => !each.some(({ to }) => isNew(to)));',
    'const letters = movedIn(tr);',
  ]),
  tested('words of one cell are pasted as a table', 'apps/web', 'clipboard/paste-tables', [
    'apps/web/src/editor/clipboard/place-slice.ts',
    'const slice = outOfCell(copied);',
    'const slice = copied;',
  ]),
  tested('undo takes the caret over what others wrote', 'apps/web', 'sync/own-caret', [
    'apps/web/src/editor/sync/own-caret.ts',
    'return stayed ? behind : ahead;',
    'return ahead;',
  ]),
  tested('the caret of another is drawn at the start of its line', 'test', 'editor-harness/carets-known', [
    'apps/web/src/editor/reading/dom-place.ts',
    'let offset = type instanceof Y.XmlText ? index : 0;',
    'let offset = 0;',
  ]),
  tested('a bundle is taken however it is written', 'apps/web', 'seal/verifiers-agree', [
    'libs/domain/src/seal/verify/file.ts',
    "isWrittenSo(file, given as Plain) ? [] : [{ code: 'form-text' }]",
    'isWrittenSo(file, given as Plain) ? [] : []',
  ]),
  tested('rows of a bundle stand in any order', 'apps/web', 'seal/verifiers-agree', [
    'libs/domain/src/seal/verify/file.ts',
    'at === 0 || isBefore(',
    'at >= 0 || isBefore(',
  ]),
  tested('what is withheld from a check is not counted', 'apps/web', 'seal/verifiers-agree', [
    'libs/domain/src/seal/verify/values.ts',
    'tally([...withheld].map(',
    'tally([...withheld].slice(1).map(',
  ]),
  tested('a log that was compared with nothing is called compared', 'apps/web', 'seal/verifiers-agree', [
    'libs/domain/src/seal/verify/verify-bundle.ts',
    'let compared: Compared | null = null;',
    "let compared: Compared | null = { size: tree.leaves.length, at: tree.leaves.at(-1)?.at ?? '' };",
  ]),
  tested('the log of another table passes for that of this one', 'apps/web', 'seal/verifiers-agree', [
    'apps/web/src/seal/seal.store.ts',
    ', ports, tableId)',
    ', ports)',
  ]),
  tested('an outcome is called right without a look at what the page shows', 'apps/web', 'seal/state', [
    'apps/web/src/seal/state.ts',
    "if (!fits) return 'wrong';",
  ]),
];
