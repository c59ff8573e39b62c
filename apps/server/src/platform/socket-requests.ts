import { randomBytes, timingSafeEqual } from 'node:crypto';
import { ServerResponse, type IncomingMessage } from 'node:http';
import { tokenFrom } from './http/cookies';
import { isAllowedOrigin } from './http/origin';

/** What engine.io hands to a middleware: the query is parsed already, and a WebSocket's answer only takes headers. */
export type SocketRequest = IncomingMessage & { _query: Record<string, string> };
/** Of a WebSocket it is no response of Node's. */
type SocketAnswer = ServerResponse | { setHeader(name: string, value: string): void };
type Next = () => void;

/** What we use of engine.io's server. */
export interface SocketEngine {
  use(middleware: (request: SocketRequest, response: SocketAnswer, next: Next) => void): void;
  on(event: 'connection', heard: (socket: { readonly request: IncomingMessage }) => void): void;
  on(event: 'connection_error', heard: (refused: { readonly req: IncomingMessage }) => void): void;
  generateId(request: IncomingMessage): string | Promise<string>;
  /** The connections, by `sid`; each keeps the request that it began with. */
  readonly clients: Readonly<Record<string, { readonly request: IncomingMessage }>>;
}

/** Of requests that become a connection of their own, or do not. */
export interface SocketLog {
  /** Whose answer says how it ends. */
  answered(request: IncomingMessage, response: ServerResponse): void;
  /** A WebSocket: its answer goes past every response, so that it is written down as soon as its status is known. */
  upgrade(request: IncomingMessage, status: 101 | 400): void;
}

/** An id that no connection has: ours are drawn from another alphabet. */
const NO_CONNECTION = '!';

/** For a connection. The library's own ids end in a count of all of them: who asks twice learns how many came in between. */
export function idOfChance(): string {
  return randomBytes(15).toString('base64url');
}

/** Does this request come from a page of our own interface? */
export function isOwnPage({ headers }: IncomingMessage, allowedOrigins: readonly string[]): boolean {
  const { origin } = headers;
  // Browsers leave the header out of same-origin GETs, which is how polling reads: there the fetch metadata says it.
  const sameOriginRead = origin === undefined && headers['sec-fetch-site'] === 'same-origin';
  return sameOriginRead || isAllowedOrigin(origin, allowedOrigins);
}

/**
 * Guards every request of a connection as its first one was guarded. engine.io asks `allowRequest` at the handshake only: after
 * that whoever knows the `sid`, which stands in the log of every proxy, would read and write as the person whose it is, from any
 * page and without a cookie (docs/spec.md C37, C38). Such a request is answered as one with an id that never was.
 *
 * @param headers what every answer carries
 * @param log told of the first request of a connection, and of those that are refused; a poll is no request of its own
 */
export function guardRequests(
  engine: SocketEngine,
  allowedOrigins: readonly string[],
  headers: Readonly<Record<string, string>>,
  log: SocketLog,
): void {
  const upgrades = new WeakSet<IncomingMessage>();
  engine.generateId = idOfChance;
  engine.on('connection', ({ request }) => {
    if (upgrades.has(request)) log.upgrade(request, 101);
  });
  engine.on('connection_error', ({ req }) => {
    if (upgrades.has(req)) log.upgrade(req, 400);
  });
  engine.use((request, response, next) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const { sid } = request._query;
    const begun = sid === undefined || !Object.hasOwn(engine.clients, sid) ? undefined : engine.clients[sid];
    const admitted = begun !== undefined && isOwnPage(request, allowedOrigins) && sameSession(begun.request, request);
    if (sid !== undefined && !admitted) request._query['sid'] = NO_CONNECTION;
    if (!(response instanceof ServerResponse)) upgrades.add(request);
    else if (!admitted) log.answered(request, response);
    next();
  });
}

/** Do both carry the same session, or neither one? */
function sameSession(one: IncomingMessage, other: IncomingMessage): boolean {
  const [first, second] = [one, other].map(({ headers }) => Buffer.from(tokenFrom(headers.cookie) ?? ''));
  if (first === undefined || second === undefined || first.length !== second.length) return false;
  return timingSafeEqual(first, second);
}
