import { CONFIRMED_MS, id, type SessionView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeCookie } from '../platform/http/cookies';
import { Browser } from '../testing/browser';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, type TestWorld } from '../testing/world';
import { PasswordHasher } from './password-hasher';
import { SessionService } from './session.service';
import { SignInService } from './sign-in.service';
import { STEP_UP, type StepUp } from './step-up';

const PASSWORD = 'de fiets van de buurman';
let http: HttpApp;
let world: TestWorld;

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
});
afterAll(() => http?.close());

const confirmed = async (browser: Browser): Promise<boolean> => {
  const signedIn = await http.app.get(SessionService).actorFromCookieHeader(browser.cookie ?? '');
  return http.app
    .get<StepUp>(STEP_UP)
    .require(signedIn!.actor)
    .then(
      () => true,
      (error: { code?: string }) => {
        expect(error.code).toBe('step-up-needed');
        return false;
      },
    );
};
const confirm = async (browser: Browser, body: unknown): Promise<string> => {
  const answer = await browser.send('POST', '/api/session/confirm', body);
  return answer.status === 204 ? 'confirmed' : answer.json<{ code: string }>().code;
};

describe('[S21] what can not be undone', () => {
  it('asks for a confirmation in this session, which holds for five minutes', async () => {
    const [browser, other] = [await world.as('chair'), await world.as('chair')];
    expect(await confirmed(browser)).toBe(false);
    expect(await confirm(browser, {})).toBe('confirmed');
    expect(await confirmed(browser)).toBe(true);
    expect(await confirmed(other)).toBe(false);
    http.clock.advance(CONFIRMED_MS);
    expect(await confirmed(browser)).toBe(false);
  });

  it('asks the password of who has one, and makes guessing wait', async () => {
    const browser = await world.as('secretary');
    const hash = await http.app.get(PasswordHasher).hash(PASSWORD);
    await http.owner.query('UPDATE persons SET password_hash = $2 WHERE id = $1', [world.person('secretary'), hash]);
    expect((await browser.get('/api/session')).json<SessionView>().hasPassword).toBe(true);
    expect(await confirm(browser, {})).toBe('sign-in-failed');
    expect(await confirm(browser, { password: 'iets anders' })).toBe('sign-in-failed');
    expect(await confirmed(browser)).toBe(false);
    expect(await confirm(browser, { password: PASSWORD })).toBe('confirmed');
    expect(await confirmed(browser)).toBe(true);

    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, n) => confirm(browser, { password: `raad ${n}` })),
    );
    expect(guesses.filter((guess) => guess === 'sign-in-failed')).toHaveLength(5);
    expect(guesses.filter((guess) => guess === 'too-many-requests')).toHaveLength(7);
    expect(await confirm(browser, { password: PASSWORD })).toBe('too-many-requests');
    expect(await confirm(await world.as('secretary'), { password: PASSWORD })).toBe('confirmed');
    http.clock.advance(5_000);
    expect(await confirm(browser, { password: PASSWORD })).toBe('confirmed');
  });

  it('is never confirmed without a password outside the demonstration', async () => {
    const production = await startHttpApp({ demonstration: false });
    try {
      const { personId, browser } = await personIn(production);
      expect(await confirm(browser, {})).toBe('sign-in-failed');
      expect(await confirm(browser, { password: '' })).toBe('invalid-input');
      const hash = await production.app.get(PasswordHasher).hash(PASSWORD);
      await production.owner.query('UPDATE persons SET password_hash = $2 WHERE id = $1', [personId, hash]);
      expect(await confirm(browser, { password: PASSWORD })).toBe('confirmed');
    } finally {
      await production.close();
    }
  });
});

/** A signed-in person where nobody can sign in without a password. */
async function personIn(app: HttpApp): Promise<{ personId: string; browser: Browser }> {
  const its = await makeWorld(app);
  const personId = its.person('chair');
  const { token, expiresAt } = await app.app
    .get(SignInService)
    .signIn(id(personId), { cookie: undefined, userAgent: undefined });
  const browser = new Browser(app.url);
  browser.cookie = storeCookie(token, expiresAt).split(';')[0] ?? null;
  return { personId, browser };
}
