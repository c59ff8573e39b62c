import * as Y from 'yjs';
import { createCollabClient } from '../../client/collab-client';
import type { CollabClient, LiveSection } from '../../client/live-section';
import { TEXT_ROOT } from '../../schema/schema';
import { decodeServerMessage } from '../../wire/messages';
import { KEYBOARD, randomEdit } from '../edits';
import { Random } from '../random';
import type { Browser } from './browser';
import type { SimulationContext } from './context';
import { Dialer, type Servers } from './dialer';
import { WORD, wordsIn, type Ledger } from './ledger';
import { Process } from './process';

/** Length of the messages that only name a section: that it is refused, gone or begun anew. */
const NOTICE_BYTES = 17;
/** Asking whether the session is over takes this long, in milliseconds. */
const ASK_MS = 50;

export interface Typed {
  readonly word: string;
  readonly sectionId: string;
  /** What stands in its copy under these numbers is this word, with what belongs to it. */
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

/** A browser page with the real client, and somebody who types in it. */
export class Page {
  readonly process: Process;
  readonly client: CollabClient;
  readonly dialer: Dialer;
  readonly open = new Map<string, LiveSection>();
  readonly typed: Typed[] = [];
  /** The copies in which somebody wrote here. */
  readonly written = new Set<Y.Doc>();
  /** Words that the browser had kept when the page ended: they must be found again. */
  mustSurvive: ReadonlySet<string> = new Set();
  readonly #random: Random;

  constructor(
    readonly name: string,
    readonly browser: Browser,
    private readonly context: SimulationContext,
    private readonly ledger: Ledger,
    servers: Servers,
    newId: () => string,
  ) {
    this.#random = Random.of(context.seed, name);
    this.process = new Process(context.timeline);
    this.dialer = new Dialer(`${name} line`, context, this.process, servers, () => browser.sessionId);
    const { actor } = browser.person.speaker;
    this.client = createCollabClient({
      transport: {
        connect: () => this.dialer.connect(),
        send: (bytes) => this.dialer.send(bytes),
        sendVolatile: (bytes) => this.dialer.sendVolatile(bytes),
        close: () => this.dialer.close(),
        listen: (listener) =>
          this.dialer.listen({
            ...listener,
            message: (bytes) => {
              listener.message(bytes);
              if (bytes.byteLength === NOTICE_BYTES) this.#mustBeWiped(bytes);
            },
          }),
      },
      owner: `${actor.personId}:${actor.seat?.seatId ?? ''}`,
      outbox: browser.outbox(this.process),
      locks: browser.locks(this.process),
      clock: this.process,
      log: { warn: (event, cause) => context.violated('I14', `${name}: ${event} ${String(cause)}`) },
      newId,
    });
    this.client.on('changed', () => this.#honest());
    this.client.on('news', (news) => (news?.kind === 'session-ended' ? this.#askWhetherOver() : undefined));
    browser.pages.push(this);
  }

  /** Opens a section, or the one that is open; anew when it was closed. */
  section(sectionId: string): LiveSection {
    const held = this.open.get(sectionId);
    if (held !== undefined && held.state !== 'closed') return held;
    const restricted = this.browser.restricted.has(sectionId);
    const section = this.client.open(sectionId, { title: sectionId.slice(-2), restricted });
    this.open.set(sectionId, section);
    return section;
  }

  close(sectionId: string): void {
    if (this.open.delete(sectionId)) this.client.close(sectionId);
  }

  /** Types a word that is found again, in a block of its own or in the midst of what stands there. */
  type(sectionId: string, word: string): void {
    const section = this.section(sectionId);
    if (!section.mayType) return void section.prepareToWrite();
    this.context.trace.tell(() => `${this.name} types ${word} in ${sectionId.slice(-2)}`);
    const { doc } = section;
    this.written.add(doc);
    const client = doc.clientID;
    const from = Y.getState(doc.store, client);
    if (this.#random.chance(0.6)) {
      doc.transact(() => {
        const block = new Y.XmlElement('block');
        block.setAttribute('id', `t${word}`);
        const text = new Y.XmlText();
        text.insert(0, word);
        block.insert(0, [text]);
        doc.getXmlFragment(TEXT_ROOT).push([block]);
      }, KEYBOARD);
    } else {
      const first = doc.getXmlFragment(TEXT_ROOT).get(0);
      const text =
        first instanceof Y.XmlElement ? first.toArray().find((node) => node instanceof Y.XmlText) : undefined;
      if (text instanceof Y.XmlText)
        doc.transact(() => text.insert(this.#random.below(text.length + 1), word), KEYBOARD);
    }
    const to = Y.getState(doc.store, client);
    if (to > from) this.typed.push({ word, sectionId, client, from, to });
    this.#honest();
  }

  /** Whatever else an editor does: deletes, formats, makes tables. */
  edit(sectionId: string): void {
    const section = this.section(sectionId);
    if (!section.mayType) return void section.prepareToWrite();
    this.context.trace.tell(() => `${this.name} edits ${sectionId.slice(-2)}`);
    this.written.add(section.doc);
    randomEdit(section.doc, this.#random, 'x');
  }

  caret(sectionId: string): void {
    const bytes = Uint8Array.of(0, this.#random.below(128), this.#random.below(128), 0);
    this.section(sectionId).setCaret(this.#random.chance(0.2) ? null : { anchor: bytes, head: bytes });
  }

  /** As a page that is closed or reloaded: what it had not written down is gone. */
  end(): void {
    this.process.kill();
    this.dialer.line?.hangUp();
    const kept = [...this.browser.kept.records.values()].map(({ bytes }) =>
      bytes.byteLength === 0 ? [] : wordsIn(bytes),
    );
    const drafts = [...this.browser.kept.kept.values()].map(({ draft }) => draft.text.match(WORD) ?? []);
    this.mustSurvive = new Set([...kept, ...drafts].flat());
  }

  /**
   * As the interface does (`useLiveSession`): a handshake that had begun before somebody signed in again is answered after it,
   * and speaks of the session before.
   */
  #askWhetherOver(): void {
    this.process.after(ASK_MS, () => {
      if (this.ledger.database.speakerOf(this.browser.sessionId) !== null) this.dialer.connect();
    });
  }

  /** I4: what is shown as saved is in the log. */
  #honest(): void {
    for (const [sectionId, section] of this.open) {
      if (section.state !== 'live' || section.known === null || section.save.kind !== 'saved') continue;
      for (const client of section.ownClientIds) {
        const typed = Y.getState(section.doc.store, client);
        if (typed > this.ledger.clock(sectionId, section.known.generation, client))
          this.context.violated('I4', `${this.name} says saved of ${sectionId}, and the log does not have it`);
      }
    }
  }

  /** I9: when the right is gone the copy is gone, at the moment at which the page is told. */
  #mustBeWiped(bytes: Uint8Array): void {
    const message = decodeServerMessage(bytes);
    if (message.type !== 'revoked' && message.type !== 'restarted' && message.type !== 'join-refused') return;
    const section = this.open.get(message.sectionId);
    if (section !== undefined && (section.state !== 'closed' || !section.doc.isDestroyed))
      this.context.violated('I9', `${this.name} keeps ${message.sectionId} after ${message.type}`);
  }
}
