import { writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Random } from '@samenspel/collab/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutateRequest, send, type Answered, type Asked } from '../support/hostile-requests';
import { QUESTIONS } from '../support/leaks-routes';
import { Member } from '../support/member';
import { startProduct, type Product } from '../support/product';

const COUNT = Number(process.env['MUTANTS_COUNT'] ?? 1_500);
const SEED = Number(process.env['MUTANTS_SEED'] ?? Date.now() % 2 ** 31);
const IN_BATCH = 40;
const PEOPLE = ['Marloes Terpstra', 'Annemiek Roos', 'Petra van Loon', null];
/** What changes by itself: signing in, letters under way, and what is made from other tables in the background. */
const PASSING = ['sessions', 'mails', 'one_time_links', 'section_search', 'section_snapshots', 'installation'];
/** Of how the server is made inside, nothing belongs in an answer. */
const INSIDE =
  /\bat [^\n]*\.(js|ts):\d+|node_modules|QueryFailed|TypeORM|syntax error|relation "|violates|\bSELECT\b.*\bFROM\b|\bINSERT INTO\b|ECONNREFUSED|Cannot read prop/;

const counts = { mutants: 0, crashes: 0, hung: 0, serverErrors: 0, partial: 0, accepted: 0, comparedBatches: 0 };
const statuses = new Map<number, number>();
const random = new Random(SEED);
let product: Product;
let database: Client;
let agent: Agent;
let ids: string[];
const idsOf = new Map<string | null, string[]>();

beforeAll(async () => {
  console.info(`requests: seed ${SEED} (MUTANTS_SEED)`);
  product = await startProduct();
  database = new Client({
    host: join(product.dataDir, 'run'),
    port: 5432,
    user: 'samenspel_owner',
    database: 'samenspel',
  });
  await database.connect();
  agent = new Agent({ keepAlive: true, maxSockets: 4 });
  for (const about of ['table', 'document', 'section', 'seat', 'person'] as const) {
    const { rows } = await database.query<{ id: string }>(`SELECT id FROM ${about}s`);
    idsOf.set(
      about,
      rows.map(({ id }) => id),
    );
  }
  ids = [...idsOf.values()].flat();
});
afterAll(async () => {
  agent?.destroy();
  await database?.end();
  await product?.remove();
  const report = process.env['MUTANTS_REPORT'];
  if (report !== undefined)
    writeFileSync(report, JSON.stringify({ ...counts, statuses: Object.fromEntries(statuses) }));
});

/** What stands in every table, in one line. */
async function facts(): Promise<string> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const names = rows.map(({ name }) => name).filter((name) => !PASSING.includes(name));
  const sums = names.map(
    (name) => `(SELECT '${name} ' || count(*) || ' ' || coalesce(sum(hashtext(t::text)::bigint), 0) FROM "${name}" t)`,
  );
  const { rows: found } = await database.query<{ facts: string }>(
    `SELECT concat_ws(', ', ${sums.join(', ')}) AS facts`,
  );
  return found[0]?.facts ?? '';
}

/** A request that our own interface could make, about something that is there. */
function realRequest(cookie: string): Asked {
  const { method, path, body, about } = random.pick(REAL);
  const id = random.chance(0.9) ? random.pick(idsOf.get(about) ?? ids) : random.pick(ids);
  const content = body?.(id);
  const bytes = content instanceof Uint8Array;
  return {
    method,
    path: path(id),
    headers: {
      origin: product.url,
      ...(cookie === '' ? {} : { cookie }),
      ...(content === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
    },
    body: content === undefined ? null : bytes ? content : JSON.stringify(content),
  };
}
const REAL = QUESTIONS.map(({ route, ...rest }) => ({ ...rest, method: route.split(' ')[0] ?? '' }));

function judge(kind: string, asked: Asked, { status, body }: Answered): void {
  const said = `seed ${SEED}, ${kind}: ${asked.method} ${asked.path.slice(0, 200)} ${String(asked.body).slice(0, 300)} -> ${status} ${body.slice(0, 300)}`;
  counts.mutants += 1;
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  if (status === -1) counts.hung += 1;
  if (status >= 500) counts.serverErrors += 1;
  if (status >= 200 && status < 300) counts.accepted += 1;
  expect(status, said).not.toBe(-1);
  expect(status, said).toBeLessThan(500);
  // Pages and scripts of the interface are no answers to this.
  if (status >= 400) expect(body, said).not.toMatch(INSIDE);
}

describe('requests that our interface does not make', () => {
  it(
    `[C69] are refused without a word of the inside, change nothing when refused, and stop nothing (${COUNT})`,
    { timeout: 3_600_000 },
    async () => {
      let before = await facts();
      while (counts.mutants < COUNT) {
        const name = random.pick([...PEOPLE, PEOPLE[0] ?? null].map((one) => one ?? ''));
        const cookie = await cookieOf(name);
        const batch = Array.from({ length: IN_BATCH }, () => mutateRequest(random, realRequest(cookie), ids));
        const answers = await Promise.all(batch.map(({ asked }) => send(product, agent, asked)));
        batch.forEach(({ kind, asked }, at) => judge(kind, asked, answers[at] ?? { status: 0, body: '' }));
        const after = await facts();
        // Reading changes nothing, and what is refused changes nothing.
        if (
          batch.every(
            ({ asked }, at) => isReading(asked) || (answers[at]?.status ?? 0) >= 400 || answers[at]?.status === 0,
          )
        ) {
          counts.comparedBatches += 1;
          if (after !== before) counts.partial += 1;
          expect(after, `seed ${SEED}, ${counts.mutants}`).toBe(before);
        }
        before = after;
      }
      expect(counts.comparedBatches).toBeGreaterThan(0);
      expect((await fetch(`${product.url}/api/ready`)).status).toBe(200);
      expect(product.output()).not.toMatch(/unhandled|uncaught/i);
    },
  );

  it.each([
    ['two lengths', 'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef'],
    [
      'a length and parts',
      'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n',
    ],
    [
      'a part of no size',
      'POST /api/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n',
    ],
    ['a header without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['very many headers', `GET / HTTP/1.1\r\nHost: x\r\n${'a: b\r\n'.repeat(5_000)}\r\n`],
    ['no version', 'GET /\r\n\r\n'],
    ['another protocol', '\u0016\u0003\u0001\u0002\u0000\u0001'],
    ['bytes that are no text', 'GET /\u00ff\u00fe HTTP/1.1\r\nHost: x\r\n\r\n'],
    [
      'two requests at once',
      'GET /api/session HTTP/1.1\r\nHost: x\r\n\r\nGET /api/session HTTP/1.1\r\nHost: x\r\n\r\n',
    ],
  ])('[C69] %s: bytes that are hardly a request stop nothing', async (_name, bytes) => {
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(product.port, '127.0.0.1', () => socket.end(bytes, 'latin1'));
      socket.on('data', (chunk) => (text += chunk.toString('latin1')));
      socket.on('error', () => resolve(text));
      socket.on('close', () => resolve(text));
    });
    expect(answer).not.toMatch(/^HTTP\/1\.1 5/m);
    expect(answer).not.toMatch(INSIDE);
    expect((await fetch(`${product.url}/api/ready`)).status).toBe(200);
  });
});

const cookies = new Map<string, string>();

/** A living session, the one from before where it lives: signing in has a limit, and some requests end the session. */
async function cookieOf(name: string): Promise<string> {
  const cookie = cookies.get(name) ?? '';
  if (name === '' || (await fetch(`${product.url}/api/session`, { headers: { cookie } })).ok) return cookie;
  cookies.set(name, (await Member.signIn(product.url, name)).cookie);
  return cookies.get(name) ?? '';
}

const isReading = ({ method }: Asked): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method);
