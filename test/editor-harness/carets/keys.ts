import type { Act, History } from './history';
import type { Look } from './look';
import { backspaced, deletedForward, kept, shaped, typed, withoutSelection, type Expected, type Row } from './naive';
import type { Step } from './script';
import type { Seat } from './seat';
import { isBlock } from './symbols';
import type { KeyName } from './writer';

const ARROWS: readonly KeyName[] = ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'ArrowUp', 'ArrowDown'];

/** Lets a writer do a step with the keys of a real person. Null: only end what is under way. */
export async function stepIn(history: History, seat: Seat, step: Step | null): Promise<void> {
  if (seat.composing.length > 0 && step?.kind !== 'compose') await commit(history, seat);
  if (step === null) return;
  const { n, text } = step;
  if (step.kind !== 'click' && !seat.last?.caret) await click(history, seat, n);
  switch (step.kind) {
    case 'type':
      for (const letter of text) await type(history, seat, letter);
      return;
    case 'compose':
      return compose(history, seat, step);
    case 'backspace':
      return press(history, seat, 'Backspace', { expected: backspaced });
    case 'delete':
      return press(history, seat, 'Delete', { expected: deletedForward });
    case 'enter':
      return press(history, seat, 'Enter', { expected: (row) => ({ ...withoutSelection(row), exact: false }) });
    case 'join':
      await click(history, seat, n, true);
      return press(history, seat, 'Backspace', { expected: backspaced });
    case 'click':
      return click(history, seat, n);
    case 'arrow':
      return press(history, seat, ARROWS[n % ARROWS.length]!, { expected: kept, moves: true });
    case 'select':
      return select(history, seat, n, 1 + ((n >> 1) % 4));
    case 'bold':
      await command(history, seat, 'makes bold', { expected: shaped }, 'b');
      return;
    case 'kind':
      await command(history, seat, 'changes the kind', { expected: shaped }, String(n % 3), 'alt');
      return;
    case 'undo':
      await command(history, seat, 'undoes', {}, 'z');
      return;
    case 'redo':
      await command(history, seat, 'redoes', {}, 'z', 'shift');
      return;
    case 'cut and paste':
      return cutAndPaste(history, seat, n);
    case 'pause':
    case 'carry':
    case 'deliver':
    case 'settle':
      return;
  }
}

async function type(history: History, seat: Seat, letter: string): Promise<void> {
  const name = history.names.fresh(letter);
  await history.act(seat, {
    what: `types ${letter}`,
    press: () => seat.writer.type(letter),
    expected: (row) => typed(row, name),
    typed: name,
  });
}

async function press(history: History, seat: Seat, key: KeyName, act: Partial<Act>): Promise<void> {
  const shapes = key === 'Enter' || key === 'Backspace' || key === 'Delete';
  await history.act(seat, { what: `presses ${key}`, press: () => seat.writer.press(key), shapes, ...act });
}

function command(
  history: History,
  seat: Seat,
  what: string,
  act: Partial<Act>,
  ...[key, ...modifiers]: [string, ...('alt' | 'shift')[]]
): Promise<boolean> {
  return history.act(seat, { what, press: () => seat.writer.command(key, ...modifiers), ...act });
}

/** Presses somewhere, more often in the longest line than elsewhere. */
async function click(history: History, seat: Seat, n: number, atStart = false): Promise<void> {
  const lines = seat.last?.look.blocks ?? [];
  const longest = lines.reduce((best, { text }, at) => (text.length > lines[best]!.text.length ? at : best), 0);
  const block = n % (lines.length + 2) < lines.length ? n % (lines.length + 2) : longest;
  const offset = atStart ? 0 : (n >> 4) % ((lines[block]?.text.length ?? 0) + 1);
  await history.act(seat, {
    what: `presses in line ${block + 1}, before letter ${offset + 1}`,
    press: () => seat.writer.click(block, offset),
    expected: kept,
    moves: true,
  });
}

async function select(history: History, seat: Seat, n: number, count: number): Promise<void> {
  const key = n % 2 === 0 ? 'ArrowLeft' : 'ArrowRight';
  for (let left = count; left > 0; left -= 1) {
    const act = { what: `selects with ${key}`, expected: kept, moves: true };
    await history.act(seat, { ...act, press: () => seat.writer.press(key, 'shift') });
  }
}

/** An input method: a letter at a time, then its decision, which may be another last letter (an accent that finds its letter). */
async function compose(history: History, seat: Seat, { n, text }: Step): Promise<void> {
  const open = seat.composing.length > 0;
  const caret = seat.last?.caret;
  // Which of equal letters stays, when one of them is composed over others, the browser does not tell the editor.
  if (history.names.equal && !open && caret && caret.anchor !== caret.head) return;
  if (!open || n % 3 > 0) await extend(history, seat, text.charAt(0));
  if (history.names.equal) {
    // Equal letters are told by the shared text, which may get a composition only when it is done.
    for (const letter of text.slice(1)) await extend(history, seat, letter);
    if (seat.composing.length > 0) await commit(history, seat);
  } else if (open && n % 3 === 0) await commit(history, seat, n % 2 === 0 ? text.charAt(2) : '');
}

async function extend(history: History, seat: Seat, letter: string): Promise<void> {
  const name = history.names.fresh(letter);
  const before = seat.composing;
  if (before.length === 0) seat.heard = false;
  seat.composing = [...before, name];
  const shown = lettersOf(seat.composing);
  const pressed = await history.act(seat, {
    what: `composes ${shown}`,
    press: () => seat.writer.compose(shown),
    expected: (row) => behind(row, before.at(-1), name),
    typed: name,
  });
  // The caret of a press away from cells comes a moment later, where the machine is slow: then no key was pressed.
  if (!pressed) seat.composing = before;
}

async function commit(history: History, seat: Seat, instead = ''): Promise<void> {
  const last = seat.composing.at(-1)!;
  const name = instead === '' ? last : history.names.fresh(instead);
  if (instead !== '') seat.composing = [...seat.composing.slice(0, -1), name];
  const shown = lettersOf(seat.composing);
  await history.act(seat, {
    what: `commits ${shown}`,
    press: () => seat.writer.commit(shown),
    expected: (row) => (instead === '' ? kept(row) : replaced(row, last, name)),
    look: () => seat.writer.quiet(),
    ...(instead === '' ? {} : { typed: name }),
  });
  seat.composing = [];
}

function lettersOf(names: readonly string[]): string {
  return names.map((name) => name.charAt(0)).join('');
}

/** The next letter of a composition stands behind the one before it. */
function behind(row: Row, last: string | undefined, name: string): Expected {
  const at = last === undefined ? -1 : row.symbols.indexOf(last);
  return at < 0 ? typed(row, name) : typed({ ...row, anchor: at + 1, head: at + 1 }, name);
}

function replaced(row: Row, last: string, name: string): Expected {
  const at = row.symbols.indexOf(last);
  return at < 0 ? typed(row, name) : typed({ ...row, anchor: at, head: at + 1 }, name);
}

async function cutAndPaste(history: History, seat: Seat, n: number): Promise<void> {
  if (history.names.equal) return;
  const caret = seat.last?.caret;
  if (caret && caret.anchor === caret.head) await select(history, seat, n, 2);
  const row = seat.last?.caret;
  if (!row || row.anchor === row.head) return;
  const names = withoutSelection(row).deleted;
  const cut = row.symbols.slice(Math.min(row.anchor, row.head), Math.max(row.anchor, row.head));
  if (cut.some(isBlock)) return;
  await command(history, seat, 'cuts', { expected: withoutSelection }, 'x');
  await click(history, seat, n >> 3);
  const look = (): Promise<Look> => seat.writer.until(names.join(''));
  await command(history, seat, 'pastes', { expected: (now) => inserted(now, names), pasted: names, look }, 'v');
}

function inserted(row: Row, names: readonly string[]): Expected {
  return names.reduce<Expected>((so, name) => ({ ...typed(so, name), deleted: so.deleted }), withoutSelection(row));
}
