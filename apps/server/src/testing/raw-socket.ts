import { SCHEMA_VERSION } from '@samenspel/collab';
import { PROTOCOL_VERSION } from '@samenspel/collab/wire';
import { ORIGIN } from './http-app';

/** Headers of our own interface, with the session of a browser. */
export const ours = (cookie: string | null | undefined): Record<string, string> => ({
  origin: ORIGIN,
  cookie: cookie ?? '',
});

export const COME_IN = `0${JSON.stringify({ protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION })}`;

/** A connection without any client of ours: what is sent and heard are packets as they stand on the wire. */
export interface RawSocket {
  readonly heard: (string | Uint8Array)[];
  readonly closed: boolean;
  /** A packet of socket.io: text or bytes. */
  say(packet: string | Uint8Array): Promise<void>;
  close(): void;
}

/** Node's own WebSocket takes headers, which the types of browsers do not know. */
export function webSocketTo(url: string, query: string, headers: Record<string, string>): WebSocket {
  const Socket = WebSocket as unknown as new (url: string, options: { headers: Record<string, string> }) => WebSocket;
  return new Socket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket${query}`, { headers });
}

/** Over WebSocket. Rejects when it is refused. */
export async function rawWebSocket(url: string, headers: Record<string, string>): Promise<RawSocket> {
  const socket = webSocketTo(url, '', headers);
  socket.binaryType = 'arraybuffer';
  const heard: (string | Uint8Array)[] = [];
  const raw = { heard, closed: false };
  socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (data === '2') socket.send('3');
    else heard.push(typeof data === 'string' ? data : new Uint8Array(data));
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('close', () => {
      raw.closed = true;
      reject(new Error('refused'));
    });
  });
  return Object.assign(raw, {
    say: (packet: string | Uint8Array) => {
      socket.send(typeof packet === 'string' ? `4${packet}` : Uint8Array.from(packet));
      return Promise.resolve();
    },
    close: () => socket.close(),
  });
}

/** Over long polling. Rejects when it is refused. */
export async function rawPolling(url: string, headers: Record<string, string>): Promise<RawSocket> {
  const path = `${url}/socket.io/?EIO=4&transport=polling`;
  const opened = await fetch(path, { headers });
  if (opened.status !== 200) throw new Error('refused');
  const { sid } = JSON.parse((await opened.text()).slice(1)) as { sid: string };
  const heard: (string | Uint8Array)[] = [];
  const raw = { heard, closed: false };
  const post = async (body: string): Promise<void> => {
    const answer = await fetch(`${path}&sid=${sid}`, { method: 'POST', headers, body });
    if (answer.status !== 200) raw.closed = true;
  };
  const listen = async (): Promise<void> => {
    while (!raw.closed) {
      const answer = await fetch(`${path}&sid=${sid}`, { headers });
      if (answer.status !== 200) raw.closed = true;
      else
        for (const packet of (await answer.text()).split('\u001e')) {
          if (packet === '2') await post('3');
          else if (packet === '1') raw.closed = true;
          else if (packet !== '6') heard.push(packet.startsWith('b') ? Buffer.from(packet.slice(1), 'base64') : packet);
        }
    }
  };
  void listen().catch(() => (raw.closed = true));
  return Object.assign(raw, {
    say: (packet: string | Uint8Array) =>
      post(typeof packet === 'string' ? `4${packet}` : `b${Buffer.from(packet).toString('base64')}`),
    close: () => void post('1').catch(() => undefined),
  });
}
