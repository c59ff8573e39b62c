import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A real mail server on this machine, that keeps what it was given. */
export interface MailServer {
  readonly url: URL;
  /** Whole messages as they came over the wire, with their envelope's address. */
  readonly received: { readonly to: string; readonly message: string }[];
  /** Set to refuse: a status for RCPT TO, or one after the text. */
  refuse: { readonly at: 'address' | 'text'; readonly status: number } | null;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const received: { to: string; message: string }[] = [];
  const refusal = (at: 'address' | 'text'): Error | null =>
    mails.refuse?.at === at ? Object.assign(new Error('no'), { responseCode: mails.refuse.status }) : null;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refusal('address')),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refused = refusal('text');
        if (refused === null) {
          const to = session.envelope.rcptTo.map(({ address }) => address).join(',');
          received.push({ to, message: Buffer.concat(chunks).toString('utf8') });
        }
        done(refused);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const mails: MailServer = {
    url: new URL(`smtp://127.0.0.1:${port}`),
    received,
    refuse: null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return mails;
}

/** The plain text of a message: its only part, with the encoding for the way undone. */
export function textOfMessage(message: string): string {
  const [head = '', ...rest] = message.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n').replaceAll('\r\n', '\n');
  if (/^Content-Transfer-Encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/^Content-Transfer-Encoding: quoted-printable/im.test(head)) return body;
  const bytes = body
    .replaceAll('=\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
