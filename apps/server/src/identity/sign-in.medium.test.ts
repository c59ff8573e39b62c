import { id, type SessionView } from '@samenspel/domain';
import { argon2Sync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADMINISTRATOR, setUp, startAnew } from '../testing/accounts';
import { Browser, type Answer } from '../testing/browser';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld } from '../testing/world';
import { PasswordHasher } from './password-hasher';
import { PasswordStore } from './password-store';

let http: HttpApp;
beforeAll(async () => {
  http = await startHttpApp({ demonstration: false, proxies: 1 });
});
afterAll(() => http?.close());
beforeEach(async () => {
  await startAnew(http);
  await setUp(http);
});

const { email, password } = ADMINISTRATOR;
const tryIt = (body: object, from = '203.0.113.1', browser = new Browser(http.url)): Promise<Answer> =>
  browser.send('POST', '/api/sign-in', body, { 'x-forwarded-for': from });
const raw = (answer: Answer): string =>
  [
    answer.status,
    ...[...answer.headers].filter(([name]) => name !== 'date' && name !== 'request-id').map(String),
    answer.text,
  ].join('\n');

describe('[S12] signing in', () => {
  it('by address and password, in either case and with spaces around the address, starts a session', async () => {
    const browser = new Browser(http.url);
    const answer = await tryIt({ email: ` ${email.toUpperCase()} `, password }, '203.0.113.1', browser);
    expect(answer.json<SessionView>().person.name).toBe(ADMINISTRATOR.name);
    expect(answer.text).not.toContain('argon2');
    expect((await browser.get('/api/session')).status).toBe(200);
    expect((await tryIt({ email, password: `${password} ` })).status).toBe(401);
    expect((await tryIt({ email, password: password.toUpperCase() })).status).toBe(401);
  });

  it('answers byte for byte the same for an unknown address, a wrong password and somebody without one', async () => {
    const world = await makeWorld(http);
    const [{ email: without }] = await http.owner.query('SELECT email FROM persons WHERE id = $1', [
      world.person('chair'),
    ]);
    const answers = await Promise.all([
      tryIt({ email: 'nobody@x.example', password }),
      tryIt({ email, password: 'iets heel anders' }),
      tryIt({ email: without, password }),
      tryIt({ email: 'not an address', password }),
      tryIt({ email, password: 'x'.repeat(1024) }),
    ]);
    expect(new Set(answers.map(raw)).size).toBe(1);
    expect(answers[0]?.text).toBe('{"code":"sign-in-failed","status":401}');
  });

  it('takes the same work for an address that is known and one that is not', async () => {
    const verify = vi.spyOn(http.app.get(PasswordHasher), 'verify');
    try {
      await tryIt({ email, password: 'iets heel anders' }, '198.51.100.1');
      await tryIt({ email: 'nobody@x.example', password: 'iets heel anders' }, '198.51.100.2');
      const stored = expect.stringMatching(/^\$argon2id\$/) as string;
      // What one checked password costs, with or without a stored one, is the hasher's own test.
      expect(verify.mock.calls).toEqual([
        ['iets heel anders', stored],
        ['iets heel anders', null],
      ]);
    } finally {
      verify.mockRestore();
    }
  });

  it('stores the password anew when it was stored at a lower cost than today’s', async () => {
    const nonce = Buffer.from('saltsaltsaltsalt');
    const cost = { memory: 8192, passes: 1, parallelism: 1, tagLength: 32 };
    const plain = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
    const hash = argon2Sync('argon2id', { message: password, nonce, ...cost });
    const old = `$argon2id$v=19$m=8192,t=1,p=1$${plain(nonce)}$${plain(hash)}`;
    await http.owner.query('UPDATE persons SET password_hash = $1', [old]);
    expect((await tryIt({ email, password: 'iets heel anders' })).status).toBe(401);
    const stored = async (): Promise<string> =>
      (await http.owner.query('SELECT password_hash AS hash FROM persons'))[0].hash;
    expect(await stored()).toBe(old);
    expect((await tryIt({ email, password })).status).toBe(200);
    expect(await stored()).toContain('m=19456');
    expect((await tryIt({ email, password })).status).toBe(200);
    const [{ id: personId }] = await http.owner.query('SELECT id FROM persons');
    await http.app.get(PasswordStore).renew(id(personId), old, 'of a password that was changed meanwhile');
    expect(await stored()).toContain('m=19456');
  });
});

describe('[S13] guessing', () => {
  it('waits longer and longer, for an address that is known and one that is not alike', async () => {
    for (const guessed of [email, 'nobody@x.example']) {
      const from = guessed === email ? '203.0.113.1' : '203.0.113.2';
      const codes: number[] = [];
      for (let n = 0; n < 6; n += 1) codes.push((await tryIt({ email: guessed, password: `raad ${n}` }, from)).status);
      expect(codes).toEqual([401, 401, 401, 401, 401, 429]);
      http.clock.advance(5_000);
      expect((await tryIt({ email: guessed, password: 'nog eens' }, from)).status).toBe(401);
      http.clock.advance(5_000);
      expect((await tryIt({ email: guessed, password: 'nog eens' }, from)).status).toBe(429);
    }
  });

  it('at once gets no more attempts than one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => tryIt({ email, password: `raad ${n}` })));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  });

  it('by strangers from many networks never keeps the owner out', async () => {
    let refused = 0;
    for (let n = 0; n < 60; n += 1) {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const answer = await tryIt({ email, password: `raad ${attempt}` }, `198.51.100.${n}`);
        if (answer.status === 429) refused += 1;
      }
    }
    expect(refused).toBe(60 * 2 - 100);
    expect((await tryIt({ email, password }, '203.0.113.1')).status).toBe(200);
  }, 60_000);

  it('is told apart by network: half of an IPv6 address, and not what a client claims', async () => {
    for (let n = 0; n < 5; n += 1) await tryIt({ email, password: `raad ${n}` }, `2001:db8:1:2::${n}`);
    expect((await tryIt({ email, password }, '2001:db8:1:2:9::9')).status).toBe(429);
    // The proxy adds the address that it saw at the end; what stands before it is the client's own story.
    expect((await tryIt({ email, password }, '10.9.8.7, 2001:db8:1:2::77')).status).toBe(429);
    expect((await tryIt({ email, password }, '2001:db8:1:3::1')).status).toBe(200);
  });

  it('is not told apart by X-Forwarded-For where no proxy was announced', async () => {
    const bare = await startHttpApp({ demonstration: false });
    try {
      await setUp(bare);
      const codes: number[] = [];
      for (let n = 0; n < 6; n += 1) {
        const body = { email, password: `raad ${n}` };
        const headers = { 'x-forwarded-for': `198.51.100.${n}` };
        codes.push((await new Browser(bare.url).send('POST', '/api/sign-in', body, headers)).status);
      }
      expect(codes).toEqual([401, 401, 401, 401, 401, 429]);
    } finally {
      await bare.close();
    }
  });
});
