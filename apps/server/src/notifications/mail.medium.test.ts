import { MAIL_GIVE_UP_MS, pauseAfter, type MailState, type OutboxLetter } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../testing/browser';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { startMailServer, textOfMessage, type MailServer } from '../testing/mail-server';
import { makeWorld } from '../testing/world';
import { hashOfAddress } from './mail-queue';
import { MailSender } from './mail-sender';
import { MAILER, type Letter, type Mailer } from './mailer';

const LETTER: Letter = {
  to: 'annemiek@jeugdhulp.example',
  subject: 'Er is iets voor u',
  text: 'Ga naar https://samenspel.test/uitnodiging/abc voor één reactie.',
  about: 'account',
};

interface Row {
  readonly attempts: number;
  readonly text: string | null;
  readonly recipient: string | null;
  readonly subject: string | null;
  readonly recipient_hash: Buffer;
  readonly sent_at: Date | null;
  readonly given_up_at: Date | null;
  readonly last_error: string | null;
}

let mails: MailServer;
let http: HttpApp;
const sender = (): MailSender => http.app.get(MailSender);
const rows = (app: HttpApp = http): Promise<Row[]> => app.owner.query('SELECT * FROM mails ORDER BY queued_at, id');
const queue = (letter: Letter = LETTER, app: HttpApp = http): Promise<void> =>
  app.app.get(DataSource).transaction((manager) => app.app.get<Mailer>(MAILER).queue(manager, letter));

beforeAll(async () => {
  mails = await startMailServer();
  http = await startHttpApp({
    demonstration: false,
    smtp: { url: mails.url, from: 'Samenspel <samenspel@samenspel.example>' },
  });
});
afterAll(async () => {
  await http?.close();
  await mails?.close();
});
beforeEach(async () => {
  mails.refuse = null;
  mails.received.splice(0);
  await http.owner.query('DELETE FROM mails');
});

describe('[N1] a letter', () => {
  it('is sent once what it tells of is committed, and not at all when it is not', async () => {
    await http.app
      .get(DataSource)
      .transaction(async (manager) => {
        await http.app.get<Mailer>(MAILER).queue(manager, LETTER);
        expect(await sender().sendDue()).toBe(0);
        throw new Error('planted');
      })
      .catch(() => undefined);
    expect(await sender().sendDue()).toBe(0);
    await queue();
    expect(await sender().sendDue()).toBe(1);
    const [{ to, message } = { to: '', message: '' }] = mails.received;
    expect(to).toBe(LETTER.to);
    expect(message).toMatch(/^From: Samenspel <samenspel@samenspel.example>\r$/m);
    expect(message).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(textOfMessage(message).trim()).toBe(LETTER.text);
  });

  it('has a subject of one line: nobody writes a header into it', async () => {
    await expect(queue({ ...LETTER, subject: 'Dag\r\nBcc: iedereen@x.example' })).rejects.toThrow('one line');
    expect(await rows()).toEqual([]);
  });

  it('goes to the one address, whatever is in it', async () => {
    await queue({ ...LETTER, to: 'a@x.example, b@x.example' });
    await sender().sendDue();
    expect(mails.received.map(({ to }) => to)).not.toContain('b@x.example');
    expect(mails.received.some(({ to }) => to.split(',').length > 1)).toBe(false);
  });
});

describe('[N2] what was sent', () => {
  it('leaves nothing but that it was sent, when, and to whom for who knows the address', async () => {
    await queue();
    await sender().sendDue();
    const [row] = await rows();
    expect(row).toMatchObject({ text: null, subject: null, recipient: null, sent_at: http.clock.now() });
    expect(row?.recipient_hash).toEqual(hashOfAddress('Annemiek@Jeugdhulp.example '));
    expect(await sender().sendDue()).toBe(0);
  });

  it('is sent once, also by several senders at the same time', async () => {
    for (let n = 0; n < 25; n += 1) await queue({ ...LETTER, to: `p${n}@x.example` });
    const sent = await Promise.all([sender().sendDue(), sender().sendDue(), sender().sendDue()]);
    expect(sent.reduce((sum, some) => sum + some)).toBe(25);
    expect(new Set(mails.received.map(({ to }) => to)).size).toBe(25);
    expect(mails.received).toHaveLength(25);
  });

  it('is told by the same Message-ID when it is sent again', async () => {
    await queue();
    mails.refuse = { at: 'text', status: 451 };
    await sender().sendDue();
    mails.refuse = null;
    http.clock.advance(pauseAfter(1));
    await sender().sendDue();
    const [{ id }] = (await http.owner.query('SELECT id FROM mails')) as [{ id: string }];
    expect(mails.received[0]?.message).toContain(`Message-ID: <${id}@samenspel.example>`);
  });
});

describe('[N3] a letter that is not taken', () => {
  it('is tried again after growing pauses, and given up after five days without keeping its text', async () => {
    await queue();
    mails.refuse = { at: 'text', status: 451 };
    let tries = 0;
    const start = http.clock.now().getTime();
    for (;;) {
      await sender().sendDue();
      tries += 1;
      const [row] = await rows();
      expect(row).toMatchObject({ attempts: tries, last_error: 'EMESSAGE 451', sent_at: null });
      if (row?.given_up_at !== null) break;
      expect(row?.text).toBe(LETTER.text);
      http.clock.advance(pauseAfter(tries) - 1);
      expect(await sender().sendDue()).toBe(0);
      http.clock.advance(1);
    }
    expect(http.clock.now().getTime() - start).toBeGreaterThanOrEqual(MAIL_GIVE_UP_MS);
    expect((await rows())[0]).toMatchObject({ text: null, recipient: null, subject: null });
    expect(mails.received).toEqual([]);
  });

  it('is given up at once when its address does not exist', async () => {
    await queue();
    mails.refuse = { at: 'address', status: 550 };
    await sender().sendDue();
    expect((await rows())[0]).toMatchObject({ attempts: 1, last_error: 'EENVELOPE 550', text: null });
    await queue();
    mails.refuse = { at: 'address', status: 450 };
    await sender().sendDue();
    expect((await rows()).filter(({ given_up_at }) => given_up_at === null)).toHaveLength(1);
  });

  it('does not keep the next one waiting', async () => {
    await queue({ ...LETTER, to: 'nobody@x.example' });
    mails.refuse = { at: 'text', status: 451 };
    await sender().sendDue();
    mails.refuse = null;
    await queue();
    expect(await sender().sendDue()).toBe(1);
  });
});

describe('[N4] without a mail server', () => {
  it('production keeps no text of a letter, and tells the administrator that no mail goes out', async () => {
    const off = await startHttpApp({ demonstration: false });
    try {
      await queue(LETTER, off);
      expect((await rows(off))[0]).toMatchObject({ text: null, recipient: null, last_error: 'off' });
      expect(await off.app.get(MailSender).sendDue()).toBe(0);
    } finally {
      await off.close();
    }
  });

  it('a demonstration shows a letter to whom it is addressed, one about an account to the administrator too, and production to nobody', async () => {
    const demonstration = await startHttpApp();
    try {
      const world = await makeWorld(demonstration);
      const [{ email }] = (await demonstration.owner.query('SELECT email FROM persons WHERE id = $1', [
        world.person('observer'),
      ])) as [{ email: string }];
      const mine = { ...LETTER, to: email.toUpperCase() };
      await queue({ ...mine, subject: 'Eerste' }, demonstration);
      demonstration.clock.advance(1000);
      await queue({ ...mine, subject: 'Tweede', about: 'table' }, demonstration);
      const browser = await world.as('observer');
      const subjectsOf = async (who: Browser): Promise<string[]> =>
        (await who.get('/api/outbox')).json<OutboxLetter[]>().map(({ subject }) => subject);
      expect(await subjectsOf(browser)).toEqual(['Tweede', 'Eerste']);
      expect((await browser.get('/api/outbox')).json<OutboxLetter[]>()[0]).toMatchObject({ text: LETTER.text });
      expect((await new Browser(demonstration.url).get('/api/outbox')).status).toBe(401);
      // The state of the mail is the administrator's.
      expect((await browser.get('/api/administration/mail')).text).toBe((await browser.get('/api/nothing')).text);
      const administrator = new Browser(demonstration.url);
      const personId = await world.personWith([]);
      await demonstration.owner.query('UPDATE persons SET administrator = true WHERE id = $1', [personId]);
      await administrator.signInAs(personId);
      expect(await subjectsOf(administrator)).toEqual(['Eerste']);
      // Somebody else gets what he got before anything was sent.
      const other = await world.as('commissioner');
      expect((await other.get('/api/outbox')).text).toBe('[]');
      expect((await administrator.get('/api/administration/mail')).json<MailState>()).toEqual({
        way: 'outbox',
        waiting: 2,
        givenUp: 0,
        lastSentAt: null,
      });
    } finally {
      await demonstration.close();
    }
  });
});
