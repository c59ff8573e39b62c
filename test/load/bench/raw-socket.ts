import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/**
 * A WebSocket client that does no more than the protocol asks (RFC 6455): the generator must not be what is measured. Masks with
 * zeros, so that bytes are sent as they are, and counts every byte that comes in.
 */
export class RawSocket {
  onMessage: (payload: Buffer, binary: boolean) => void = () => undefined;
  onClose: () => void = () => undefined;
  closed = false;
  #rest: Buffer = Buffer.alloc(0);

  private constructor(private readonly socket: Socket) {}

  /** @throws Error when the server refuses */
  static open(port: number, path: string, headers: Readonly<Record<string, string>> = {}): Promise<RawSocket> {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    const raw = new RawSocket(socket);
    const lines = Object.entries({ ...headers, 'sec-websocket-key': randomBytes(16).toString('base64') });
    socket.write(
      `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n` +
        `sec-websocket-version: 13\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    );
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('data', (bytes: Buffer) => {
        const end = bytes.indexOf('\r\n\r\n');
        if (!bytes.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101')) || end < 0) {
          socket.destroy();
          reject(new Error(`refused: ${bytes.subarray(0, 60).toString()}`));
          return;
        }
        socket.on('data', (more: Buffer) => raw.#take(more));
        socket.on('error', () => undefined); // 'close' follows
        socket.on('close', () => {
          raw.closed = true;
          raw.onClose();
        });
        resolve(raw);
        // What came with the answer is looked at when somebody listens.
        setImmediate(() => raw.#take(bytes.subarray(end + 4)));
      });
    });
  }

  get bytesRead(): number {
    return this.socket.bytesRead;
  }

  send(payload: Uint8Array | string): void {
    const binary = typeof payload !== 'string';
    const size = binary ? payload.byteLength : Buffer.byteLength(payload);
    const header = size < 126 ? 6 : size < 65_536 ? 8 : 14;
    const frame = Buffer.allocUnsafe(header + size);
    frame[0] = binary ? 0x82 : 0x81;
    if (header === 6) frame[1] = 0x80 | size;
    else if (header === 8) {
      frame[1] = 0x80 | 126;
      frame.writeUInt16BE(size, 2);
    } else {
      frame[1] = 0x80 | 127;
      frame.writeBigUInt64BE(BigInt(size), 2);
    }
    frame.fill(0, header - 4, header);
    if (binary) frame.set(payload, header);
    else frame.write(payload, header);
    this.socket.write(frame);
  }

  close(): void {
    this.closed = true;
    this.socket.destroy();
  }

  #take(bytes: Buffer): void {
    let buffer = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const frame = frameAt(buffer);
      if (frame === null) break;
      const payload = buffer.subarray(frame.from, frame.to);
      if (frame.opcode === 1 || frame.opcode === 2) this.onMessage(payload, frame.opcode === 2);
      else if (frame.opcode === 9) this.#pong();
      buffer = buffer.subarray(frame.to);
    }
    this.#rest = buffer;
  }

  #pong(): void {
    this.socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]));
  }
}

/** The frame at the start of what came, if it is whole. Servers do not mask. */
function frameAt(buffer: Buffer): { opcode: number; from: number; to: number } | null {
  if (buffer.length < 2) return null;
  const short = (buffer[1] ?? 0) & 0x7f;
  const from = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (buffer.length < from) return null;
  const size = short < 126 ? short : short === 126 ? buffer.readUInt16BE(2) : Number(buffer.readBigUInt64BE(2));
  if (buffer.length < from + size) return null;
  return { opcode: (buffer[0] ?? 0) & 0x0f, from, to: from + size };
}
