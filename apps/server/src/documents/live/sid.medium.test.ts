import { encodeClientMessage } from '@samenspel/collab/wire';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDocument, addSection } from '../../testing/documents';
import { ORIGIN } from '../../testing/http-app';
import { startLiveApp, type LiveApp } from '../../testing/live-app';
import { COME_IN, ours, rawWebSocket, webSocketTo } from '../../testing/raw-socket';
import { makeWorld, type TestWorld } from '../../testing/world';

const ELSEWHERE = 'https://elders.example';
const UNKNOWN = '{"code":1,"message":"Session ID unknown"}';

const logged: Record<string, unknown>[] = [];
let app: LiveApp;
let world: TestWorld;
let sectionId: string;
let cookie: string;
let another: string;
let sameSeat: string;

beforeAll(async () => {
  vi.spyOn(Logger.prototype, 'log').mockImplementation((line: unknown) => {
    if (typeof line === 'object' && line !== null) logged.push(line as Record<string, unknown>);
  });
  app = await startLiveApp({ logRequests: true });
  world = await makeWorld(app);
  const secretary = await world.as('secretary');
  const documentId = await addDocument(secretary, world.tableId);
  ({ sectionId } = await addSection(secretary, documentId, 'Doelen', { kind: 'wholeTable' }));
  [cookie, another, sameSeat] = (
    await Promise.all((['contractor', 'observer', 'contractor'] as const).map((who) => world.as(who)))
  ).map((browser) => browser.cookie ?? '') as [string, string, string];
});
afterAll(async () => {
  vi.restoreAllMocks();
  await app?.close();
});

const ask = (sid: string | null, headers: Record<string, string>, body?: string): Promise<Response> =>
  fetch(`${app.url}/socket.io/?EIO=4&transport=polling${sid === null ? '' : `&sid=${sid}`}`, {
    headers,
    ...(body === undefined ? {} : { method: 'POST', body }),
  });

/** A polling connection of the contractor, that has come in: what a proxy's log would tell of it. */
async function sidOfVictim(): Promise<string> {
  const opened = await ask(null, ours(cookie));
  const { sid } = JSON.parse((await opened.text()).slice(1)) as { sid: string };
  expect((await ask(sid, ours(cookie), `4${COME_IN}`)).status).toBe(200);
  expect(await (await ask(sid, ours(cookie))).text()).toMatch(/^40\{/);
  return sid;
}

/** Who has the `sid` and not the session, or not our page. */
const THIEVES = (): Record<string, Record<string, string>> => ({
  'no cookie, from elsewhere': { origin: ELSEWHERE },
  'no cookie, from our page': { origin: ORIGIN },
  'the cookie, from elsewhere': { origin: ELSEWHERE, cookie },
  'the cookie, from nowhere': { cookie },
  'the cookie, across sites': { cookie, 'sec-fetch-site': 'cross-site' },
  'the cookie, from a sister domain': { cookie, 'sec-fetch-site': 'same-site' },
  'the session of another seat': ours(another),
  'another session of the same person': ours(sameSeat),
  'two cookies': ours(`${another}; ${cookie}`),
});

describe('[C37] every request of a live connection is guarded as its first one', () => {
  it('reads and writes nothing by its `sid` alone, from another page, or with another session', async () => {
    const sid = await sidOfVictim();
    const join = encodeClientMessage({ type: 'join', sections: [{ sectionId, known: null }] });
    for (const [who, headers] of Object.entries(THIEVES())) {
      for (const body of [undefined, `b${Buffer.from(join).toString('base64')}`]) {
        const answer = await ask(sid, headers, body);
        expect([answer.status, await answer.text()], who).toEqual([400, UNKNOWN]);
      }
    }
    // The connection is as it was: its own page is answered, and what the thieves said was never heard.
    const lease = encodeClientMessage({ type: 'leave', sectionId });
    expect((await ask(sid, ours(cookie), `b${Buffer.from(lease).toString('base64')}`)).status).toBe(200);
    expect((await ask(sid, { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it('goes on over a WebSocket for nobody else', async () => {
    const sid = await sidOfVictim();
    for (const [who, headers] of Object.entries(THIEVES())) expect(await upgrades(sid, headers), who).toBe(false);
    expect(await upgrades(sid, ours(cookie))).toBe(true);
  });
});

describe('[C38] a `sid` of another session', () => {
  it('is answered byte for byte like one that never was', async () => {
    const sid = await sidOfVictim();
    const [foreign, never] = await Promise.all([ask(sid, ours(another)), ask('AAAAAAAAAAAAAAAAAAAA', ours(another))]);
    const shown = async (answer: Response): Promise<string> =>
      [
        answer.status,
        ...[...answer.headers].filter(([name]) => !['date', 'request-id'].includes(name)),
        await answer.text(),
      ].join('\n');
    expect(await shown(foreign)).toBe(await shown(never));
  });

  it('tells nothing of how many connections there are: no part of it counts', async () => {
    const sids: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      const { sid } = JSON.parse((await (await ask(null, ours(cookie))).text()).slice(1)) as { sid: string };
      sids.push(sid);
      await ask(sid, ours(cookie), `4${COME_IN}`);
      const [, inside] = /"sid":"([\w-]+)"/.exec(await (await ask(sid, ours(cookie))).text()) ?? [];
      sids.push(inside ?? sid);
    }
    // The library's end in a number that goes up by one: all of one kind would begin their last three bytes alike.
    for (const kind of [0, 1]) {
      const ends = sids
        .filter((_, at) => at % 2 === kind)
        .map((each) => Buffer.from(each, 'base64url').subarray(-3, -1));
      expect(new Set(ends.map((end) => end.toString('hex'))).size, sids.join()).toBeGreaterThan(1);
    }
  });
});

describe('[C39] the answers of live connections', () => {
  it('carry the headers of every other answer, and are kept by nobody', async () => {
    const sid = await sidOfVictim();
    const answers = [await ask(null, ours(cookie)), await ask(sid, { origin: ELSEWHERE }), await ask(null, {})];
    const elsewhere = await fetch(`${app.url}/api/session`, { headers: { cookie } });
    const alike = [...elsewhere.headers].filter(([name]) =>
      /^(content-security|x-|referrer|permissions|cross-origin|strict|cache)/.test(name),
    );
    expect(alike.length).toBeGreaterThan(8);
    for (const answer of answers)
      for (const [name, value] of alike) expect(answer.headers.get(name), `${answer.status} ${name}`).toBe(value);
  });
});

describe('[C39] the log of live connections', () => {
  const lines = (): unknown[] => logged.filter(({ route }) => route === '/live').map(({ status }) => status);

  it('holds a line for each request that is refused and each connection that begins, also over a WebSocket', async () => {
    const sid = await sidOfVictim();
    await vi.waitFor(() => expect(lines().at(-1)).toBe(200));
    const line = async (act: () => Promise<unknown>): Promise<unknown[]> => {
      const before = lines().length;
      await act();
      await vi.waitFor(() => expect(lines().length).toBeGreaterThan(before));
      return lines().slice(before);
    };
    for (const [who, headers] of Object.entries(THIEVES())) {
      expect(await line(() => ask(sid, headers)), who).toEqual([400]);
      expect(await line(() => upgrades(sid, headers)), who).toEqual([400]);
    }
    expect(await line(() => begins({ origin: ELSEWHERE, cookie }))).toEqual([400]);
    expect(await line(() => begins(ours(cookie)))).toEqual([101]);
    const seen = logged.length;
    expect(await upgrades(sid, ours(cookie))).toBe(true);
    expect(logged.length).toBe(seen);
    expect(JSON.stringify(logged)).not.toContain(sid);
  });
});

/** Does a WebSocket begin a connection of its own? */
function begins(headers: Record<string, string>): Promise<boolean> {
  return rawWebSocket(app.url, headers).then(
    (socket) => {
      socket.close();
      return true;
    },
    () => false,
  );
}

/** Does a WebSocket get in on this connection? The library answers the first word of one that does. */
async function upgrades(sid: string, headers: Record<string, string>): Promise<boolean> {
  const socket = webSocketTo(app.url, `&sid=${sid}`, headers);
  let got: boolean | null = null;
  socket.addEventListener('open', () => socket.send('2probe'));
  socket.addEventListener('message', ({ data }) => (got = data === '3probe'));
  socket.addEventListener('close', () => (got ??= false));
  socket.addEventListener('error', () => (got ??= false));
  await vi.waitFor(() => expect(got).not.toBeNull());
  socket.close();
  return got === true;
}
