import { SCHEMA_VERSION } from '@samenspel/collab';
import {
  PROTOCOL_VERSION,
  SectionMessages,
  encodeClientMessage,
  type ClientMessage,
  type HeardMessage,
} from '@samenspel/collab/wire';
import * as Y from 'yjs';
import type { Line, Listener, OpenDocument } from './line';
import { RawSocket } from './raw-socket';

/** As our own client: so many waiting updates or bytes become one frame, and no frame sooner after the last than this, in milliseconds. */
const MERGED = { updates: 50, bytes: 64 * 1024 };
const PAUSE_MS = 6;

/** A client of our own server: one connection for all sections, one frame of a section in flight. */
export class OwnLine implements Line {
  readonly #sections = new Map<string, OwnSection>();
  readonly #messages = new SectionMessages();

  private constructor(private readonly socket: RawSocket) {}

  static async connect(port: number, cookie: string): Promise<OwnLine> {
    const socket = await RawSocket.open(port, '/socket.io/?EIO=4&transport=websocket', {
      origin: `http://localhost:${port}`,
      cookie,
    });
    const line = new OwnLine(socket);
    await new Promise<void>((resolve, reject) => {
      socket.onMessage = (payload, binary) => {
        if (binary) line.#hear(line.#messages.read(payload));
        else if (payload[0] === 0x32) socket.send('3');
        else if (payload[0] === 0x30)
          socket.send(`40${JSON.stringify({ protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION })}`);
        else if (payload.subarray(0, 2).toString() === '40') resolve();
        else reject(new Error(payload.toString()));
      };
    });
    return line;
  }

  get bytesRead(): number {
    return this.socket.bytesRead;
  }

  get closed(): boolean {
    return this.socket.closed;
  }

  open(document: string, listener: Listener): Promise<OpenDocument> {
    return new Promise((resolve, reject) => {
      this.#sections.set(document, new OwnSection(document, this, listener, resolve, reject));
      this.say({ type: 'join', sections: [{ sectionId: document, known: null }] });
    });
  }

  /** Several sections in one message, as a browser does that opens a document. */
  openAll(documents: readonly string[], listener: Listener): Promise<OpenDocument[]> {
    const opened = documents.map(
      (document) =>
        new Promise<OpenDocument>((resolve, reject) =>
          this.#sections.set(document, new OwnSection(document, this, listener, resolve, reject)),
        ),
    );
    this.say({ type: 'join', sections: documents.map((sectionId) => ({ sectionId, known: null })) });
    return Promise.all(opened);
  }

  say(message: ClientMessage): void {
    this.socket.send(encodeClientMessage(message));
  }

  close(): void {
    this.socket.close();
  }

  #hear(message: HeardMessage): void {
    if ('sectionId' in message) this.#sections.get(message.sectionId)?.hear(message);
  }
}

class OwnSection implements OpenDocument {
  state: readonly Uint8Array[] = [];
  readonly #waiting: Uint8Array[] = [];
  #generation = 0;
  #leaseId = '';
  #frame = 0;
  #inFlight = 0;
  #sentAt = 0;
  #leased: (clientId: number) => void = () => undefined;

  constructor(
    private readonly sectionId: string,
    private readonly line: OwnLine,
    private readonly listener: Listener,
    private readonly joined: (section: OpenDocument) => void,
    private readonly failed: (cause: Error) => void,
  ) {}

  get unacknowledged(): number {
    return this.#waiting.length + this.#inFlight;
  }

  prepare(): Promise<number> {
    return new Promise((resolve) => {
      this.#leased = resolve;
      this.line.say({ type: 'lease', sectionId: this.sectionId });
    });
  }

  write(update: Uint8Array): void {
    this.#waiting.push(update);
    if (this.#inFlight === 0) this.#send();
  }

  caret(place: number): void {
    const at = Uint8Array.from([0, 1, place & 0x7f, (place >> 7) & 1]);
    this.line.say({ type: 'caret', sectionId: this.sectionId, caret: { anchor: at, head: at } });
  }

  #send(): void {
    if (this.#waiting.length === 0 || this.#inFlight > 0) return;
    const wait = PAUSE_MS - (performance.now() - this.#sentAt);
    if (wait > 0) {
      this.#inFlight = 1;
      setTimeout(() => {
        this.#inFlight = 0;
        this.#sentAt = 0;
        this.#send();
      }, wait);
      return;
    }
    const updates = this.#waiting.splice(0, this.#countToMerge());
    this.#inFlight = updates.length;
    this.#frame += 1;
    this.#sentAt = performance.now();
    this.line.say({
      type: 'frame',
      sectionId: this.sectionId,
      generation: this.#generation,
      leaseId: this.#leaseId,
      frame: this.#frame,
      bytes: updates[1] === undefined ? (updates[0] ?? new Uint8Array()) : Y.mergeUpdates(updates),
    });
  }

  #countToMerge(): number {
    let bytes = 0;
    const end = this.#waiting.findIndex((update, at) => {
      bytes += update.byteLength;
      return at >= MERGED.updates || (at > 0 && bytes > MERGED.bytes);
    });
    return end < 0 ? this.#waiting.length : end;
  }

  hear(message: Extract<HeardMessage, { sectionId: string }>): void {
    switch (message.type) {
      case 'update':
        for (const update of message.updates) this.listener.update(update);
        return;
      case 'ack': {
        const count = this.#inFlight;
        this.#inFlight = 0;
        this.listener.acknowledged?.(count);
        this.#send();
        return;
      }
      case 'joined':
        this.#generation = message.generation;
        this.state = message.snapshot === null ? message.updates : [message.snapshot, ...message.updates];
        this.joined(this);
        return;
      case 'leased':
        this.#leaseId = message.leaseId;
        this.#leased(message.clientId);
        return;
      case 'peers':
      case 'carets':
      case 'restarted':
      case 'revoked':
      case 'right':
        return;
      case 'refused':
      case 'lease-refused':
      case 'join-refused':
        this.failed(new Error(`${message.type}: ${'reason' in message ? message.reason : ''}`));
        throw new Error(`${message.type}: ${'reason' in message ? message.reason : ''}`);
    }
  }
}
