import { execFileSync } from 'node:child_process';
import { connect as connectTcp, type Socket as Tcp } from 'node:net';
import { randomBytes } from 'node:crypto';
import { plainText } from '@samenspel/collab';
import { socketTransport, type LiveSection } from '@samenspel/collab/client';
import {
  decodeServerMessage,
  encodeClientMessage,
  type ClientMessage,
  type ServerMessage,
} from '@samenspel/collab/wire';
import * as Y from 'yjs';
import { expect } from 'vitest';
import { Member, until } from './member';
import type { Product } from './product';
import { typeWord } from './typing';

type Of<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;

/** Two of the demonstration's people at work in one section: whether others harm them is seen by what they read. */
export class AtWork {
  #words = 0;
  /** Milliseconds from typing to saved, oldest first. */
  readonly saved: number[] = [];

  private constructor(
    readonly product: Product,
    readonly sectionId: string,
    readonly writer: LiveSection,
    readonly witness: LiveSection,
  ) {}

  static async in(product: Product): Promise<AtWork> {
    const one = await Member.signIn(product.url, 'Marloes Terpstra');
    const other = await Member.signIn(product.url, 'Esra Yildiz');
    const plan = await one.plan();
    const sectionId = plan.sections.find(({ right, restricted }) => right === 'write' && !restricted)?.sectionId ?? '';
    const [writer, witness] = [one, other].map((member) => member.connect().open(sectionId));
    if (writer === undefined || witness === undefined) throw new Error('nobody is at work');
    await until(writer, () => writer.state === 'live');
    await until(witness, () => witness.state === 'live');
    expect(await writer.prepareToWrite()).toBe(true);
    return new AtWork(product, sectionId, writer, witness);
  }

  /** Goes on as before: what one types is saved and read by the other. */
  async goOn(): Promise<void> {
    const { writer, witness } = this;
    this.#words += 1;
    const word = `eerlijk${this.#words}.`;
    const begun = performance.now();
    typeWord(writer.doc, word);
    await until(writer, () => writer.save.kind === 'saved');
    this.saved.push(performance.now() - begun);
    await until(witness, () => plainText(witness.doc).includes(word));
    expect(plainText(writer.doc)).toBe(plainText(witness.doc));
    expect(witness.doc.store.pendingStructs).toBeNull();
  }
}

/** A participant with a client of his own making. Says anything to the server, whatever carries it. */
export class Intruder {
  readonly heard: ServerMessage[] = [];
  readonly doc = new Y.Doc();
  lease: Of<'leased'> | null = null;
  gone = false;
  readonly #transport;

  private constructor(url: string, cookie: string) {
    this.#transport = socketTransport({ url, transports: ['websocket'], extraHeaders: { origin: url, cookie } });
    this.#transport.listen({
      up: () => undefined,
      down: () => {
        this.gone = true;
        // Not back again by itself.
        this.#transport.close();
      },
      message: (bytes) => {
        const message = decodeServerMessage(bytes);
        this.heard.push(message);
        if (message.type === 'joined')
          for (const update of [message.snapshot, ...message.updates])
            if (update !== null) Y.applyUpdate(this.doc, update);
        if (message.type === 'update') for (const update of message.updates) Y.applyUpdate(this.doc, update);
      },
    });
    this.#transport.connect();
  }

  static async enter(product: Product, name: string): Promise<Intruder> {
    return Intruder.withCookie(product, (await Member.signIn(product.url, name)).cookie);
  }

  static async withCookie(product: Product, cookie: string): Promise<Intruder> {
    const intruder = new Intruder(product.url, cookie);
    await intruder.hears('hello');
    return intruder;
  }

  say(message: ClientMessage): void {
    this.sayBytes(encodeClientMessage(message));
  }

  sayBytes(bytes: Uint8Array): void {
    this.#transport.send(bytes);
  }

  /** The next message of one of these kinds; fails when the connection ends. */
  async hears<T extends ServerMessage['type']>(...types: T[]): Promise<Of<T>> {
    const wanted = (message: ServerMessage): boolean => (types as string[]).includes(message.type);
    await this.waits(() => this.gone || this.heard.some(wanted));
    const at = this.heard.findIndex(wanted);
    if (at < 0) throw new Error('the connection ended');
    return this.heard.splice(at, 1)[0] as Of<T>;
  }

  async waits(wanted: () => boolean): Promise<void> {
    for (let left = 3_000; left > 0 && !wanted(); left -= 1) await new Promise((turn) => setTimeout(turn, 5));
    if (!wanted()) throw new Error('waited in vain');
  }

  /** Joins, and takes a lease where that is allowed. */
  async join(sectionId: string): Promise<Of<'leased'> | Of<'lease-refused'>> {
    this.say({ type: 'join', sections: [{ sectionId, known: null }] });
    await this.hears('joined');
    this.say({ type: 'lease', sectionId });
    const answer = await this.hears('leased', 'lease-refused');
    if (answer.type === 'leased') {
      this.lease = answer;
      this.doc.clientID = answer.clientId;
    }
    return answer;
  }

  close(): void {
    this.#transport.close();
  }
}

/** Memory of a process, in megabytes. */
export function memoryOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024;
}

/** A WebSocket to engine.io at which every byte is one's own. */
export class RawSocket {
  received = Buffer.alloc(0);
  closed = false;

  private constructor(readonly tcp: Tcp) {
    tcp.on('data', (bytes) => (this.received = Buffer.concat([this.received, bytes]).subarray(-65_536)));
    tcp.on('error', () => (this.closed = true));
    tcp.on('close', () => (this.closed = true));
  }

  /** Opens one as a signed-in person would; resolves when engine.io has answered. */
  static async open({ url, port }: Product, cookie: string): Promise<RawSocket> {
    const socket = new RawSocket(connectTcp(port, '127.0.0.1'));
    socket.tcp.write(
      [
        'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
        `Host: ${new URL(url).host}`,
        `Origin: ${url}`,
        `Cookie: ${cookie}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
        '\r\n',
      ].join('\r\n'),
    );
    for (let left = 2_000; left > 0 && !socket.closed && !socket.received.includes('"sid"'); left -= 1)
      await new Promise((turn) => setTimeout(turn, 2));
    return socket;
  }

  /** One WebSocket frame. `opcode` 1 text, 2 binary, 0 a further part of the one before. */
  frame(opcode: number, payload: Uint8Array, fin = true): void {
    if (!this.closed) this.tcp.write(webSocketFrame(opcode, payload, fin));
  }

  async ends(): Promise<void> {
    for (let left = 2_000; left > 0 && !this.closed; left -= 1) await new Promise((turn) => setTimeout(turn, 5));
    if (!this.closed) throw new Error('still open');
  }

  close(): void {
    this.tcp.destroy();
  }
}

/** Masked with zeros, as a client may. */
export function webSocketFrame(opcode: number, payload: Uint8Array, fin = true): Buffer {
  const long = payload.length > 125;
  const head = Buffer.alloc(long ? 14 : 6);
  head[0] = (fin ? 0x80 : 0) | opcode;
  head[1] = 0x80 | (long ? 127 : payload.length);
  if (long) head.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([head, payload]);
}
