import { ORIGIN } from './http-app';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Exactly what came over the wire. */
  readonly text: string;
  json<T>(): T;
}

/** A browser as far as the server can tell: keeps the session cookie, sends its origin with every command. */
export class Browser {
  cookie: string | null = null;

  constructor(private readonly url: string) {}

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const bytes = body instanceof Uint8Array;
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(this.cookie === null ? {} : { cookie: this.cookie }),
        ...(method === 'GET' ? {} : { origin: ORIGIN }),
        ...(body === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : bytes ? new Uint8Array(body) : JSON.stringify(body),
    });
    const stored = response.headers.get('set-cookie');
    if (stored !== null) this.cookie = stored.split(';')[0]?.replace(/=$/, '') ?? null;
    if (this.cookie?.includes('=') === false) this.cookie = null;
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: <T>() => JSON.parse(text) as T };
  }

  get = (path: string): Promise<Answer> => this.send('GET', path);

  async signInAs(personId: string): Promise<Answer> {
    return this.send('POST', '/api/demo/session', { personId });
  }
}
