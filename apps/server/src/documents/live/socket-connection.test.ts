import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Speaker } from '@samenspel/collab/server';
import { Server, type Socket } from 'socket.io';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COME_IN, rawPolling, rawWebSocket, type RawSocket } from '../../testing/raw-socket';
import { PreparedFrames } from './prepared-frame';
import { SocketConnection } from './socket-connection';
import { SOCKET_OPTIONS } from './socket-options';

let http: HttpServer;
let io: Server;
let url: string;
beforeEach(async () => {
  http = createServer();
  io = new Server(http, SOCKET_OPTIONS);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(() => io.close());

const SPEAKER = {} as Speaker;

async function connected(open: typeof rawWebSocket): Promise<{ line: RawSocket; socket: Socket }> {
  const coming = new Promise<Socket>((resolve) => io.once('connection', resolve));
  const line = await open(url, {});
  await line.say(COME_IN);
  return { line, socket: await coming };
}

/** Large messages are not made once: engine.io sends them, and is busy with them for a while. */
const MESSAGES = Array.from({ length: 60 }, (_, n) => new Uint8Array(n % 20 === 9 ? 2_000_000 : 20).fill(n));

describe('[C26] what is made once', () => {
  it('goes past engine.io, and never past what engine.io has not sent yet', async () => {
    const { line, socket } = await connected(rawWebSocket);
    const byEngine = vi.spyOn(socket.conn, 'send');
    const connection = new SocketConnection(socket, SPEAKER, new PreparedFrames());
    for (const bytes of MESSAGES) connection.send(bytes);
    const bytesHeard = (): number[] => line.heard.flatMap((one) => (typeof one === 'string' ? [] : [one[0] ?? -1]));
    await vi.waitFor(() => expect(bytesHeard()).toEqual(MESSAGES.map(([first]) => first)));
    expect(byEngine.mock.calls.length).toBeGreaterThan(3);
    expect(byEngine.mock.calls.length).toBeLessThanOrEqual(51);
    await connection.drained();
    expect(connection.hasBacklog()).toBe(false);
    byEngine.mockClear();
    connection.send(new Uint8Array(20));
    expect(byEngine).not.toHaveBeenCalled();
  });

  it('is left to engine.io over polling, and nothing goes to a connection that is gone', async () => {
    const { line, socket } = await connected(rawPolling);
    const connection = new SocketConnection(socket, SPEAKER, new PreparedFrames());
    connection.send(new Uint8Array([1, 2, 3]));
    await vi.waitFor(() => expect(line.heard).toContainEqual(Buffer.from([1, 2, 3])));
    const other = await connected(rawWebSocket);
    const gone = new SocketConnection(other.socket, SPEAKER, new PreparedFrames());
    gone.close();
    gone.send(new Uint8Array([4]));
    await vi.waitFor(() => expect(other.line.closed).toBe(true));
    expect(other.line.heard.filter((one) => typeof one !== 'string')).toEqual([]);
  });

  it('that may be missed is left out behind a reader who takes nothing', async () => {
    const { line, socket } = await connected(rawWebSocket);
    const connection = new SocketConnection(socket, SPEAKER, new PreparedFrames());
    const taken = Array.from({ length: 100 }, () => connection.sendVolatile(new Uint8Array(20)));
    expect(taken.filter(Boolean).length).toBeLessThan(10);
    await connection.drained();
    expect(connection.sendVolatile(new Uint8Array(20))).toBe(true);
    line.close();
  });
});
