import * as Y from 'yjs';
import { lineOfNode, textNodes } from '../anchors/text-lines';
import { TRUSTED_LIMITS, readUpdate } from '../admission/update-reader';
import { textsOf } from '../history/authorship';
import { readBlocks, type RenderedText } from '../schema/blocks';
import { idleMarks } from '../schema/idle';
import { createTextDoc } from '../schema/text-doc';
import { addOtherHalves } from './erase-update';
import { IdRanges, type IdRange } from '../history/id-ranges';
import { lettersOf, numbersBetween, placesOf, type BlockLetters } from '../history/letters';

/** Words shorter than this stand in too many places to be looked for by themselves. */
export const LOOKED_FOR_FROM = 6;

/** A place in a text: a block by its key, and characters from its start. */
export interface PassagePlace {
  readonly key: string;
  readonly offset: number;
}

/** One history of a section: what it began with, and its rows. */
export interface HistoryBytes {
  readonly base: Uint8Array | null;
  readonly rows: readonly Uint8Array[];
}

export interface PassageToErase {
  /** The updates that make up the text in which the passage was chosen. */
  readonly text: readonly Uint8Array[];
  readonly from: PassagePlace;
  readonly to: PassagePlace;
  /** All histories of the section, oldest first. */
  readonly histories: readonly HistoryBytes[];
  /** Take the same words away too where they stand or stood in other places of the section. */
  readonly everywhere: boolean;
}

export interface ErasurePlan {
  /** The words as they stand, block by block. */
  readonly lines: readonly string[];
  /** What is to go: letters, what was struck between them, and addresses of links that stood on nothing else. */
  readonly numbers: readonly IdRange[];
  /** In how many other places of the text the same words stand now. */
  readonly standsElsewhere: number;
  /** Did they stand elsewhere at an earlier moment? */
  readonly stoodElsewhere: boolean;
}

/**
 * Finds everything that has to go for a passage to be gone from every moment of a section (docs/spec.md C41).
 *
 * @returns null when there is no such passage in the text
 */
export function planErasure({ text, from, to, histories, everywhere }: PassageToErase): ErasurePlan | null {
  const doc = docOf(text);
  const passage = passageIn(doc, from, to);
  doc.destroy();
  if (passage === null) return null;
  const { lines, numbers, addresses } = passage;
  const words = wordsToFind(lines);
  const found = histories.map((history) => new Replay(words, history));
  const others = new IdRanges();
  for (const replay of found) others.addAll(replay.numbers);
  const head = found.at(-1);
  const standing = (head?.standing ?? []).filter((place) => !place.isWithin(numbers));
  const known = new IdRanges(numbers.list());
  for (const place of standing) known.addAll(place);
  const stoodElsewhere = !others.isWithin(known);
  if (everywhere) numbers.addAll(others);
  const gone = addresses.filter((address) => !(head?.addressesWithout(numbers) ?? []).includes(address));
  for (const update of histories.flatMap(updatesOf)) {
    addAddresses(update, gone, numbers);
    addOtherHalves(update, numbers);
  }
  return { lines, numbers: numbers.list(), standsElsewhere: standing.length, stoodElsewhere };
}

/** Do these words stand in a section now, and did they at any moment of these histories? */
export function findWords(
  lines: readonly string[],
  histories: readonly HistoryBytes[],
): { readonly now: boolean; readonly ever: boolean } {
  const words = wordsToFind(lines);
  const found = histories.map((history) => new Replay(words, history));
  return {
    now: (found.at(-1)?.standing.length ?? 0) > 0,
    ever: found.some(({ numbers }) => numbers.list().length > 0),
  };
}

function wordsToFind(lines: readonly string[]): string[] {
  return [...new Set(lines.map((line) => line.trim()))].filter((line) => line.length >= LOOKED_FOR_FROM);
}

/** Everything that a history is made of, in order. */
export function updatesOf({ base, rows }: HistoryBytes): readonly Uint8Array[] {
  return base === null ? rows : [base, ...rows];
}

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = createTextDoc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

interface FoundPassage {
  readonly lines: string[];
  readonly numbers: IdRanges;
  /** Of links all of whose words are in the passage, or were struck between its letters. */
  readonly addresses: string[];
}

function passageIn(doc: Y.Doc, from: PassagePlace, to: PassagePlace): FoundPassage | null {
  const texts = readBlocks(doc).flatMap(textsOf);
  const nodes = textNodes(doc);
  const [first, last] = [from, to].map(({ key }) => texts.findIndex((block) => block.key === key)) as [number, number];
  if (first < 0 || last < first) return null;
  const lines: string[] = [];
  const numbers = new IdRanges();
  const addresses: string[] = [];
  for (let nth = first; nth <= last; nth += 1) {
    const letters = lettersOf(nodes[nth]!);
    const start = nth === first ? from.offset : 0;
    const end = nth === last ? to.offset : letters.text.length;
    if (start > end || end > letters.text.length) return null;
    lines.push(letters.text.slice(start, end));
    numbers.addAll(numbersBetween(letters, start, end));
    addresses.push(...linksWithin(texts[nth]!, start, end), ...struckLinksWithin(letters, start, end));
  }
  return lines.some((line) => line.trim() !== '') ? { lines, numbers, addresses } : null;
}

function linksWithin({ runs }: RenderedText, start: number, end: number): string[] {
  let at = 0;
  return runs.flatMap(({ text, link }) => {
    const from = at;
    at += text.length;
    return link !== null && from >= start && at <= end ? [link] : [];
  });
}

/** Addresses whose words were struck between these places, and whose marks were left behind. */
function struckLinksWithin(letters: BlockLetters, from: number, to: number): string[] {
  const idle = new Set(letters.parts.flatMap(idleMarks));
  const whole = from === 0 && to === letters.text.length;
  return letters.items.flatMap(({ item, at }) => {
    const { content } = item;
    if (!(content instanceof Y.ContentFormat) || content.key !== 'link' || !idle.has(item)) return [];
    return whole || (at > from && at < to) ? [addressOf(JSON.stringify(content.value))] : [];
  });
}

/** Goes through a history row by row and notes wherever the words came to stand, at whatever moment. */
class Replay {
  readonly numbers = new IdRanges();
  /** Where they stand at the end, place by place. */
  readonly standing: IdRanges[] = [];
  readonly #links: { link: string; letters: IdRanges }[] = [];

  constructor(
    private readonly words: readonly string[],
    history: HistoryBytes,
  ) {
    const doc = createTextDoc();
    doc.on('afterTransaction', (transaction: Y.Transaction) => this.#look(doc, transaction));
    for (const update of updatesOf(history)) Y.applyUpdate(doc, update);
    for (const node of textNodes(doc)) {
      const letters = lettersOf(node);
      for (const word of words)
        for (const at of placesOf(letters.text, word))
          this.standing.push(numbersBetween(letters, at, at + word.length));
    }
    this.#readLinks(doc);
    doc.destroy();
  }

  /** The addresses that stand in the text at the end, on letters that stay. */
  addressesWithout(numbers: IdRanges): string[] {
    return this.#links.filter(({ letters }) => !letters.isWithin(numbers)).map(({ link }) => link);
  }

  /** Only what changed is looked at; when blocks came or went, all of it. */
  #look(doc: Y.Doc, { changed }: Y.Transaction): void {
    if (this.words.length === 0) return;
    const types = [...changed.keys()] as unknown[];
    const structural = types.some((type) => !(type instanceof Y.XmlText));
    const nodes = textNodes(doc);
    const touched = structural
      ? nodes
      : nodes.filter((node) => types.includes(node) || (node instanceof Y.XmlElement && holds(node, types)));
    for (const node of touched) {
      if (!this.words.some((word) => lineOfNode(node).text.includes(word))) continue;
      const letters = lettersOf(node);
      for (const word of this.words)
        for (const at of placesOf(letters.text, word))
          this.numbers.addAll(numbersBetween(letters, at, at + word.length));
    }
  }

  #readLinks(doc: Y.Doc): void {
    const nodes = textNodes(doc);
    readBlocks(doc)
      .flatMap(textsOf)
      .forEach(({ runs }, nth) => {
        if (!runs.some(({ link }) => link !== null)) return;
        const letters = lettersOf(nodes[nth]!);
        let at = 0;
        for (const { text, link } of runs) {
          if (link !== null) this.#links.push({ link, letters: numbersBetween(letters, at, at + text.length) });
          at += text.length;
        }
      });
  }
}

function holds(element: Y.XmlElement, types: readonly unknown[]): boolean {
  return (element.toArray() as unknown[]).some(
    (child) => types.includes(child) || (child instanceof Y.XmlElement && holds(child, types)),
  );
}

/** Adds every mark that ever carried one of these addresses; what is deleted in a text still stands in its rows. */
function addAddresses(update: Uint8Array, addresses: readonly string[], numbers: IdRanges): void {
  if (addresses.length === 0) return;
  for (const { client, structs } of readUpdate(update, TRUSTED_LIMITS).clients)
    for (const { clock, content } of structs)
      if (content.kind === 'format' && content.key === 'link' && addresses.includes(addressOf(content.value)))
        numbers.add(client, clock, clock + 1);
}

function addressOf(value: string): string {
  const parsed: unknown = JSON.parse(value);
  const href: unknown = parsed !== null && typeof parsed === 'object' && 'href' in parsed ? parsed.href : null;
  return typeof href === 'string' ? href.trim() : '';
}
