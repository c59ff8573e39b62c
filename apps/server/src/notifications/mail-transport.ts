import { createTransport } from 'nodemailer';
import type { SmtpSettings } from '../platform/http/http-settings';

/** Injection token of the way out; null where no mail goes out. */
export const MAIL_TRANSPORT = Symbol('MailTransport');

/** Why a letter was not taken: a code, and whether trying again is of no use. */
export interface SendFailure {
  readonly code: string;
  readonly final: boolean;
}

export interface MailTransport {
  /** @returns null once the mail server took it */
  send(letter: { id: string; recipient: string; subject: string; text: string }): Promise<SendFailure | null>;
  close(): void;
}

const CONNECT_MS = 15_000;
const ANSWER_MS = 30_000;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** A mail server. On another machine it is spoken to over TLS or not at all, since letters hold links. */
export function smtpTransport({ url, from }: SmtpSettings): MailTransport {
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replaceAll(/[[\]]/g, '');
  const transport = createTransport({
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !LOOPBACK.has(host),
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
  });
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ id, recipient, subject, text }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: recipient },
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** The mail server's own words can quote an address: only codes are kept. */
function failureOf(error: unknown): SendFailure {
  const { code, responseCode, command } = error as { code?: unknown; responseCode?: unknown; command?: unknown };
  const status = typeof responseCode === 'number' ? responseCode : null;
  const name = typeof code === 'string' && /^[A-Z]{1,20}$/.test(code) ? code : 'EUNKNOWN';
  return {
    code: status === null ? name : `${name} ${status}`,
    final: command === 'RCPT TO' && status !== null && status >= 500,
  };
}
