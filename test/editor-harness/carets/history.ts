import { createTextDoc, writeBlocks } from '@samenspel/collab';
import * as Y from 'yjs';
import { difference, done, isBehind, wereDone } from './done';
import { Ledger, type Outcome } from './ledger';
import type { Look } from './look';
import { stepIn } from './keys';
import { idsByName, Names, sameLetters, agrees } from './names';
import type { Expected, Row } from './naive';
import type { Script, Step } from './script';
import { sightOf, type Seat, type Sight } from './seat';
import { Switchboard, type Next } from './switchboard';
import { changeIn, isBlock, lettersIn, letterOf, readable, stands, times, type Symbols } from './symbols';
import type { Writer } from './writer';

export type FaultKind = 'misplaced' | 'doubled' | 'lost' | 'differing';

export interface Fault {
  readonly kind: FaultKind;
  readonly what: string;
}

export interface Result {
  readonly faults: readonly Fault[];
  readonly counts: Counts;
  /** What happened, line by line. */
  readonly story: readonly string[];
}

export type Counts = Record<'steps' | 'keys' | 'delivered' | 'offered' | 'twice' | 'rewritten' | 'repaired', number>;

/** What a key is meant to do. Without `expected` only its author can tell (undo). */
export interface Act {
  readonly what: string;
  readonly press: () => Promise<void>;
  readonly expected?: (row: Row) => Expected;
  /** The caret may go anywhere in the text. */
  readonly moves?: boolean;
  /** Letters may be written anew: a block is split or joined. */
  readonly shapes?: boolean;
  /** A letter that is typed. */
  readonly typed?: string;
  /** Letters that are pasted after they were cut. */
  readonly pasted?: readonly string[];
  /** Looks once what the key did has come about. */
  readonly look?: () => Promise<Look>;
}

/** Plays a history on real editors, and holds each screen against what a naive list of letters would show. */
export class History {
  readonly names: Names;
  readonly counts: Counts = { steps: 0, keys: 0, delivered: 0, offered: 0, twice: 0, rewritten: 0, repaired: 0 };
  readonly faults: Fault[] = [];
  readonly story: string[] = [];
  readonly #seats: readonly Seat[];
  readonly #board: Switchboard;
  #ledger = new Ledger([]);
  #repairs = 0;

  constructor(
    private readonly script: Script,
    writers: readonly Writer[],
  ) {
    this.names = new Names(script.equal);
    this.#seats = script.clients.map((_, number) => ({
      name: 'ABC'.charAt(number),
      number,
      writer: writers[number]!,
      seen: new Set<number>(),
      last: null,
      places: [],
      done: [],
      composing: [],
      heard: false,
    }));
    this.#board = new Switchboard(this.#seats.length);
  }

  async play(): Promise<Result> {
    const text = firstText(this.script);
    await Promise.all(this.#seats.map(({ writer, number }) => open(writer, text, this.script.clients[number]!)));
    for (const seat of this.#seats) this.saw(seat, await seat.writer.look());
    this.#ledger = new Ledger(this.#seats[0]!.last?.symbols ?? []);
    this.#repairs = this.#seats.reduce((sum, { last }) => sum + (last?.look.repairs ?? 0), 0);
    for (const step of this.script.steps) await this.#step(step);
    await this.#end();
    return { faults: this.faults, counts: this.counts, story: this.story };
  }

  async #step(step: Step): Promise<void> {
    this.counts.steps += 1;
    const seat = this.#seats[step.who]!;
    switch (step.kind) {
      case 'carry':
        this.story.push(`${this.counts.steps}. ${this.#board.carry(seat.number, 1 + (step.n % 4))} edits of ${seat.name} come into the log`); // prettier-ignore
        return;
      case 'deliver': {
        // Most of the time what the others wrote is in the log by then.
        if (step.n % 4 > 0) for (const { number } of this.#seats) this.#board.carry(number);
        await this.#deliver(seat, 1 + ((step.n >> 2) % 4));
        return;
      }
      case 'settle':
        await this.#settle();
        return;
      case 'pause':
        this.story.push(`${this.counts.steps}. a second passes for ${seat.name}`);
        await seat.writer.wait(1000);
        return;
      default:
        await stepIn(this, seat, step);
    }
  }

  /** What is different on a screen since the last time came by itself, and may have moved no caret. */
  saw(seat: Seat, look: Look): Sight | null {
    const sight = this.#sight(seat, look, null);
    if (sight !== null && seat.last !== null) this.#still(seat, seat.last, sight, 'by itself');
    seat.last = sight ?? seat.last;
    return sight;
  }

  /** A key of this writer: what it does to the screen is what it was meant to do. Returns false where there is no caret. */
  async act(seat: Seat, act: Act): Promise<boolean> {
    const before = this.saw(seat, await seat.writer.look());
    if (before === null || (before.caret === null && act.moves !== true)) return false;
    this.counts.keys += 1;
    const row = before.caret ?? { symbols: before.symbols, anchor: 0, head: 0 };
    const expected = act.expected?.(row) ?? null;
    await act.press();
    const look = await (act.look?.() ?? seat.writer.look());
    const loose = seat.composing.length > 0 && seat.heard;
    if (expected !== null && !loose) this.#learn(seat, look, act, expected);
    const after = this.#sight(seat, look, act, before, expected);
    if (after === null) return true;
    this.#tell(seat, act.what, before, after);
    if (expected === null) this.#undone(seat, before, after, act);
    else this.#meant(seat, act, expected, after, loose);
    if (expected !== null && before.caret) seat.done.push(done(before.caret, after));
    if (act.typed !== undefined && expected !== null) this.#note(seat, act.typed, expected);
    seat.last = after;
    return true;
  }

  fault(kind: FaultKind, what: string): void {
    this.faults.push({ kind, what: `step ${this.counts.steps}: ${what}` });
    this.story.push(`    FAULT (${kind}): ${what}`);
  }

  async #deliver(seat: Seat, count?: number): Promise<void> {
    const coming = this.#board.next(seat.number, count);
    if (coming.length === 0) return;
    const [first, ...looks] = await seat.writer.receive(coming.map(({ arriving }) => arriving));
    this.saw(seat, first!);
    for (const [at, next] of coming.entries()) this.#came(seat, next, looks[at]!);
  }

  #came(seat: Seat, { from, move }: Next, look: Look): void {
    this.counts.delivered += 1;
    const before = seat.last;
    if (move !== null) seat.seen.add(move);
    if (from !== seat.number) seat.heard = true;
    const after = this.#sight(seat, look, null);
    if (before === null || after === null) return;
    const what =
      from === seat.number ? 'hears that an own edit is saved' : `gets an edit of ${this.#seats[from]!.name}`;
    this.#tell(seat, what, before, after);
    this.#still(seat, before, after, what);
    seat.last = after;
  }

  async #settle(): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      for (const { number } of this.#seats) this.#board.carry(number);
      for (const seat of this.#seats) await this.#deliver(seat);
      if (this.#board.quiet) return;
    }
    this.fault('differing', 'the pages never come to rest');
  }

  async #end(): Promise<void> {
    for (const seat of this.#seats) await stepIn(this, seat, null);
    await this.#settle();
    for (const seat of this.#seats) this.saw(seat, await seat.writer.quiet());
    await this.#settle();
    const sights = this.#seats.flatMap(({ last }) => last ?? []);
    const texts = new Set(sights.map(({ look }) => look.blocks.map(({ text }) => text).join('\n')));
    if (texts.size > 1) this.fault('differing', `the screens are not the same: ${JSON.stringify([...texts])}`);
    for (const { name, last } of this.#seats)
      if (last === null || !agrees(last.look)) this.fault('differing', `${name} sees another text than the shared one`);
    const offers = sights.flatMap(({ look }) => look.offers);
    this.#outcome(this.#ledger.settle(sights[0]?.symbols ?? [], offers.join('')));
    this.counts.offered = offers.length;
    this.counts.repaired = sights.reduce((sum, { look }) => sum + look.repairs, 0) - this.#repairs;
  }

  #outcome({ misplaced, doubled, lost, twice }: Outcome): void {
    for (const what of misplaced) this.fault('misplaced', `in the end ${what}`);
    if (doubled.length > 0) this.fault('doubled', `stand twice: ${doubled.map(letterOf).join('')}`);
    if (lost.length > 0) this.fault('lost', `stand nowhere: ${lost.map(letterOf).join('')}`);
    this.counts.twice = twice.length;
  }

  /** The screen as a row of names, with what left the page on its way. */
  #sight(seat: Seat, look: Look, act: Act | null, before?: Sight, expected?: Expected | null): Sight | null {
    const symbols = this.names.row(look);
    const move = symbols === null || act === null || before === undefined ? null : this.#move(seat, act, before, look, symbols, expected ?? null); // prettier-ignore
    this.#board.took(seat.number, look.leaving, move);
    if (symbols !== null) return sightOf(look, symbols);
    if (seat.composing.length === 0) this.fault('differing', `${seat.name} sees another text than the shared one`);
    return null;
  }

  /** Which letters did this key write anew? */
  #move(seat: Seat, act: Act, before: Sight, look: Look, after: Symbols, expected: Expected | null): number | null {
    const [was, is] = [idsByName(before.look, before.symbols), idsByName(look, after)];
    const touched = new Set(act.pasted);
    for (const [name, id] of is ?? []) if (was !== null && was.has(name) && was.get(name) !== id) touched.add(name);
    if (expected !== null && act.shapes !== true && act.pasted === undefined) this.counts.rewritten += touched.size;
    if (expected === null) for (const name of changed(before.symbols, after)) touched.add(name);
    if (touched.size === 0) return null;
    const move = this.#ledger.moved(touched, before.symbols, after, seat.seen);
    seat.seen.add(move);
    return move;
  }

  /** Which letter is which on a screen where its author did what was expected. */
  #learn(seat: Seat, look: Look, { typed }: Act, expected: Expected): void {
    const text = look.blocks.map((block) => block.text).join('');
    if (text !== lettersIn(expected.symbols).map(letterOf).join('')) return;
    for (const { known, name } of this.names.learn(look, expected.symbols)) {
      // Of equal letters that are typed over, the browser tells only that one is left.
      if (name !== typed || !expected.deleted.includes(known))
        this.fault('misplaced', `${seat.name}: ${letterOf(name)} is not the one it should be, but an equal one`);
    }
  }

  #meant(seat: Seat, { what, moves }: Act, expected: Expected, after: Sight, loose: boolean): void {
    this.#ledger.deleted(expected.deleted);
    const { symbols, caret } = after;
    const wanted = readable(expected.symbols, expected.anchor, expected.head);
    if (loose) {
      const offered = after.look.offers.join('');
      for (const name of seat.composing) {
        const times = symbols.filter((other) => other === name).length;
        // What was composed in a paragraph that another took away is offered back with the rest of it.
        if (times !== 1 && !(times === 0 && offered.includes(letterOf(name))))
          this.fault('doubled', `${seat.name} ${what}: ${name} is not there once in ${readable(symbols)}`);
      }
      if (caret && !stands(expected.symbols, expected.head, symbols, caret.head))
        this.fault('misplaced', `${seat.name} ${what}: meant ${wanted}, is ${readable(symbols, caret.head)}`);
      return;
    }
    const form = (row: Symbols): string => row.map((symbol) => (isBlock(symbol) ? '¶' : letterOf(symbol))).join('');
    const same = expected.exact ? form(expected.symbols) === form(symbols) : sameLetters(expected.symbols, symbols);
    if (!same) this.fault('misplaced', `${seat.name} ${what}: meant ${wanted}, is ${readable(symbols, caret?.anchor ?? null, caret?.head ?? null)}`); // prettier-ignore
    else if (!moves && caret && !samePlace(expected, caret))
      this.fault('misplaced', `${seat.name} ${what}: caret meant ${wanted}, is ${readable(symbols, caret.anchor, caret.head)}`); // prettier-ignore
  }

  /**
   * After undo and redo the caret is at what came or went, or where it was: at this undo or at an earlier one, or before
   * the keys that were undone. A block of another may stand by now between that place and what went.
   */
  #undone(seat: Seat, before: Sight, after: Sight, { what }: Act): void {
    const { gone, came } = difference(before.symbols, after.symbols);
    this.#ledger.deleted(lettersIn(gone));
    // A copy of what somebody else pasted meanwhile may be there already: it comes back beside that.
    this.#ledger.returned(
      lettersIn(after.symbols).filter((name) => times(after.symbols, name) > times(before.symbols, name)),
    );
    if (before.caret) seat.places.push(before.caret);
    const change = changeIn(before.symbols, after.symbols);
    if (!after.caret || change === null) return;
    const { head } = after.caret;
    if (head >= change.from && head <= change.to) return;
    if (seat.places.some((row) => stands(row.symbols, row.head, after.symbols, head))) return;
    if (wereDone(seat.done, gone, came).some(({ caret }) => isBehind(caret, after.symbols, head))) return;
    this.fault('misplaced', `${seat.name} ${what}: the caret is neither at what changed nor where it was`);
  }

  /** What others do moves no caret. */
  #still(seat: Seat, before: Sight, after: Sight, cause: string): void {
    if (before.caret === null) return;
    if (after.caret === null) {
      if (!after.look.special) this.fault('misplaced', `${seat.name} ${cause}: the caret has left the text`);
      return;
    }
    const [was, is] = [before.caret, after.caret];
    const right = stands(was.symbols, was.anchor, is.symbols, is.anchor) && stands(was.symbols, was.head, is.symbols, is.head); // prettier-ignore
    if (!right)
      this.fault(
        'misplaced',
        `${seat.name} ${cause}: ${readable(was.symbols, was.anchor, was.head)} became ${readable(is.symbols, is.anchor, is.head)}`,
      );
  }

  #note(seat: Seat, name: string, { symbols }: Expected): void {
    const at = symbols.indexOf(name);
    this.#ledger.typed(name, symbols.slice(0, at), symbols.slice(at + 1), seat.seen);
  }

  #tell({ name }: Seat, what: string, before: Sight, after: Sight): void {
    const shown = ({ symbols, caret }: Sight): string => readable(symbols, caret?.anchor ?? null, caret?.head ?? null);
    this.story.push(`${this.counts.steps}. ${name} ${what}: ${shown(before)}  >>  ${shown(after)}`);
  }
}

/** The caret has as many letters before it as was meant, and where blocks count is in the same one. */
function samePlace(expected: Expected, caret: Row): boolean {
  const letters = ({ symbols }: Row, at: number): number => lettersIn(symbols.slice(0, at)).length;
  return [
    [expected.anchor, caret.anchor],
    [expected.head, caret.head],
  ].every(([meant, is]) => (expected.exact ? meant === is : letters(expected, meant!) === letters(caret, is!)));
}

function changed(before: Symbols, after: Symbols): string[] {
  const { gone, came } = difference(before, after);
  return [...gone, ...came];
}

function firstText({ content }: Script): Uint8Array {
  const doc = createTextDoc();
  doc.clientID = 1;
  let id = 0;
  writeBlocks(doc, content, () => `b${(id += 1)}`);
  return Y.encodeStateAsUpdate(doc);
}

async function open(writer: Writer, text: Uint8Array, client: number): Promise<void> {
  await writer.reset(text, client);
  await writer.click(0, 0);
  await writer.ready();
}
