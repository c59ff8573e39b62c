import { SCHEMA_VERSION, plainText } from '@samenspel/collab';
import {
  PROTOCOL_VERSION,
  decodeServerMessage,
  encodeClientMessage,
  type ClientMessage,
  type ServerMessage,
} from '@samenspel/collab/wire';
import { io, type Socket } from 'socket.io-client';
import * as Y from 'yjs';
import type { Member } from './member';

/** Everything that reaches one person, over the socket and over HTTP, to the last byte. */
export class Recorder {
  /** Bytes as they came, a character each. */
  raw = '';
  readonly messages: ServerMessage[] = [];
  readonly #docs = new Map<string, Y.Doc>();
  #socket: Socket | null = null;

  constructor(readonly member: Member) {}

  async connect(transport: 'websocket' | 'polling'): Promise<void> {
    const { url, cookie } = this.member;
    const socket = io(url, {
      transports: [transport],
      forceNew: true,
      reconnection: false,
      auth: { protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION },
      extraHeaders: { origin: url, cookie },
    });
    this.#socket = socket;
    socket.io.on('open', () => {
      socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
        if (typeof data === 'string') this.raw += data;
        else if (data instanceof Uint8Array || data instanceof ArrayBuffer)
          this.raw += Buffer.from(data as Uint8Array).toString('latin1');
      });
    });
    socket.on('m', (bytes: ArrayBuffer | Uint8Array) => this.#heard(decodeServerMessage(new Uint8Array(bytes))));
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  }

  say(message: ClientMessage): void {
    this.#socket?.emit('m', encodeClientMessage(message));
  }

  /** Resolves when the server has answered everything that was said before: it handles the messages of a connection in order. */
  async answered(): Promise<void> {
    const unknown = crypto.randomUUID();
    this.say({ type: 'join', sections: [{ sectionId: unknown, known: null }] });
    await this.until(() =>
      this.messages.some((message) => message.type === 'join-refused' && message.sectionId === unknown),
    );
  }

  async until(wanted: () => boolean): Promise<void> {
    for (let tries = 0; tries < 4_000; tries += 1) {
      if (wanted()) return;
      await new Promise((turn) => setTimeout(turn, 5));
    }
    throw new Error(`${this.member.person.name}: never came`);
  }

  async http(method: string, path: string, body?: unknown): Promise<{ status: number; bytes: string }> {
    const { url, cookie } = this.member;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { origin: url, cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const headers = [...response.headers]
      .filter(([name]) => name !== 'date')
      .map(([name, value]) => `${name}: ${value}`);
    const bytes = `${response.status}\n${headers.join('\n')}\n\n${await response.text()}`;
    this.raw += bytes;
    return { status: response.status, bytes };
  }

  /** What the updates that came spell, letter by letter, in all sections together. */
  get text(): string {
    return [...this.#docs.values()].map((doc) => plainText(doc)).join('\n');
  }

  about(sectionId: string): ServerMessage[] {
    return this.messages.filter((message) => 'sectionId' in message && message.sectionId === sectionId);
  }

  close(): void {
    this.#socket?.close();
  }

  #heard(message: ServerMessage): void {
    this.messages.push(message);
    if (message.type !== 'joined' && message.type !== 'update') return;
    const doc = this.#docs.get(message.sectionId) ?? new Y.Doc();
    this.#docs.set(message.sectionId, doc);
    if (message.type === 'update') return Y.applyUpdate(doc, message.bytes);
    if (message.snapshot !== null) Y.applyUpdate(doc, message.snapshot);
    for (const update of message.updates) Y.applyUpdate(doc, update);
  }
}

/** Is a word in these bytes, as it is or in a form in which it can travel? */
export function holds(bytes: string, word: string): boolean {
  const plain = Buffer.from(word, 'utf8');
  const forms = [
    word,
    plain.toString('hex'),
    plain.toString('utf16le'),
    Buffer.from(word, 'utf16le').toString('latin1'),
  ];
  // In base64 a word looks different at each of three places; its middle is the same wherever it stands.
  for (let lead = 0; lead < 3; lead += 1) {
    const encoded = Buffer.concat([Buffer.alloc(lead), plain]).toString('base64');
    forms.push(encoded.slice(lead === 0 ? 0 : 4, -4));
  }
  return forms.some((form) => form.length > 3 && bytes.includes(form));
}
