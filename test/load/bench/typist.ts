import { TEXT_ROOT } from '@samenspel/collab';
import { Random } from '@samenspel/collab/testing';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

/** Letters as they follow each other in Dutch, roughly; what is typed does not matter to any server, its size does. */
const LETTERS = 'eenantdirolhgsvkmuwpbzjcf  e n a t ';
/** After so many letters somebody goes back to correct a word. */
const CORRECT_AFTER = 30;

/** Somebody who types a paragraph of his own, letter by letter, and goes back at times. Every update is one letter, made by Yjs. */
export class Typist {
  readonly #doc = new Y.Doc();
  readonly #text = new Y.XmlText();
  readonly #random: Random;
  #cursor = 0;
  #update: Uint8Array = new Uint8Array();

  /**
   * @param state the document as it was joined
   * @param clientId the id to write under
   */
  constructor(state: readonly Uint8Array[], clientId: number) {
    this.#random = new Random(clientId);
    for (const update of state) Y.applyUpdate(this.#doc, update);
    this.#doc.clientID = clientId;
    this.#doc.on('update', (update: Uint8Array) => (this.#update = update));
  }

  /** The paragraph: the first update of all. */
  begin(): Uint8Array {
    this.#doc.transact(() => {
      const block = new Y.XmlElement('block');
      block.setAttribute('id', crypto.randomUUID());
      block.setAttribute('kind', 'paragraph');
      block.insert(0, [this.#text]);
      this.#doc.getXmlFragment(TEXT_ROOT).push([block]);
    });
    return this.#update;
  }

  /** A letter. */
  next(): Uint8Array {
    const { length } = this.#text;
    if (this.#random.below(CORRECT_AFTER) === 0) this.#cursor = this.#random.below(length + 1);
    this.#text.insert(this.#cursor, LETTERS.charAt(this.#random.below(LETTERS.length)));
    this.#cursor += 1;
    return this.#update;
  }

  /** Many letters and corrections in one update, as a client sends that was away: for large documents. */
  many(letters: number): Uint8Array {
    this.#doc.transact(() => {
      for (let n = 0; n < letters; n += 1) {
        this.next();
        // One in ten is struck again, as in real writing.
        if (n % 10 === 9 && this.#cursor > 0) {
          this.#cursor -= 1;
          this.#text.delete(this.#cursor, 1);
        }
      }
    });
    return this.#update;
  }

  /** A paste of so many letters. */
  paste(letters: number): Uint8Array {
    this.#text.insert(0, 'Samen maken wij het plan. '.repeat(Math.ceil(letters / 26)).slice(0, letters));
    this.#cursor += letters;
    return this.#update;
  }
}

/** Whom and what an update holds, as (client, clock, length): by this it is known again wherever it arrives. */
export function contentsOf(update: Uint8Array, visit: (client: number, clock: number, length: number) => void): void {
  const input = decoding.createDecoder(update);
  // One letter of one client is what nearly all of them are.
  if (decoding.readVarUint(input) === 1 && decoding.readVarUint(input) === 1) {
    const client = decoding.readVarUint(input);
    visit(client, decoding.readVarUint(input), 1);
    return;
  }
  for (const { id, length } of Y.decodeUpdate(update).structs) visit(id.client, id.clock, length);
}
