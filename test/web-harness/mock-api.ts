import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SessionView } from '@samenspel/domain';
import {
  demoPeople,
  DOCUMENT,
  documentFor,
  importPreview,
  PEOPLE,
  rightsFor,
  sessions,
  tableFor,
  uuid,
  type MockPerson,
} from './data';

/** The policy that the server will send: the pages must work under it. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; font-src 'self'";

type Next = () => void;
type Answer = { readonly status: number; readonly body?: unknown; readonly cookie?: string };

/** Stands in for the server: canned facts, the session in a cookie, nothing stored. A test tool only. */
export function mockApi(request: IncomingMessage, response: ServerResponse, next: Next): void {
  response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
  const url = new URL(request.url ?? '/', 'http://mock');
  if (!url.pathname.startsWith('/api/')) return next();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const answer = answerTo(`${request.method} ${url.pathname.slice(4)}`, request.headers.cookie ?? '', chunks);
    response.statusCode = answer.status;
    if (answer.cookie !== undefined) response.setHeader('set-cookie', `mock=${answer.cookie}; Path=/`);
    response.setHeader('content-type', answer.status < 400 ? 'application/json' : 'application/problem+json');
    response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
  });
}

const problem = (code: string, status: number): Answer => ({ status, body: { code, status } });

function answerTo(what: string, cookies: string, chunks: readonly Buffer[]): Answer {
  const body = (): Record<string, string> => JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
  const [personId, seatId] = (/mock=([^;]*)/.exec(cookies)?.[1] ?? '').split('_');
  const who = PEOPLE.find(({ person }) => person.personId === personId);
  const seat = who?.seats.find((each) => each.seatId === seatId) ?? null;

  if (what === 'GET /demo/people') return { status: 200, body: demoPeople };
  if (what === 'POST /demo/session') return signIn(body()['personId']);
  if (!who) return problem('not-signed-in', 401);
  if (what === 'GET /session') return { status: 200, body: sessionOf(who, seatId) };
  if (what === 'POST /session/seat') {
    const chosen = body()['seatId'];
    return { status: 200, body: sessionOf(who, chosen), cookie: `${personId}_${chosen}` };
  }
  if (what === 'DELETE /session' || what === 'DELETE /sessions') return { status: 204, cookie: '' };
  if (what === 'GET /sessions') return { status: 200, body: sessions };
  if (!seat) return problem('no-seat', 403);
  if (what === `GET /tables/${seat.tableId}`) return { status: 200, body: tableFor(seat) };
  if (/^GET \/documents\//.test(what)) {
    return what.endsWith(DOCUMENT) ? { status: 200, body: documentFor(seat) } : problem('not-found', 404);
  }
  if (/^POST \/tables\/.*\/imports\/preview$/.test(what)) {
    return chunks.length === 0 ? problem('empty-file', 422) : { status: 200, body: importPreview };
  }
  if (/^POST \/tables\/.*\/(imports|documents)$/.test(what)) {
    return { status: 201, body: tableFor(seat).documents[0] };
  }
  if (/^POST \/documents\/.*\/sections$/.test(what)) return { status: 201, body: documentFor(seat).sections[1] };
  const sectionId = /^(?:GET|PUT) \/sections\/(.*)\/rights$/.exec(what)?.[1];
  if (sectionId) return { status: 200, body: rightsFor(seat, sectionId) };
  return problem('not-found', 404);
}

function signIn(personId: string | undefined): Answer {
  const who = PEOPLE.find(({ person }) => person.personId === personId);
  if (!who) return problem('not-found', 404);
  const seatId = who.seats.length === 1 ? who.seats[0]!.seatId : uuid(0);
  return { status: 200, body: sessionOf(who, seatId), cookie: `${personId}_${seatId}` };
}

function sessionOf(who: MockPerson, seatId: string | undefined): SessionView {
  return {
    person: who.person,
    seat: who.seats.find((seat) => seat.seatId === seatId) ?? null,
    seats: [...who.seats],
    demonstration: true,
    mayAdminister: false,
    administrator: false,
    hasPassword: false,
  };
}
