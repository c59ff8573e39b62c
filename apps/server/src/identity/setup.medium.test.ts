import { SETUP_LINK_MS, type SessionView } from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DemonstrationSeed } from '../demonstration/demonstration-seed';
import { ADMINISTRATOR, secretOf, setUp, startAnew } from '../testing/accounts';
import { Browser, type Answer } from '../testing/browser';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { SetupService } from './setup.service';

let http: HttpApp;
beforeAll(async () => {
  http = await startHttpApp({ demonstration: false });
});
afterAll(() => http?.close());
beforeEach(() => startAnew(http));

const newToken = async (): Promise<string> => secretOf((await http.app.get(SetupService).renewLink()) ?? '');
const use = (token: string, more: object = {}): Promise<Answer> =>
  new Browser(http.url).send('POST', '/api/setup', { ...ADMINISTRATOR, token, ...more });
const look = async (token: string): Promise<Answer> => new Browser(http.url).send('POST', '/api/setup/look', { token });
const count = async (table: string): Promise<number> =>
  Number((await http.owner.query(`SELECT count(*) FROM ${table}`))[0].count);

describe('[S15] the first start in production', () => {
  it('gives a link that makes the administrator and the region, and signs in', async () => {
    const link = await http.app.get(SetupService).renewLink();
    expect(link).toMatch(/^https:\/\/samenspel\.test\/instellen\/[\w-]{43}$/);
    const token = secretOf(link ?? '');
    expect((await look(token)).status).toBe(204);
    const stored: { row: string }[] = await http.owner.query('SELECT one_time_links::text AS row FROM one_time_links');
    expect(stored.some(({ row }) => row.includes(token))).toBe(false);

    const browser = new Browser(http.url);
    const answer = await browser.send('POST', '/api/setup', { ...ADMINISTRATOR, token });
    expect(answer.json<SessionView>()).toMatchObject({
      person: { name: ADMINISTRATOR.name },
      seat: null,
      seats: [],
      mayAdminister: true,
      administrator: true,
      hasPassword: true,
      demonstration: false,
    });
    expect((await browser.get('/api/administration/mail')).status).toBe(200);
    expect(await http.owner.query('SELECT name FROM regions')).toEqual([{ name: ADMINISTRATOR.regionName }]);
    const again = await new Browser(http.url).send('POST', '/api/sign-in', {
      email: ADMINISTRATOR.email.toUpperCase(),
      password: ADMINISTRATOR.password,
    });
    expect(again.json<SessionView>().administrator).toBe(true);
  });

  it('makes one administrator, also when the link is used by several at once', async () => {
    const token = await newToken();
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => use(token, { email: `p${n}@x.example`, regionName: `Regio ${n}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410]);
    expect([await count('persons'), await count('regions')]).toEqual([1, 1]);
  });

  it('gives another link at a restart, and the earlier one is worth nothing', async () => {
    const [first, second] = [await newToken(), await newToken()];
    expect((await use(first)).text).toBe('{"code":"link-expired","status":410}');
    expect((await look(first)).text).toBe('{"code":"link-expired","status":410}');
    expect((await use(second)).status).toBe(200);
  });

  it('gives a link for a day', async () => {
    const token = await newToken();
    http.clock.advance(SETUP_LINK_MS);
    expect((await use(token)).status).toBe(410);
    const next = await newToken();
    http.clock.advance(SETUP_LINK_MS - 1);
    expect((await use(next)).status).toBe(200);
  });

  it('gives none ever again, also when the administrator is gone', async () => {
    await setUp(http);
    expect(await http.app.get(SetupService).renewLink()).toBeNull();
    await http.owner.query('UPDATE persons SET administrator = false');
    expect(await http.app.get(SetupService).renewLink()).toBeNull();
  });

  it('changes nothing when something is wrong, and the link can be used still', async () => {
    const token = await newToken();
    expect((await use(token, { password: 'samenspel samenspel' })).text).toBe(
      '{"code":"weak-password","status":422,"fields":["own-name"]}',
    );
    expect((await use(token, { password: 'robin is de baas' })).json()).toMatchObject({ code: 'weak-password' });
    expect((await use(token, { email: 'geen adres' })).json()).toMatchObject({ fields: ['email'] });
    expect((await use(token, { regionName: ' ' })).json()).toMatchObject({ fields: ['regionName'] });
    expect((await use(token, { name: 'Robin\u202e' })).json()).toMatchObject({ fields: ['name'] });
    expect([await count('persons'), await count('regions'), await count('installation')]).toEqual([0, 0, 0]);
    expect((await use(token)).status).toBe(200);
  });

  it('keeps a demonstration off the database from then on', async () => {
    await setUp(http);
    await expect(http.app.get(DemonstrationSeed).seedOnce()).rejects.toThrow('production');
    await expect(http.app.get(DemonstrationSeed).assertNoDemonstrationAccounts()).resolves.toBeUndefined();
  });
});
