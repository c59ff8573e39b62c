import { request } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket as Tcp } from 'node:net';
import { SCHEMA_VERSION } from '@samenspel/collab';
import {
  PROTOCOL_VERSION,
  SectionMessages,
  clientPackets,
  encodeClientMessage,
  type ClientMessage,
  type HeardMessage as WireMessage,
} from '@samenspel/collab/wire';
import { io, type Socket } from 'socket.io-client';

export type Carrier = 'http' | 'websocket' | 'polling';
export const TRANSPORTS = ['websocket', 'polling'] as const;

/** One count over everything that arrives anywhere in this process: what came later has the higher number. */
let arrivals = 0;
export const now = (): number => (arrivals += 1);

/** Everything that one TCP connection brought, in pieces as they came. */
export interface Stream {
  carrier: Carrier;
  readonly pieces: { readonly at: number; readonly bytes: Buffer }[];
}

/** A path to the product on which every byte that the server sends is kept, whatever client is at the other end. */
export class Wire {
  readonly streams: Stream[] = [];
  readonly #open = new Set<Tcp>();

  private constructor(
    private readonly server: Server,
    readonly target: URL,
  ) {}

  static async to(url: string): Promise<Wire> {
    const wire = new Wire(createServer(), new URL(url));
    wire.server.on('connection', (client) => wire.#carry(client));
    await new Promise<void>((resolve) => wire.server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  #carry(client: Tcp): void {
    const stream: Stream = { carrier: 'http', pieces: [] };
    this.streams.push(stream);
    const product = connect(Number(this.target.port), this.target.hostname);
    for (const socket of [client, product]) this.#open.add(socket.setNoDelay(true));
    let begun = false;
    client.on('data', (bytes) => {
      const transport = begun
        ? null
        : /^\S+ \/socket\.io\/\S*transport=(websocket|polling)/.exec(bytes.toString('latin1'));
      if (transport !== null) stream.carrier = transport[1] as Carrier;
      begun = true;
      product.write(bytes);
    });
    product.on('data', (bytes) => {
      stream.pieces.push({ at: now(), bytes });
      client.write(bytes);
    });
    for (const [one, other] of [
      [client, product],
      [product, client],
    ] as const) {
      one.on('end', () => other.end());
      one.on('error', () => other.destroy());
      one.on('close', () => this.#open.delete(one));
    }
  }

  close(): void {
    for (const socket of this.#open) socket.destroy();
    this.server.close();
  }
}

/** The moment, and a number for the log of this very request. */
const DIFFERS = new Set(['date', 'request-id']);

export interface Answer {
  readonly status: number;
  /** Status line and headers as they came, in their order, but without those that differ by themselves. */
  readonly head: string;
  readonly body: Buffer;
  readonly cookie: string | null;
  json<T>(): T;
}

/** Asks once, on a connection of its own, and takes compressed answers too. */
export function ask(
  wire: Wire,
  cookie: string,
  method: string,
  path: string,
  body?: unknown,
  origin = method === 'GET' ? '' : wire.target.origin,
): Promise<Answer> {
  const asIs = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const payload = asIs ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        host: '127.0.0.1',
        port: wire.port,
        method,
        path,
        agent: false,
        headers: {
          host: wire.target.host,
          'accept-encoding': 'gzip, deflate, br',
          ...(cookie === '' ? {} : { cookie }),
          ...(origin === '' ? {} : { origin }),
          ...(payload === undefined ? {} : { 'content-length': Buffer.byteLength(payload) }),
          ...(body === undefined ? {} : { 'content-type': typeOf(body) }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const whole = Buffer.concat(chunks);
          const lines = response.rawHeaders.flatMap((name, at) =>
            at % 2 === 0 && !DIFFERS.has(name.toLowerCase()) ? [`${name}: ${response.rawHeaders[at + 1]}`] : [],
          );
          resolve({
            status: response.statusCode ?? 0,
            head: [`${response.statusCode} ${response.statusMessage}`, ...lines].join('\n'),
            body: whole,
            cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? null,
            json: <T>() => JSON.parse(whole.toString()) as T,
          });
        });
      },
    );
    asking.once('error', reject);
    asking.end(payload);
  });
}

function typeOf(body: unknown): string {
  if (typeof body === 'string') return 'text/plain;charset=UTF-8';
  return body instanceof Uint8Array ? 'application/octet-stream' : 'application/json';
}

export interface HeardMessage {
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly message: WireMessage;
}

/** One socket of a person, over one transport, that does nothing by itself. */
export class Line {
  readonly messages: HeardMessage[] = [];
  /** What engine.io was handed, as text or as hex, heartbeats left out. */
  readonly packets: string[] = [];
  refusal: string | null = null;
  /** Joins a section again when its history begins anew, as a browser does. */
  follows = false;
  gone = false;
  readonly #waiting = new Set<() => void>();
  readonly #messages = new SectionMessages();

  private constructor(
    readonly transport: 'websocket' | 'polling',
    private readonly socket: Socket,
  ) {
    socket.on('connect', () => this.#look());
    socket.on('connect_error', (error: Error) => this.#end(error.message));
    socket.on('disconnect', () => this.#end(null));
    socket.on('m', (bytes: Uint8Array) => {
      const message = this.#messages.read(bytes);
      this.messages.push({ at: now(), bytes, message });
      if (this.follows && message.type === 'restarted')
        this.say({ type: 'join', sections: [{ sectionId: message.sectionId, known: null }] });
      this.#look();
    });
    socket.io.engine.on('packet', ({ type, data }: { type: string; data?: string | ArrayBuffer }) => {
      if (type !== 'message') return;
      this.packets.push(typeof data === 'string' ? data : Buffer.from(data ?? new ArrayBuffer()).toString('hex'));
    });
  }

  /** Resolves when it is connected or refused. */
  static async open(wire: Wire, cookie: string, transport: 'websocket' | 'polling'): Promise<Line> {
    const line = new Line(
      transport,
      io(`http://127.0.0.1:${wire.port}`, {
        transports: [transport],
        parser: clientPackets,
        forceNew: true,
        reconnection: false,
        auth: { protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION },
        extraHeaders: { origin: wire.target.origin, ...(cookie === '' ? {} : { cookie }) },
      }),
    );
    await line.until(() => line.gone || line.messages.length > 0, 'the first word');
    return line;
  }

  say(message: ClientMessage): void {
    this.socket.emit('m', encodeClientMessage(message));
  }

  /** What no client of ours would send. */
  sayAnything(payload: Uint8Array): void {
    this.socket.emit('m', payload);
  }

  async join(sectionIds: readonly string[]): Promise<void> {
    this.say({ type: 'join', sections: sectionIds.map((sectionId) => ({ sectionId, known: null })) });
    await this.until(() => this.gone || sectionIds.every((id) => this.answered(id)), 'all joined');
  }

  /** Was there an answer to a join of this section? */
  answered(sectionId: string): boolean {
    return this.messages.some(({ message }) => /^join/.test(message.type) && idOf(message) === sectionId);
  }

  /** Resolves when all that was said before is answered: the answer to a question after it has come. */
  async fence(): Promise<void> {
    const nowhere = crypto.randomUUID();
    this.say({ type: 'join', sections: [{ sectionId: nowhere, known: null }] });
    await this.until(() => this.gone || this.answered(nowhere), 'a fence');
  }

  until(wanted: () => boolean, what: string, ms = 15_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!wanted()) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`${this.transport}: waited in vain for ${what}`));
      }, ms);
      this.#waiting.add(look);
      look();
    });
  }

  close(): void {
    this.socket.close();
  }

  #end(refusal: string | null): void {
    this.refusal = refusal;
    this.gone = true;
    this.#look();
  }

  #look(): void {
    for (const look of [...this.#waiting]) look();
  }
}

/** The section that a message is about. */
export function idOf(message: WireMessage): string | null {
  return 'sectionId' in message ? message.sectionId : null;
}
