import { Agent, request } from 'node:http';
import type { Random } from '@samenspel/collab/testing';
import type { Product } from './product';

/** A request as it goes over the wire. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

/** What came back; `status` 0 where the connection was closed without a word, -1 where nothing came in time. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** What is not there by then does not come any more, in milliseconds: no bound on how fast an answer is. */
const PATIENCE_MS = 60_000;

export function send(product: Product, agent: Agent, { method, path, headers, body }: Asked): Promise<Answered> {
  return new Promise((resolve) => {
    let asking;
    try {
      asking = request({ host: '127.0.0.1', port: product.port, method, path, agent, headers, timeout: PATIENCE_MS });
    } catch {
      // Not even our own side takes that for a request.
      resolve({ status: 0, body: '' });
      return;
    }
    asking.on('response', (response) => {
      let text = '';
      response.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on('error', () => resolve({ status: 0, body: text }));
    });
    asking.on('timeout', () => {
      resolve({ status: -1, body: '' });
      asking.destroy();
    });
    asking.on('error', () => resolve({ status: 0, body: '' }));
    asking.end(body ?? undefined);
  });
}

/** Changes a request in one or two places as somebody would who looks for what was forgotten. */
export function mutateRequest(random: Random, asked: Asked, ids: readonly string[]): { kind: string; asked: Asked } {
  const kind = random.pick(KINDS);
  return { kind, asked: MUTATIONS[kind](random, asked, ids) };
}

type Mutation = (random: Random, asked: Asked, ids: readonly string[]) => Asked;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH'];
const HEADERS: readonly (readonly [string, string])[] = [
  ['content-type', 'text/plain'], ['content-type', 'application/x-www-form-urlencoded'], ['content-type', 'application/json; charset=utf-16'],
  ['content-type', 'multipart/form-data; boundary='], ['content-type', 'multipart/form-data; boundary=x'], ['content-type', 'application/json; charset=nonsense'], ['content-type', ''],
  ['content-encoding', 'gzip'], ['content-encoding', 'br'], ['content-encoding', 'nonsense'],
  ['origin', 'null'], ['origin', 'https://evil.example'], ['cookie', '__Host-samenspel=%'], ['cookie', `a=${'b'.repeat(6_000)}`], ['cookie', ';;;=;'],
  ['x-forwarded-for', '127.0.0.1, ::1'], ['x-forwarded-host', 'evil.example'], ['x-http-method-override', 'DELETE'], ['x-original-url', '/api/administration/mail'],
  ['host', 'evil.example'], ['host', ''], ['accept-language', 'x'.repeat(4_000)], ['if-none-match', '*'], ['if-match', '"1"'], ['range', 'bytes=0-,-1'], ['expect', 'nonsense'], ['accept-encoding', 'nonsense;q=9'],
]; // prettier-ignore

const HOSTILE: readonly unknown[] = [
  null, true, -1, 0, 1.5, 1e308, 2 ** 53, '', ' ', '\u0000', '\ud800', '\u202e', "' OR 1=1 --", '${7*7}', '{{7*7}}', '<script>alert(1)</script>', '../../etc/passwd',
  'x'.repeat(100_000), [], [[]], {}, { $gt: '' }, [null], { toString: 1 }, { length: 1e9 }, '2030-99-99T99:99:99Z', '0001-01-01T00:00:00Z', '+275760-09-13T00:00:00.001Z', '00000000-0000-0000-0000-000000000000', Array(2_000).fill('x'),
]; // prettier-ignore

const MUTATIONS = {
  'method exchanged': (random, asked) => ({ ...asked, method: random.pick(METHODS) }),
  'path written otherwise': (random, asked) => ({ ...asked, path: otherwise(random, asked.path) }),
  'id exchanged': (random, asked, ids) => ({
    ...asked,
    path: asked.path.replace(ID, () => random.pick([...ids, '__proto__', '..', '%00', 'undefined', '1', "1'", '*', 'x'.repeat(5_000)])),
  }),
  'query added': (random, asked) => ({ ...asked, path: asked.path + (asked.path.includes('?') ? '&' : '?') + random.pick(QUERIES) }),
  'header exchanged': (random, asked) => {
    const [name, value] = random.pick(HEADERS);
    return { ...asked, headers: { ...asked.headers, [name]: value } };
  },
  'value exchanged': withJson((random, value) => replaced(random, value, () => random.pick(HOSTILE))),
  'ids exchanged': withJson((random, value, ids) => replaced(random, value, () => random.pick(ids))),
  'key left out': withJson((random, value) => without(random, value)),
  'key added': withJson((random, value, ids) => withKey(random, value, ids)),
  'prototype named': withJson((random, value) => ({ ...asObject(value), [random.pick(['constructor', 'prototype', 'toJSON'])]: { a: 1 } })),
  'prototype named in the text': withText((random, text) => text.replace('{', `{"${random.pick(['__proto__', '\\u005f_proto__'])}":{"polluted":true},`)),
  'wrapped': withJson((random, value) => random.pick<unknown>([[value], { body: value }, JSON.stringify(value), [value, value]])),
  'deep': withText((random) => random.pick(['['.repeat(100_000), `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`, `${'['.repeat(5_000)}${']'.repeat(5_000)}`])),
  'huge': withText((random) => JSON.stringify({ title: 'x'.repeat(random.pick([200_000, 2_000_000])) })),
  'cut off': withText((random, text) => text.slice(0, random.below(text.length + 1))),
  'not json': withText((random) => random.pick(['', 'null', '1', '"x"', 'NaN', '{', '{"a":1,"a":2}', '\ufeff{}', '{"a":1e999}', '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n', '\u0000'])),
  'bytes': (random, asked) => ({
    ...asked,
    headers: { ...asked.headers, 'content-type': random.pick(['application/octet-stream', 'application/json']) },
    body: Uint8Array.from({ length: random.below(400) }, () => random.below(256)),
  }),
} as const satisfies Record<string, Mutation>; // prettier-ignore
const KINDS = Object.keys(MUTATIONS) as (keyof typeof MUTATIONS)[];

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const QUERIES = ['id=1&id=2', 'a[]=1', '__proto__[a]=1', 'constructor[prototype][a]=1', 'q=%', 'q=%00', 'tableId=1&tableId=2', `q=${'x'.repeat(6_000)}`, '=', '&&&', 'format=docx&format=pdf', 'q=%F0%28']; // prettier-ignore

/** The same place, written in another way: a guard that compares paths would not know it. */
function otherwise(random: Random, path: string): string {
  const slash = path.lastIndexOf('/');
  return random.pick([
    `/${path}`, `${path}/`, `${path}//`, path.toUpperCase(), path.replace('/api', '/API'), path.replace('/api/', '/api//'), path.replace('/api/', '/api/./'), path.replace('/api/', '/x/../api/'),
    path.replace('/api/', '/%61pi/'), path.replace('/api/', '/api%2f'), path.replace('/api/', '/api/%2e/'), path.replace('/api/', '/api/%2e%2e/api/'), path.replace('/api/', '\\api\\'), path.replace('/api', '/api;a=b'),
    `${path};a`, `${path};jsessionid=1`, `${path}%20`, `${path}%00`, `${path}.json`, `${path}%`, `${path}#x`, `${path.slice(0, slash)}/..${path.slice(slash)}`, `${path}/%c0%ae%c0%ae/`, `http://evil.example${path}`, path.slice(1), '*',
  ]); // prettier-ignore
}

function withJson(change: (random: Random, value: unknown, ids: readonly string[]) => unknown): Mutation {
  return (random, asked, ids) => {
    const value: unknown = typeof asked.body === 'string' ? JSON.parse(asked.body) : {};
    return json(asked, JSON.stringify(change(random, value, ids)) ?? '');
  };
}

function withText(change: (random: Random, text: string) => string): Mutation {
  return (random, asked) => json(asked, change(random, typeof asked.body === 'string' ? asked.body : '{}'));
}

function json(asked: Asked, body: string): Asked {
  return { ...asked, headers: { ...asked.headers, 'content-type': 'application/json' }, body };
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : { value };

/** Puts something else in the place of one value, however deep it lies. */
function replaced(random: Random, value: unknown, other: () => unknown): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.1)) return other();
  const keys = Object.keys(value);
  if (keys.length === 0) return other();
  const key = random.pick(keys);
  const inner = replaced(random, (value as Record<string, unknown>)[key], other);
  return Array.isArray(value)
    ? value.map((one, at) => (String(at) === key ? inner : (one as unknown)))
    : { ...value, [key]: inner };
}

function without(random: Random, value: unknown): unknown {
  const fields = Object.entries(asObject(value));
  return fields.length === 0 ? {} : Object.fromEntries(fields.filter((_, at) => at !== random.below(fields.length)));
}

/** One more id than the command has: a handler that takes it would have checked another. */
function withKey(random: Random, value: unknown, ids: readonly string[]): unknown {
  const name = random.pick(['id', 'tableId', 'documentId', 'sectionId', 'seatId', 'personId', 'role', 'administrator', 'organisationId', 'partyId', 'generation']); // prettier-ignore
  return { ...asObject(value), [name]: random.pick(ids) };
}
