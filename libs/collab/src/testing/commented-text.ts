import type { Anchor } from '@samenspel/domain';
import * as Y from 'yjs';
import { anchorAt } from '../anchors/anchor';
import { wordsIn } from '../anchors/overlap';
import { AnchorResolver } from '../anchors/resolver';
import type { LineRange } from '../anchors/text-lines';
import { restoreBlocks } from '../history/restore';
import { readBlocks, writeBlocks, type RenderedBlock } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import { KEYBOARD } from './edits';
import { Descent, lettersBetween, lettersIn, lettersOf, type Letter, type LetterLine } from './letters-of';
import type { Random } from './random';

const SUBJECTS = [
  'De gemeente',
  'De aanbieder',
  'Een regio',
  'Het wijkteam',
  'Elke school',
  'Een gezinshuis',
  'De huisarts',
];
const VERBS = ['betaalt', 'geeft', 'bespreekt', 'regelt', 'volgt', 'toetst'];
const TAILS = [
  ' thuis.',
  ' op school.',
  ' per kwartaal met de ouders.',
  '.',
  ' zonder wachttijd en dicht bij huis.',
  ' volgens het plan van het gezin.',
  ' samen met het kind.',
];
const KINDS = ['paragraph', 'bullet', 'quote', 'heading'];
/** Nobody types the words of a comment anew: those would be its words and others at the same time. */
const TYPED = ['zz ', 'vast ', 'q', 'samen ', 'x y '];

/** A comment, with the letters that it is about. */
export interface Commented {
  readonly anchor: Anchor;
  readonly letters: readonly Letter[];
  /** What its line says. */
  readonly line: string;
  /** The letters of other lines that said the same when it was made: those are never its words. */
  readonly twins: ReadonlySet<string>;
}

interface Clip {
  readonly id: string | null;
  readonly letters: readonly Letter[];
}

interface Replica {
  readonly doc: Y.Doc;
  readonly undo: Y.UndoManager;
  readonly resolver: AnchorResolver;
  readonly inbox: Uint8Array[];
  clip: Clip | null;
}

/** A section that several replicas edit at the same time, comments on it, and where its letters come from. */
export class CommentedText {
  readonly descent = new Descent();
  readonly comments: Commented[] = [];
  readonly replicas: readonly Replica[];
  readonly #updates: Uint8Array[] = [];
  #versions: { readonly blocks: RenderedBlock[]; readonly lines: LetterLine[] }[] = [];
  #ids = 0;

  constructor(
    private readonly random: Random,
    replicas = 3,
  ) {
    const first = createTextDoc();
    // Which of two that came together stands first follows from these numbers: a seed is to tell the same life every time.
    first.clientID = 1_000;
    const line = (): string => `${random.pick(SUBJECTS)} ${random.pick(VERBS)} de hulp${random.pick(TAILS)}`;
    const twin = line();
    const lines = ['De hulp', twin, ...Array.from({ length: 5 }, line), twin, twin.replace('de hulp', 'de hulp ook')];
    writeBlocks(
      first,
      lines.map((text) => ({ type: 'block', kind: 'paragraph', runs: [{ text }] })),
      () => this.#newId(),
    );
    const begin = Y.encodeStateAsUpdate(first);
    this.#updates.push(begin);
    this.replicas = Array.from({ length: replicas }, (_, number) => this.#replica(number + 1, begin));
  }

  /** One thing that somebody does to the text as their replica has it. */
  edit(): void {
    const replica = this.random.pick(this.replicas);
    const acts = [this.#type, this.#erase, this.#cutLine, this.#cutPart, this.#copyLine, this.#paste, this.#paste];
    const others = [this.#split, this.#join, this.#kind, this.#rewrite, this.#undo, this.#undo, this.#restore];
    this.random.pick([...acts, ...acts, ...others]).call(this, replica);
  }

  /** Somebody comments on what they select: a few words, a whole line, or the end of one and the beginning of the next. */
  comment(): void {
    const { doc } = this.random.pick(this.replicas);
    const range = this.#selection(lettersOf(doc));
    const anchor = range === null ? 'empty' : anchorAt(doc, range);
    if (range === null || typeof anchor === 'string') return;
    const place = new AnchorResolver(doc).place(anchor);
    if (place === null) return;
    const lines = lettersOf(doc);
    const { before, quote, after } = anchor;
    const line = withoutSpace(before.slice(before.lastIndexOf('\n') + 1) + quote + (after.split('\n', 1)[0] ?? ''));
    const alike = lines.filter(
      ({ letters }, block) => block !== place.from.block && withoutSpace(wordsOf(letters)).includes(line),
    );
    const twins = new Set(alike.flatMap(({ letters }) => letters.map(({ id }) => id)));
    this.comments.push({ anchor, letters: lettersBetween(lines, place), line, twins });
  }

  /** Some of what is on its way arrives somewhere, in any order. */
  deliver(replica = this.random.pick(this.replicas), count = 1 + this.random.below(3)): void {
    for (let left = count; left > 0 && replica.inbox.length > 0; left--) {
      const [update] = replica.inbox.splice(this.random.below(replica.inbox.length), 1);
      if (update !== undefined) Y.applyUpdate(replica.doc, update);
    }
    if (this.random.chance(0.5)) this.look(replica.resolver);
  }

  deliverAll(): void {
    for (const replica of this.replicas) this.deliver(replica, replica.inbox.length);
  }

  /** Where a resolver says that every comment stands. */
  look(resolver: AnchorResolver): (LineRange | null)[] {
    resolver.changed();
    resolver.search(this.comments.map(({ anchor }) => anchor));
    return this.comments.map(({ anchor }) => resolver.place(anchor));
  }

  /** Somebody who comes now, with what a server has kept of all that happened. */
  newcomer(): Y.Doc {
    const doc = createTextDoc();
    Y.applyUpdate(doc, Y.mergeUpdates(this.#updates));
    const again = createTextDoc();
    Y.applyUpdate(again, Y.encodeStateAsUpdate(doc));
    return again;
  }

  /** The share of a comment's words of which letters are in a stretch. */
  ownWords({ letters }: Commented, stretch: readonly Letter[]): number {
    const there = new Set(stretch.flatMap(({ id }) => [...this.descent.roots(id)]));
    const text = letters.map(({ letter }) => letter).join('');
    const words = wordsIn(text);
    const own = words.filter(({ from, to }) =>
      letters.slice(from, to).some(({ id }) => [...this.descent.roots(id)].some((root) => there.has(root))),
    );
    return own.length / words.length;
  }

  /** Its line is there again, in letters that nobody can tell from its own; not in those of a line that was alike all along. */
  saysTheSame({ line, twins }: Commented, lines: readonly LetterLine[], range: LineRange): boolean {
    const around = lines.slice(Math.max(0, range.from.block - 1), range.to.block + 2);
    const there = lettersBetween(lines, range).flatMap(({ id }) => [...this.descent.roots(id)]);
    const now = around.map(({ letters }) => withoutSpace(wordsOf(letters))).join('');
    return now.includes(line) && !there.some((root) => twins.has(root));
  }

  #replica(number: number, begin: Uint8Array): Replica {
    const doc = createTextDoc();
    doc.clientID = number;
    Y.applyUpdate(doc, begin);
    const undo = new Y.UndoManager(doc.getXmlFragment(TEXT_ROOT), {
      trackedOrigins: new Set([KEYBOARD]),
      captureTimeout: 0,
    });
    const replica: Replica = { doc, undo, resolver: new AnchorResolver(doc), inbox: [], clip: null };
    doc.on('update', (update: Uint8Array, _origin, _doc, { local }: Y.Transaction) => {
      if (!local) return;
      this.#updates.push(update);
      for (const other of this.replicas) if (other !== replica) other.inbox.push(update);
    });
    return replica;
  }

  #selection(lines: readonly LetterLine[]): LineRange | null {
    const block = this.random.below(lines.length);
    const text = (lines[block]?.letters ?? []).map(({ letter }) => letter).join('');
    const words = wordsIn(text);
    const [first, last] = [words[0], words.at(-1)];
    if (first === undefined || last === undefined) return null;
    const to = (at: number, in_ = block): { block: number; offset: number } => ({ block: in_, offset: at });
    const choice = this.random.next();
    const hulp = words.findIndex(({ word }) => word === 'hulp');
    if (choice < 0.4 && hulp > 0) return { from: to(words[hulp - 1]!.from), to: to(words[hulp]!.to) };
    if (choice < 0.6) return { from: to(first.from), to: to(last.to) };
    const next = wordsIn((lines[block + 1]?.letters ?? []).map(({ letter }) => letter).join(''));
    if (choice < 0.7 && next.length > 1) return { from: to(last.from), to: to(next[1]!.to, block + 1) };
    const start = this.random.below(words.length);
    const end = Math.min(words.length - 1, start + this.random.below(6));
    return { from: to(words[start]!.from), to: to(words[end]!.to) };
  }

  #type({ doc }: Replica): void {
    const text = this.#aText(doc);
    if (text !== null) doc.transact(() => text.insert(this.#placeIn(text), this.random.pick(TYPED)), KEYBOARD);
  }

  #erase({ doc }: Replica): void {
    const text = this.#aText(doc);
    if (text === null || text.length === 0) return;
    const [from, to] = this.#part(text);
    doc.transact(() => text.delete(from, to - from), KEYBOARD);
  }

  #cutLine(replica: Replica): void {
    const block = this.#aBlock(replica.doc);
    if (block === null) return;
    replica.clip = clipOf(block);
    replica.doc.transact(() => rootOf(replica.doc).delete(placeOf(block), 1), KEYBOARD);
  }

  #copyLine(replica: Replica): void {
    const block = this.#aBlock(replica.doc);
    if (block !== null) replica.clip = clipOf(block);
  }

  #cutPart(replica: Replica): void {
    const text = this.#aText(replica.doc);
    if (text === null || text.length === 0) return;
    const [from, to] = this.#part(text);
    replica.clip = { id: null, letters: lettersIn(text).slice(from, to) };
    replica.doc.transact(() => text.delete(from, to - from), KEYBOARD);
  }

  /** A line comes with its id unless that is in use; part of one comes in a line that is there, or becomes one. */
  #paste({ doc, clip }: Replica): void {
    if (clip === null || clip.letters.length === 0) return;
    const text = clip.id === null && this.random.chance(0.5) ? this.#aText(doc) : null;
    if (text !== null) {
      const at = this.#placeIn(text);
      doc.transact(() => text.insert(at, wordsOf(clip.letters)), KEYBOARD);
      this.descent.record(lettersIn(text).slice(at, at + clip.letters.length), clip.letters);
      return;
    }
    const used = clip.id !== null && lettersOf(doc).some(({ id }) => id === clip.id);
    this.#insert(doc, this.random.below(rootOf(doc).length + 1), used ? null : clip.id, clip.letters);
  }

  #split({ doc }: Replica): void {
    const block = this.#aBlock(doc);
    if (block === null) return;
    const text = block.get(0) as Y.XmlText;
    const at = this.#placeIn(text);
    const tail = lettersIn(text).slice(at);
    doc.transact(() => {
      text.delete(at, tail.length);
      this.#insert(doc, placeOf(block) + 1, null, tail);
    }, KEYBOARD);
  }

  #join({ doc }: Replica): void {
    const root = rootOf(doc);
    if (root.length < 2) return;
    const at = 1 + this.random.below(root.length - 1);
    const text = (root.get(at - 1) as Y.XmlElement).get(0) as Y.XmlText;
    const letters = lettersIn((root.get(at) as Y.XmlElement).get(0) as Y.XmlText);
    const end = text.length;
    doc.transact(() => {
      root.delete(at, 1);
      text.insert(end, wordsOf(letters));
    }, KEYBOARD);
    this.descent.record(lettersIn(text).slice(end), letters);
  }

  #kind({ doc }: Replica): void {
    const block = this.#aBlock(doc);
    if (block !== null) doc.transact(() => block.setAttribute('kind', this.random.pick(KINDS)), KEYBOARD);
  }

  /** The same line anew, as an editor does that changes a line by putting another in its place. */
  #rewrite({ doc }: Replica): void {
    const block = this.#aBlock(doc);
    if (block === null) return;
    const at = placeOf(block);
    const { id, letters } = clipOf(block);
    doc.transact(() => {
      rootOf(doc).delete(at, 1);
      this.#insert(doc, at, id, letters);
    }, KEYBOARD);
  }

  #undo({ doc, undo }: Replica): void {
    if (this.random.chance(0.7)) undo.undo();
    else undo.redo();
    for (const structs of doc.store.clients.values())
      for (const struct of structs) {
        if (!(struct instanceof Y.Item) || struct.redone === null || !(struct.content instanceof Y.ContentString))
          continue;
        const { redone, id } = struct;
        for (const [at, letter] of [...struct.content.str].entries())
          this.descent.record(
            [{ id: `${redone.client}:${redone.clock + at}`, letter }],
            [{ id: `${id.client}:${id.clock + at}`, letter }],
          );
      }
  }

  #restore({ doc }: Replica): void {
    if (this.#versions.length === 0 || this.random.chance(0.5)) {
      this.#versions = [...this.#versions.slice(-3), { blocks: readBlocks(doc), lines: lettersOf(doc) }];
      return;
    }
    const { blocks, lines } = this.random.pick(this.#versions);
    doc.transact(() => restoreBlocks(doc, blocks, () => this.#newId()));
    for (const [at, { letters }] of lettersOf(doc).entries()) this.descent.record(letters, lines[at]?.letters ?? []);
  }

  #insert(doc: Y.Doc, at: number, id: string | null, letters: readonly Letter[]): void {
    const block = new Y.XmlElement('block');
    const text = new Y.XmlText();
    block.setAttribute('id', id ?? this.#newId());
    block.setAttribute('kind', 'paragraph');
    text.insert(0, wordsOf(letters));
    block.insert(0, [text]);
    doc.transact(() => rootOf(doc).insert(at, [block]), KEYBOARD);
    this.descent.record(lettersIn(text), letters);
  }

  #aBlock(doc: Y.Doc): Y.XmlElement | null {
    const root = rootOf(doc);
    return root.length === 0 ? null : (root.get(this.random.below(root.length)) as Y.XmlElement);
  }

  #aText(doc: Y.Doc): Y.XmlText | null {
    return (this.#aBlock(doc)?.get(0) as Y.XmlText | undefined) ?? null;
  }

  /** Mostly between words, as hands do. */
  #placeIn(text: Y.XmlText): number {
    const edges = [0, ...wordsIn(textOf(text)).map(({ from }) => from), text.length];
    return this.random.chance(0.8) ? this.random.pick(edges) : this.random.below(text.length + 1);
  }

  #part(text: Y.XmlText): [number, number] {
    const [one, other] = [this.#placeIn(text), this.#placeIn(text)];
    return [Math.min(one, other), Math.max(one, other)];
  }

  #newId(): string {
    return `b${++this.#ids}`;
  }
}

const rootOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(TEXT_ROOT);
const placeOf = (block: Y.XmlElement): number => (block.parent as Y.XmlFragment).toArray().indexOf(block);
const wordsOf = (letters: readonly Letter[]): string => letters.map(({ letter }) => letter).join('');
const withoutSpace = (text: string): string => text.replace(/\s+/g, '');
const textOf = (text: Y.XmlText): string => wordsOf(lettersIn(text));

function clipOf(block: Y.XmlElement): Clip {
  return { id: block.getAttribute('id') ?? null, letters: lettersIn(block.get(0) as Y.XmlText) };
}
