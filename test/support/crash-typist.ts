import { TEXT_ROOT, plainText } from '@samenspel/collab';
import {
  createCollabClient,
  socketTransport,
  type CollabClient,
  type LiveSection,
  type Transport,
} from '@samenspel/collab/client';
import { MemoryOutbox, type Random } from '@samenspel/collab/testing';
import { decodeClientMessage, decodeServerMessage } from '@samenspel/collab/wire';
import * as Y from 'yjs';
import { wordsIn, wordsOf, type Held, type Ledger } from './crash-ledger';
import type { Member } from './member';

/** A paragraph of this many letters is followed by a new one. */
const PARAGRAPH = 1_500;
/** Nobody goes on typing over more text than this that is not saved yet, in words. */
const PATIENCE = 1_500;

/**
 * A browser with somebody at its keyboard. What it is told and shown is taken from the wire itself, so that a mistake in the
 * client cannot hide one of the server.
 */
export class Typist {
  #client: CollabClient;
  #outbox = new MemoryOutbox();
  #wire: TappedTransport;
  readonly #sections = new Map<string, LiveSection>();
  /** Words that this page sent or is about to. */
  #open = new Set<string>();
  readonly warnings: string[] = [];
  lastAcknowledged = 0;

  constructor(
    readonly name: string,
    private readonly member: Member,
    private readonly sectionIds: readonly string[],
    private readonly ledger: Ledger,
    private readonly transports: ('websocket' | 'polling')[],
  ) {
    this.#wire = this.#tap();
    this.#client = this.#openPage();
  }

  /** Types a word somewhere, when the page can be typed in. */
  type(random: Random): void {
    const section = this.#sections.get(random.pick(this.sectionIds));
    if (section === undefined || this.#open.size > PATIENCE) return;
    if (section.state === 'closed') return this.#reopen(section.sectionId);
    if (!section.mayType) return;
    const word = this.ledger.newWord();
    this.#open.add(word);
    write(section.doc, `${word} `, random);
  }

  /** Does the page say that everything is saved? */
  get saved(): boolean {
    return (
      this.#client.connected &&
      [...this.#sections.values()].every(({ state, save }) => state === 'live' && save.kind === 'saved')
    );
  }

  /** How things stand, for who wonders why not. */
  get state(): string {
    const sections = [...this.#sections.values()].map(({ state, save }) => `${state} ${JSON.stringify(save)}`);
    return `${this.name}: ${this.#client.connected ? 'connected' : 'not connected'}, ${sections.join(', ')}`;
  }

  /** Text that was given back to who typed it: it is not lost, and no honest page should get any. */
  get drafts(): readonly { readonly problem: string; readonly words: readonly string[] }[] {
    return this.#client.drafts.map(({ reason, text }) => {
      const words = wordsIn(text);
      return { problem: `${this.name}: ${words.length} words were refused: ${reason}`, words };
    });
  }

  /** The browser is killed and opened again: only what was acknowledged or stands in its outbox goes on. */
  crash(): void {
    this.#wire.mute();
    this.#outbox = this.#outbox.fork();
    const kept = new Set(
      [...this.#outbox.records.values()].flatMap(({ bytes }) => (bytes.byteLength > 0 ? wordsOf(bytes) : [])),
    );
    this.#client.destroy();
    this.#sections.clear();
    this.#open = kept;
    for (const word of kept) this.ledger.kept.add(word);
    this.#wire = this.#tap();
    this.#client = this.#openPage();
  }

  /** At the end nothing that was typed here may be missing. */
  holds(): Held[] {
    for (const word of this.#open) this.ledger.kept.add(word);
    return [...this.#sections.values()].map((section) => held(this.name, section));
  }

  leave(): void {
    this.#client.destroy();
  }

  #tap(): TappedTransport {
    const inner = socketTransport({
      url: this.member.url,
      transports: this.transports,
      extraHeaders: { origin: this.member.url, cookie: this.member.cookie },
    });
    return new TappedTransport(inner, {
      acknowledged: (words) => {
        for (const word of words) {
          this.ledger.acknowledged.add(word);
          this.#open.delete(word);
        }
        this.lastAcknowledged = Date.now();
      },
      shown: (words) => {
        for (const word of words) this.ledger.seen.add(word);
      },
    });
  }

  #openPage(): CollabClient {
    const client = createCollabClient({
      transport: this.#wire,
      owner: this.member.person.personId,
      outbox: this.#outbox,
      locks: { take: () => Promise.resolve(true) },
      clock: {
        now: () => new Date(),
        after: (ms, callback) => {
          const timer = setTimeout(callback, ms);
          return () => clearTimeout(timer);
        },
        soon: queueMicrotask,
      },
      log: { warn: (event) => this.warnings.push(`${this.name}: ${event}`) },
      newId: () => crypto.randomUUID(),
    });
    this.#client = client;
    for (const sectionId of this.sectionIds) this.#reopen(sectionId);
    return client;
  }

  #reopen(sectionId: string): void {
    const section = this.#client.open(sectionId, { title: '', restricted: false });
    this.#sections.set(sectionId, section);
    void section.prepareToWrite();
  }
}

/** What stands in a section, as one client has it. */
export function held(who: string, { sectionId, doc }: LiveSection): Held {
  return {
    sectionId,
    who,
    text: plainText(doc),
    vector: Y.encodeStateVector(doc),
    pending: doc.store.pendingStructs !== null || doc.store.pendingDs !== null,
  };
}

/** At the beginning or the end of a paragraph, or in a new one: never inside a word, which would then not be found. */
function write(doc: Y.Doc, words: string, random: Random): void {
  const root = doc.getXmlFragment(TEXT_ROOT);
  doc.transact(() => {
    const block = root.length === 0 ? null : (root.get(random.below(root.length)) as Y.XmlElement);
    const text = block?.length === 1 ? block.get(0) : null;
    if (text instanceof Y.XmlText && text.length > 0 && text.length < PARAGRAPH) {
      text.insert(random.chance(0.2) ? 0 : text.length, words);
      return;
    }
    const paragraph = new Y.XmlElement('block');
    paragraph.setAttribute('id', crypto.randomUUID());
    paragraph.setAttribute('kind', 'paragraph');
    const first = new Y.XmlText();
    first.insert(0, words);
    paragraph.insert(0, [first]);
    root.push([paragraph]);
  }, 'keyboard');
}

/** The wire of one page, read along in both directions; muted when the page is gone. */
class TappedTransport implements Transport {
  readonly #sent = new Map<string, readonly string[]>();
  #muted = false;

  constructor(
    private readonly inner: Transport,
    private readonly tell: { acknowledged(words: readonly string[]): void; shown(words: readonly string[]): void },
  ) {}

  mute(): void {
    this.#muted = true;
  }

  connect(): void {
    this.inner.connect();
  }

  send(bytes: Uint8Array): void {
    const message = decodeClientMessage(bytes);
    if (message.type === 'frame') this.#sent.set(`${message.leaseId}:${message.frame}`, wordsOf(message.bytes));
    this.inner.send(bytes);
  }

  sendVolatile(bytes: Uint8Array): void {
    this.inner.sendVolatile(bytes);
  }

  listen(listener: Parameters<Transport['listen']>[0]): void {
    this.inner.listen({
      up: () => this.#muted || listener.up(),
      down: (reason) => this.#muted || listener.down(reason),
      message: (bytes) => {
        if (this.#muted) return;
        this.#read(bytes);
        listener.message(bytes);
      },
    });
  }

  close(): void {
    this.inner.close();
  }

  #read(bytes: Uint8Array): void {
    const message = decodeServerMessage(bytes);
    if (message.type === 'ack') {
      const key = `${message.leaseId}:${message.frame}`;
      this.tell.acknowledged(this.#sent.get(key) ?? []);
      this.#sent.delete(key);
    } else if (message.type === 'update' || message.type === 'joined') {
      for (const update of message.updates) this.tell.shown(wordsOf(update));
      if (message.type === 'joined' && message.snapshot !== null) this.tell.shown(wordsOf(message.snapshot));
    }
  }
}
