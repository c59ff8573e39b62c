import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Line, Listener, OpenDocument } from './line';
import { RawSocket } from './raw-socket';

const EMPTY_STATE_VECTOR = Y.encodeStateVector(new Y.Doc());
/** Message types of the sync protocol, which all three share. */
const SYNC = 0;
const AWARENESS = 1;
const STEP1 = 0;
const STEP2 = 1;
const UPDATE = 2;
const newClientId = (): number => 1 + Math.floor(Math.random() * 0x7ffffffe);

function syncMessage(name: string | null, type: number, bytes: Uint8Array): Uint8Array {
  const out = encoding.createEncoder();
  if (name !== null) encoding.writeVarString(out, name);
  encoding.writeVarUint(out, SYNC);
  encoding.writeVarUint(out, type);
  encoding.writeVarUint8Array(out, bytes);
  return encoding.toUint8Array(out);
}

/** One client's awareness, as `y-protocols` encodes it. */
function awarenessOf(clientId: number, clock: number, place: number): Uint8Array {
  const out = encoding.createEncoder();
  encoding.writeVarUint(out, 1);
  encoding.writeVarUint(out, clientId);
  encoding.writeVarUint(out, clock);
  const user = { name: 'Marloes Terpstra', color: '#2a6' };
  encoding.writeVarString(out, JSON.stringify({ user, cursor: { anchor: place, head: place } }));
  return encoding.toUint8Array(out);
}

function awarenessMessage(name: string | null, state: Uint8Array): Uint8Array {
  const out = encoding.createEncoder();
  if (name !== null) encoding.writeVarString(out, name);
  encoding.writeVarUint(out, AWARENESS);
  encoding.writeVarUint8Array(out, state);
  return encoding.toUint8Array(out);
}

/** Opens a document and keeps count of what the server said of it. */
abstract class PeerDocument implements OpenDocument {
  state: readonly Uint8Array[] = [];
  unacknowledged = 0;
  protected readonly clientId = newClientId();
  #clock = 0;

  prepare(): Promise<number> {
    return Promise.resolve(this.clientId);
  }

  caret(place: number): void {
    this.#clock += 1;
    this.sendAwareness(awarenessOf(this.clientId, this.#clock, place));
  }

  abstract write(update: Uint8Array): void;
  protected abstract sendAwareness(state: Uint8Array): void;
}

class SocketLine {
  constructor(protected readonly socket: RawSocket) {}
  get bytesRead(): number {
    return this.socket.bytesRead;
  }
  get closed(): boolean {
    return this.socket.closed;
  }
  close(): void {
    this.socket.close();
  }
}

/** Hocuspocus 4: the name of the document before every message, a token first, an acknowledgement for every update. */
export class HocuspocusLine extends SocketLine implements Line {
  static async connect(port: number): Promise<HocuspocusLine> {
    return new HocuspocusLine(await RawSocket.open(port, '/'));
  }

  open(name: string, listener: Listener): Promise<OpenDocument> {
    const { socket } = this;
    const document = new (class extends PeerDocument {
      write(update: Uint8Array): void {
        this.unacknowledged += 1;
        socket.send(syncMessage(name, UPDATE, update));
      }
      protected sendAwareness(state: Uint8Array): void {
        socket.send(awarenessMessage(name, state));
      }
    })();
    const token = encoding.createEncoder();
    encoding.writeVarString(token, name);
    encoding.writeVarUint(token, 2);
    encoding.writeVarUint(token, 0);
    encoding.writeVarString(token, 'token');
    socket.send(encoding.toUint8Array(token));
    socket.send(syncMessage(name, STEP1, EMPTY_STATE_VECTOR));
    return new Promise((resolve, reject) => {
      socket.onClose = () => reject(new Error(`closed while opening ${name}`));
      socket.onMessage = (payload) => {
        const input = decoding.createDecoder(payload);
        decoding.readVarString(input);
        const type = decoding.readVarUint(input);
        if (type === 8) {
          document.unacknowledged -= 1;
          listener.acknowledged?.(1);
        } else if (type === SYNC || type === 4) {
          const kind = decoding.readVarUint(input);
          if (kind === STEP1) return;
          const bytes = decoding.readVarUint8Array(input);
          if (kind === UPDATE) listener.update(bytes);
          else {
            document.state = [bytes];
            resolve(document);
          }
        }
      };
    });
  }
}

/** @y/websocket-server: one socket for each document; the author gets his own update back. */
export class YWebsocketLine implements Line {
  #socket: RawSocket | null = null;

  constructor(private readonly port: number) {}

  get bytesRead(): number {
    return this.#socket?.bytesRead ?? 0;
  }

  get closed(): boolean {
    return this.#socket?.closed ?? true;
  }

  close(): void {
    this.#socket?.close();
  }

  async open(name: string, listener: Listener): Promise<OpenDocument> {
    const socket = await RawSocket.open(this.port, `/${name}`);
    this.#socket = socket;
    const document = new (class extends PeerDocument {
      write(update: Uint8Array): void {
        socket.send(syncMessage(null, UPDATE, update));
      }
      protected sendAwareness(state: Uint8Array): void {
        socket.send(awarenessMessage(null, state));
      }
    })();
    return new Promise((resolve, reject) => {
      socket.onClose = () => reject(new Error(`closed while opening ${name}`));
      socket.onMessage = (payload) => {
        const input = decoding.createDecoder(payload);
        if (decoding.readVarUint(input) !== SYNC) return;
        const kind = decoding.readVarUint(input);
        if (kind === STEP1) return;
        const bytes = decoding.readVarUint8Array(input);
        if (kind === UPDATE) listener.update(bytes);
        else if (kind === STEP2) {
          document.state = [bytes];
          resolve(document);
        }
      };
      socket.send(syncMessage(null, STEP1, EMPTY_STATE_VECTOR));
    });
  }
}

/** y-socket.io: a namespace for each document, events of socket.io's own form in two frames. */
export class YSocketIoLine extends SocketLine implements Line {
  static async connect(port: number): Promise<YSocketIoLine> {
    const socket = await RawSocket.open(port, '/socket.io/?EIO=4&transport=websocket');
    await new Promise<void>((resolve) => {
      socket.onMessage = () => resolve(); // engine.io's own first packet
    });
    return new YSocketIoLine(socket);
  }

  open(name: string, listener: Listener): Promise<OpenDocument> {
    const { socket } = this;
    const nsp = `/yjs|${name},`;
    const binary = (event: string, id: string, bytes: Uint8Array): void => {
      socket.send(`451-${nsp}${id}["${event}",{"_placeholder":true,"num":0}]`);
      socket.send(bytes);
    };
    const document = new (class extends PeerDocument {
      write(update: Uint8Array): void {
        binary('sync-update', '', update);
      }
      protected sendAwareness(state: Uint8Array): void {
        binary('awareness-update', '', state);
      }
    })();
    let head = '';
    return new Promise((resolve, reject) => {
      socket.onClose = () => reject(new Error(`closed while opening ${name}`));
      const ask = (): void => binary('sync-step-1', '7', EMPTY_STATE_VECTOR);
      socket.onMessage = (payload, isBinary) => {
        if (!isBinary) {
          head = payload.toString();
          if (head === '2') socket.send('3');
          return;
        }
        if (head.startsWith('461-')) {
          document.state = [new Uint8Array(payload)];
          resolve(document);
        } else if (head.includes('"sync-update"')) listener.update(payload);
        // It begins to listen only when the document is loaded: what is asked before that is never answered.
        else if (head.includes('"sync-step-1"')) ask();
      };
      socket.send(`40${nsp}{}`);
    });
  }
}
