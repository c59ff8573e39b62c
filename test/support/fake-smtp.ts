import { createServer, type AddressInfo } from 'node:net';

/** A mail server that takes every letter and keeps it. */
export interface FakeSmtp {
  readonly url: string;
  readonly letters: readonly string[];
  close(): Promise<void>;
}

/** As much of RFC 5321 as a sender needs that is offered no extensions. */
export async function startFakeSmtp(): Promise<FakeSmtp> {
  const letters: string[] = [];
  const server = createServer((socket) => {
    let text = '';
    let inLetter = false;
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    say('220 mail.test');
    socket.on('error', () => socket.destroy()); // the sender was killed
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8');
      for (;;) {
        const end = inLetter ? '\r\n.\r\n' : '\r\n';
        const at = text.indexOf(end);
        if (at < 0) return;
        const part = text.slice(0, at);
        text = text.slice(at + end.length);
        if (inLetter) letters.push(part);
        const begins = !inLetter && /^DATA/i.test(part);
        say(begins ? '354 go on' : /^QUIT/i.test(part) ? '221 bye' : '250 ok');
        inLetter = begins;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letters,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
