import { PASSWORD_LINK_MS, type SessionSummary } from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, lastLetter, secretOf, setUp, startAnew } from '../testing/accounts';
import { Browser, type Answer } from '../testing/browser';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld } from '../testing/world';
import { PasswordService } from './password.service';

const { email, password } = ADMINISTRATOR;
const NEXT = 'de trein naar het noorden';
const SMTP = { url: new URL('smtp://127.0.0.1:9'), from: 'samenspel@samenspel.example' };
let http: HttpApp;
let browser: Browser;

beforeAll(async () => {
  http = await startHttpApp({ demonstration: false, smtp: SMTP });
});
afterAll(() => http?.close());
beforeEach(async () => {
  await startAnew(http);
  browser = await setUp(http);
});

const post = (path: string, body: unknown): Promise<Answer> => new Browser(http.url).send('POST', path, body);
const signIn = (withPassword: string): Promise<Answer> => post('/api/sign-in', { email, password: withPassword });
const forgotten = async (address: string): Promise<Answer> => {
  const answer = await post('/api/password/forgotten', { email: address });
  await http.app.get(PasswordService).settled();
  return answer;
};
const linkFor = async (address: string): Promise<string> => {
  await forgotten(address);
  return secretOf((await lastLetter(http))?.text ?? '');
};
const letters = async (): Promise<number> => Number((await http.owner.query('SELECT count(*) FROM mails'))[0].count);
const raw = (answer: Answer): string =>
  [
    answer.status,
    ...[...answer.headers].filter(([name]) => name !== 'date' && name !== 'request-id').map(String),
    answer.text,
  ].join('\n');

describe('[S18] a forgotten password', () => {
  it('is answered byte for byte the same for whoever it is, and only who is known gets a letter', async () => {
    const answers = [await forgotten(email), await forgotten('nobody@x.example'), await forgotten('not an address')];
    expect(new Set(answers.map(raw)).size).toBe(1);
    expect(answers[0]?.status).toBe(204);
    expect(await letters()).toBe(1);
    expect((await lastLetter(http))?.recipient).toBe(email);
  });

  it('is answered before the work is done', async () => {
    const release = await hold(http);
    const answer = await post('/api/password/forgotten', { email });
    expect(answer.status).toBe(204);
    expect(await letters()).toBe(0);
    await release();
    await http.app.get(PasswordService).settled();
    expect(await letters()).toBe(1);
  });

  it('is set anew by a link, once; every session ends and a letter says so', async () => {
    const other = new Browser(http.url);
    await other.send('POST', '/api/sign-in', { email, password });
    const token = await linkFor(email);
    expect((await post('/api/password/look', { token })).status).toBe(204);
    expect((await post('/api/password/reset', { token, password: NEXT })).status).toBe(204);
    expect((await browser.get('/api/session')).status).toBe(401);
    expect((await other.get('/api/session')).status).toBe(401);
    expect(
      http.live.heard
        .filter((line) => line.startsWith('ended'))
        .join()
        .split(','),
    ).toHaveLength(2);
    expect((await signIn(password)).status).toBe(401);
    expect((await signIn(NEXT)).status).toBe(200);
    expect((await post('/api/password/reset', { token, password })).text).toBe('{"code":"link-expired","status":410}');
    expect(
      (await http.owner.query('SELECT subject FROM mails')).map(({ subject }: { subject: string }) => subject),
    ).toContain('Uw wachtwoord voor Samenspel is veranderd');
  });

  it('is set once by a link that two use at the same time', async () => {
    const token = await linkFor(email);
    const answers = await Promise.all([
      post('/api/password/reset', { token, password: NEXT }),
      post('/api/password/reset', { token, password: `${NEXT} toe` }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
  });

  it('has a link for an hour, of which the last one counts, and one answer for every link that does not work', async () => {
    const first = await linkFor(email);
    http.clock.advance(1000);
    const second = await linkFor(email);
    const dead = [first, 'A'.repeat(43), '', 'x', '\u0000'];
    for (const token of dead) {
      for (const [path, body] of [
        ['/api/password/look', { token }],
        ['/api/password/reset', { token, password: NEXT }],
      ] as const)
        expect((await post(path, body)).text, token).toBe('{"code":"link-expired","status":410}');
    }
    http.clock.advance(PASSWORD_LINK_MS);
    expect((await post('/api/password/reset', { token: second, password: NEXT })).status).toBe(410);
    // The secret of another kind of link opens nothing.
    await http.owner.query(`UPDATE one_time_links SET kind = 'setup', person_id = NULL, expires_at = 'infinity'`);
    expect((await post('/api/password/reset', { token: second, password: NEXT })).status).toBe(410);
  });

  it('is not set to one that is easy to guess, and the link can be used still', async () => {
    const token = await linkFor(email);
    const weak = await post('/api/password/reset', { token, password: 'Welkom202620' });
    expect(weak.text).toBe('{"code":"weak-password","status":422,"fields":["common"]}');
    expect((await browser.get('/api/session')).status).toBe(200);
    expect((await post('/api/password/reset', { token, password: NEXT })).status).toBe(204);
  });

  it('brings at most three letters an hour, and says nothing of it', async () => {
    const answers = [];
    for (let n = 0; n < 5; n += 1) answers.push(raw(await forgotten(email)));
    expect(new Set(answers).size).toBe(1);
    expect(await letters()).toBe(3);
    http.clock.advance(60 * 60_000);
    await forgotten(email);
    expect(await letters()).toBe(4);
  });
});

describe('[S19] the own password', () => {
  const change = (current: string, next: string, as = browser): Promise<Answer> =>
    as.send('PUT', '/api/password', { current, next });

  it('is changed by who knows it; every other session ends and this one stays', async () => {
    const other = new Browser(http.url);
    await other.send('POST', '/api/sign-in', { email, password });
    const token = await linkFor(email);
    expect((await change('iets anders dan dat', NEXT)).text).toBe('{"code":"sign-in-failed","status":401}');
    expect((await change(password, 'robin robin robin')).json()).toMatchObject({ code: 'weak-password' });
    expect((await other.get('/api/session')).status).toBe(200);
    expect((await change(password, NEXT)).status).toBe(204);
    expect((await browser.get('/api/session')).status).toBe(200);
    expect((await other.get('/api/session')).status).toBe(401);
    expect(http.live.heard.filter((line) => line.startsWith('ended'))).toHaveLength(1);
    expect((await lastLetter(http))?.recipient).toBe(email);
    expect((await signIn(NEXT)).status).toBe(200);
    expect((await post('/api/password/reset', { token, password })).status).toBe(410);
  });

  it('is not guessed by who finds a browser open', async () => {
    const codes = [];
    for (let n = 0; n < 6; n += 1) codes.push((await change(`raad ${n}`, NEXT)).status);
    expect(codes).toEqual([401, 401, 401, 401, 401, 429]);
    // One count for everything that asks the password of this session.
    expect((await browser.send('POST', '/api/session/confirm', { password })).status).toBe(429);
  });

  it('is not given to a person of the demonstration, as whom everybody signs in', async () => {
    const demonstration = await startHttpApp();
    try {
      const chair = await (await makeWorld(demonstration)).as('chair');
      expect((await change(password, NEXT, chair)).text).toBe('{"code":"forbidden","status":403}');
    } finally {
      await demonstration.close();
    }
  });
});

describe('[S20] the own sessions', () => {
  it('are each ended on their own, and those of others are not there', async () => {
    const other = new Browser(http.url);
    await other.send('POST', '/api/sign-in', { email, password });
    const list = (await browser.get('/api/sessions')).json<SessionSummary[]>();
    const theirs = list.find(({ current }) => !current)!.sessionId;
    const own = list.find(({ current }) => current)!.sessionId;
    expect((await browser.send('DELETE', `/api/sessions/${theirs}`)).status).toBe(204);
    expect(http.live.heard).toEqual([`ended ${theirs}`]);
    expect((await other.get('/api/session')).status).toBe(401);
    const again = await browser.send('DELETE', `/api/sessions/${theirs}`);
    expect(again.text).toBe((await browser.send('DELETE', `/api/sessions/${crypto.randomUUID()}`)).text);
    expect((await browser.send('DELETE', `/api/sessions/${own}`)).headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await browser.get('/api/session')).status).toBe(401);
  });

  it('of somebody else can not be ended', async () => {
    const demonstration = await startHttpApp();
    try {
      const world = await makeWorld(demonstration);
      const [chair, secretary] = [await world.as('chair'), await world.as('secretary')];
      const [{ sessionId }] = (await chair.get('/api/sessions')).json<[SessionSummary]>();
      expect((await secretary.send('DELETE', `/api/sessions/${sessionId}`)).text).toBe(
        '{"code":"not-found","status":404}',
      );
      expect((await chair.get('/api/session')).status).toBe(200);
    } finally {
      await demonstration.close();
    }
  });
});

/** Holds up everything that writes a letter until it is released. */
async function hold(app: HttpApp): Promise<() => Promise<void>> {
  const runner = app.owner.createQueryRunner();
  await runner.startTransaction();
  await runner.query('LOCK TABLE mails IN SHARE ROW EXCLUSIVE MODE');
  return async () => {
    await runner.commitTransaction();
    await runner.release();
  };
}
