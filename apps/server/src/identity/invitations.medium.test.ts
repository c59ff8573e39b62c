import {
  INVITATION_LINK_MS,
  type InvitationOffer,
  type InvitationsView,
  type SentInvitation,
  type SessionView,
} from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lastLetter, secretOf, setUp } from '../testing/accounts';
import { Browser, type Answer } from '../testing/browser';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, type TestWorld } from '../testing/world';

const HOUR = 3_600_000;
const PASSWORD = 'een boot met rode zeilen';
const ABOUT = { name: 'Joris van Beek', jobTitle: 'Adviseur', password: PASSWORD };
const DEAD = '{"code":"link-expired","status":410}';

let http: HttpApp;
let world: TestWorld;
let admin: Browser;
let count = 0;

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
});
afterAll(() => http?.close());
beforeEach(async () => {
  // A day later: nothing of the limits of another test is left.
  http.clock.advance(25 * HOUR);
  const personId = await world.personWith([]);
  await http.owner.query('UPDATE persons SET administrator = true WHERE id = $1', [personId]);
  admin = new Browser(http.url);
  await admin.signInAs(personId);
  await http.owner.query('DELETE FROM mails');
  http.live.heard.splice(0);
});

const newAddress = (): string => `genodigde.${(count += 1)}@aanbieder.example`;
const post = (path: string, body: unknown, as = new Browser(http.url)): Promise<Answer> => as.send('POST', path, body);
const invite = (email: string, until: Date | null = null): Promise<Answer> =>
  post('/api/administration/invitations', { email, seatId: world.seat('contractor'), until }, admin);
const invited = async (email: string, until: Date | null = null): Promise<{ token: string; invitationId: string }> => {
  const answer = await invite(email, until);
  if (answer.status !== 201) throw new Error(answer.text);
  const token = secretOf((await lastLetter(http, email))?.text ?? '');
  return { token, invitationId: answer.json<SentInvitation>().invitation.invitationId };
};
const accept = (token: string, more: object = {}, as?: Browser): Promise<Answer> =>
  post('/api/invitations/accept', { ...ABOUT, token, ...more }, as);
const look = (token: string): Promise<Answer> => post('/api/invitations/look', { token });
const terms = (email: string): Promise<{ until_at: Date | null }[]> =>
  http.owner.query(
    `SELECT until_at FROM seat_occupants term JOIN persons person ON person.id = term.person_id
     WHERE person.email = $1 AND term.seat_id = $2 ORDER BY from_at`,
    [email, world.seat('contractor')],
  );

describe('[S16] an invitation', () => {
  it('is sent by the administrator to one address, and its secret is nowhere but in the letter', async () => {
    const email = newAddress();
    const answer = await invite(email, new Date(http.clock.now().getTime() + 48 * HOUR));
    expect(answer.json<SentInvitation>()).toMatchObject({
      invitation: { email, state: 'open', seat: { seatId: world.seat('contractor'), role: 'contractor' } },
      link: null,
    });
    const letter = await lastLetter(http);
    expect(letter?.recipient).toBe(email);
    const token = secretOf(letter?.text ?? '');
    expect(letter?.text).toContain(`https://samenspel.test/uitnodiging/${token}`);
    // Who gets this from a stranger must be able to see that it is meant for them; the table stays unnamed.
    expect(letter?.text).toMatch(/^Goedendag,\n\n.+ nodigt u uit om namens .+ mee te werken in Samenspel van /);
    expect(answer.text).not.toContain(token);
    const list = await admin.get('/api/administration/invitations');
    expect(list.text).not.toContain(token);
    expect(list.json<InvitationsView>().seats.length).toBeGreaterThan(8);
    const [{ row }] = await http.owner.query('SELECT invitations::text AS row FROM invitations WHERE email = $1', [
      email,
    ]);
    expect(row).not.toContain(token);
  });

  it('tells its holder what it offers, and to nobody else that it exists', async () => {
    const email = newAddress();
    const { token } = await invited(email);
    expect((await look(token)).json<InvitationOffer>()).toMatchObject({
      email,
      regionName: 'Regio',
      seat: { tableName: 'Tafel', role: 'contractor' },
      until: null,
      known: false,
    });
    expect((await look('A'.repeat(43))).text).toBe(DEAD);
  });

  it('works once, for two weeks, until it is withdrawn or sent again; whatever is wrong, the answer is one', async () => {
    const used = await invited(newAddress());
    expect((await accept(used.token)).status).toBe(200);
    const withdrawn = await invited(newAddress());
    const path = `/api/administration/invitations/${withdrawn.invitationId}`;
    expect((await admin.send('DELETE', path)).status).toBe(204);
    expect((await admin.send('DELETE', path)).json()).toMatchObject({ code: 'conflict' });
    const again = await invited(newAddress());
    http.clock.advance(1000);
    const resent = await post(`/api/administration/invitations/${again.invitationId}/resend`, {}, admin);
    expect(resent.json<SentInvitation>().invitation.sentAt).toBe(http.clock.now().toISOString());
    const to = resent.json<SentInvitation>().invitation.email;
    const fresh = secretOf((await lastLetter(http, to))?.text ?? '');
    const shortTerm = await invited(newAddress(), new Date(http.clock.now().getTime() + HOUR));
    http.clock.advance(HOUR);
    const joiner = await world.as('partner');
    for (const token of [used.token, withdrawn.token, again.token, shortTerm.token, 'A'.repeat(43), '', '\u0000']) {
      expect((await look(token)).text).toBe(DEAD);
      expect((await accept(token)).text).toBe(DEAD);
      expect((await post('/api/invitations/join', { token }, joiner)).text).toBe(DEAD);
    }
    http.clock.advance(INVITATION_LINK_MS - HOUR - 1);
    expect((await look(fresh)).status).toBe(200);
    http.clock.advance(1);
    expect((await look(fresh)).text).toBe(DEAD);
  });

  it('of one address to one seat is open once, and can be made anew when it ran out', async () => {
    const email = newAddress();
    const answers = await Promise.all([invite(email), invite(email.toUpperCase()), invite(email)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    http.clock.advance(INVITATION_LINK_MS);
    const state = async (): Promise<string[]> =>
      (await admin.get('/api/administration/invitations'))
        .json<InvitationsView>()
        .invitations.filter((each) => each.email.toLowerCase() === email)
        .map((each) => each.state);
    await signInAgain();
    expect(await state()).toEqual(['expired']);
    expect((await invite(email)).status).toBe(201);
    expect(await state()).toEqual(['open', 'withdrawn']);
  });

  it('is refused for a seat that is not there, a term that is over, and what is no address', async () => {
    const body = { email: newAddress(), seatId: world.seat('contractor'), until: null };
    const ask = (more: object): Promise<Answer> => post('/api/administration/invitations', { ...body, ...more }, admin);
    expect((await ask({ seatId: crypto.randomUUID() })).status).toBe(404);
    expect((await ask({ until: http.clock.now().toISOString() })).json()).toMatchObject({ fields: ['until'] });
    for (const email of ['', 'x', 'a@b\nBcc: c@d.example', 'a@x.example, b@x.example', '<a@x.example>'])
      expect((await ask({ email })).json()).toMatchObject({ code: 'invalid-input', fields: ['email'] });
    expect(await lastLetter(http)).toBeNull();
  });

  it('is nobody’s but the administrator’s: for others there is nothing', async () => {
    const { invitationId } = await invited(newAddress());
    const nothing = (await (await world.as('chair')).get('/api/nothing')).text;
    for (const who of ['chair', 'secretary', 'commissioner'] as const) {
      const browser = await world.as(who);
      for (const [method, path] of [
        ['GET', '/api/administration/invitations'],
        ['POST', '/api/administration/invitations'],
        ['POST', `/api/administration/invitations/${invitationId}/resend`],
        ['DELETE', `/api/administration/invitations/${invitationId}`],
      ] as const)
        expect((await browser.send(method, path, method === 'GET' ? undefined : {})).text, path).toBe(nothing);
    }
  });
});

describe('[S17] accepting', () => {
  it('makes the person and the term in the seat, and signs in', async () => {
    const email = newAddress();
    const until = new Date(http.clock.now().getTime() + 48 * HOUR);
    const { token } = await invited(email, until);
    const browser = new Browser(http.url);
    const view = (await accept(token, {}, browser)).json<SessionView>();
    expect(view).toMatchObject({
      person: { name: ABOUT.name, jobTitle: ABOUT.jobTitle },
      seat: { seatId: world.seat('contractor') },
      mayAdminister: false,
      hasPassword: true,
    });
    expect((await browser.get(`/api/tables/${world.tableId}`)).status).toBe(200);
    expect(http.live.heard).toContain(`table ${world.tableId}`);
    expect(await terms(email)).toEqual([{ until_at: until }]);
    http.clock.advance(48 * HOUR);
    const later = await post('/api/sign-in', { email, password: PASSWORD }, browser);
    expect(later.json<SessionView>()).toMatchObject({ seat: null, seats: [] });
  });

  it('happens once when two do it at the same time', async () => {
    const email = newAddress();
    const { token } = await invited(email);
    const answers = await Promise.all([accept(token), accept(token), accept(token)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410 || status === 409)).toHaveLength(2);
    expect(await terms(email)).toHaveLength(1);
  });

  it('changes nothing when something is wrong, and the link can be used still', async () => {
    const email = newAddress();
    const { token } = await invited(email);
    expect((await accept(token, { password: 'joris joris joris' })).json()).toMatchObject({ code: 'weak-password' });
    expect((await accept(token, { name: '' })).json()).toMatchObject({ fields: ['name'] });
    expect((await accept(token, { administrator: true })).json()).toMatchObject({ code: 'invalid-input' });
    expect(await terms(email)).toEqual([]);
    expect((await accept(token)).status).toBe(200);
  });

  it('as somebody who is known is done signed in, by that person only', async () => {
    const [{ email }] = await http.owner.query('SELECT email FROM persons WHERE id = $1', [world.person('observer')]);
    const { token } = await invited(email.toUpperCase());
    expect((await look(token)).json<InvitationOffer>().known).toBe(true);
    expect((await accept(token)).text).toBe('{"code":"conflict","status":409}');
    const other = await world.as('partner');
    expect((await post('/api/invitations/join', { token }, other)).text).toBe('{"code":"forbidden","status":403}');
    const browser = await world.as('observer');
    const joined = await Promise.all([1, 2].map(() => post('/api/invitations/join', { token }, browser)));
    expect(joined.map(({ status }) => status).sort()).toEqual([200, 410]);
    const view = (await browser.get('/api/session')).json<SessionView>();
    expect(view.seat?.seatId).toBe(world.seat('contractor'));
    expect(view.seats).toHaveLength(2);
    expect(http.live.heard).toContain(`table ${world.tableId}`);
    // Once more, while the term runs: nothing to add.
    const more = await invited(email, new Date(http.clock.now().getTime() + HOUR));
    expect((await post('/api/invitations/join', { token: more.token }, browser)).status).toBe(200);
    expect(await terms(email)).toEqual([{ until_at: null }]);
  });
});

async function signInAgain(): Promise<void> {
  const personId = await world.personWith([]);
  await http.owner.query('UPDATE persons SET administrator = true WHERE id = $1', [personId]);
  await admin.signInAs(personId);
}

describe('[N4] [S16] without a mail server', () => {
  it('the administrator is told the link once, to hand it over', async () => {
    const off = await startHttpApp({ demonstration: false });
    try {
      const its = await makeWorld(off);
      const administrator = await setUp(off);
      const body = { email: newAddress(), seatId: its.seat('chair'), until: null };
      const { link, invitation } = (
        await administrator.send('POST', '/api/administration/invitations', body)
      ).json<SentInvitation>();
      const token = secretOf(link ?? '');
      expect(token).not.toBe('');
      expect((await administrator.get('/api/administration/invitations')).text).not.toContain(token);
      expect(await off.owner.query('SELECT text FROM mails')).toEqual([{ text: null }]);
      const again = await administrator.send(
        'POST',
        `/api/administration/invitations/${invitation.invitationId}/resend`,
      );
      expect(secretOf(again.json<SentInvitation>().link ?? '')).not.toBe(token);
    } finally {
      await off.close();
    }
  });
});

describe('[N5] letters', () => {
  it('hold nothing of a table: no name, purpose or seat, and no party but the invited one', async () => {
    const email = newAddress();
    await http.owner.query(`UPDATE tables SET name = 'CANARY tafel', purpose = 'CANARY doel' WHERE id = $1`, [
      world.tableId,
    ]);
    await http.owner.query(`UPDATE organisations SET name = 'CANARY ' || name`);
    await invited(email);
    const rows: { row: string }[] = await http.owner.query('SELECT mails::text AS row FROM mails');
    expect(rows).toHaveLength(1);
    const rest = rows[0]?.row.replace(/Persoon \S+ nodigt u uit om namens CANARY .+? mee te/, '');
    expect(rest).not.toMatch(/CANARY|contractor|opdrachtnemer|Persoon/);
  });
});
