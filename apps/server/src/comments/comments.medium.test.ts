import { randomUUID } from 'node:crypto';
import { id, type SectionId, type ThreadView } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, describe, expect, it } from 'vitest';
import { Generations } from '../documents/text/generations';
import type { Browser } from '../testing/browser';
import { QUOTE, replyTo, startThread, threadOn, threadsAs, startCommenting } from '../testing/comments';
import { WHO, type Who } from '../testing/world';

const { app, world, documentId, as, section, only } = await startCommenting();
afterAll(() => app.close());

async function setRights(
  who: Who,
  sectionId: string,
  version: number,
  grants: readonly [Who, string][],
): Promise<void> {
  const body = {
    accessVersion: version,
    grants: grants.map(([seat, right]) => ({ grantee: { kind: 'seat', seatId: world.seat(seat) }, right })),
  };
  const answer = await as(who).send('PUT', `/api/sections/${sectionId}/rights`, body);
  if (answer.status !== 200) throw new Error(answer.text);
}

describe('[K3] a thread', () => {
  it('is not begun with the id of a comment elsewhere: no thread stays without anything said in it', async () => {
    const sectionId = await section();
    const first = await startThread(app, as('contractor'), sectionId, QUOTE);
    const more = { commentId: first.comments[0]!.commentId };
    const again = await threadOn(app, sectionId, QUOTE, 'Iets anders', more);
    expect((await as('contractor').send('POST', `/api/sections/${sectionId}/threads`, again)).status).toBe(409);
    expect(await app.owner.query('SELECT 1 FROM comment_threads WHERE id = $1', [again.threadId])).toEqual([]);
  });

  it('is begun by who may comment, on words that really stand there, and read by who reads the section', async () => {
    const sectionId = await section();
    const may: Who[] = [];
    for (const who of WHO) {
      const answer = await as(who).send(
        'POST',
        `/api/sections/${sectionId}/threads`,
        await threadOn(app, sectionId, QUOTE),
      );
      expect([201, 403], answer.text).toContain(answer.status);
      if (answer.status === 201) may.push(who);
      const wrong = await as(who).send(
        'POST',
        `/api/sections/${sectionId}/threads`,
        await threadOn(app, sectionId, 'verzonnen woorden'),
      );
      expect(wrong.status).toBe(answer.status === 201 ? 409 : 403);
      if (answer.status === 201) expect(wrong.json()).toMatchObject({ code: 'text-changed' });
    }
    expect(may).toEqual([
      'commissioner',
      'contractor',
      'clientRepresentative',
      'partner',
      'chair',
      'secretary',
      'otherContractor',
      'otherCommissioner',
    ]);
    for (const who of WHO) expect((await threadsAs(as(who), sectionId)).threads).toHaveLength(may.length);
  });

  it('takes words that stood there when its author read them, and none of another history', async () => {
    const sectionId = await section();
    const command = await threadOn(app, sectionId, QUOTE);
    await app
      .get(DataSource)
      .transaction((manager) => app.get(Generations).start(manager, id<SectionId>(sectionId), 'restored', null, []));
    const late = await as('contractor').send('POST', `/api/sections/${sectionId}/threads`, command);
    expect(late.json()).toMatchObject({ code: 'text-changed' });
    expect((await threadsAs(as('contractor'), sectionId)).threads).toEqual([]);
  });

  it('is made once when the command comes twice, also at the same time, and never with the id of another', async () => {
    const sectionId = await section();
    const command = await threadOn(app, sectionId, QUOTE);
    const send = (who: Who): ReturnType<Browser['send']> =>
      as(who).send('POST', `/api/sections/${sectionId}/threads`, command);
    const answers = await Promise.all([send('contractor'), send('contractor'), send('contractor')]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await send('commissioner')).json()).toMatchObject({ code: 'conflict' });
    const { threads } = await threadsAs(as('chair'), sectionId);
    expect(threads).toHaveLength(1);
    expect(threads[0]!.comments).toHaveLength(1);
  });

  it('refuses an anchor beyond its caps, and text that turns the reading direction', async () => {
    const sectionId = await section();
    const command = await threadOn(app, sectionId, QUOTE);
    const bad = [
      { ...command, anchor: { ...command.anchor, start: 'A'.repeat(92) } },
      { ...command, anchor: { ...command.anchor, end: 'geen base64!' } },
      { ...command, anchor: { ...command.anchor, quote: 'x'.repeat(1001) } },
      { ...command, anchor: { ...command.anchor, before: 'x'.repeat(49) } },
      { ...command, body: 'tekst \u202e andersom' },
      { ...command, body: '  \n ' },
      { ...command, body: 'x'.repeat(4001) },
    ];
    for (const body of bad) {
      const answer = await as('contractor').send('POST', `/api/sections/${sectionId}/threads`, body);
      expect(answer.status, answer.text).toBe(400);
    }
  });
});

describe('[K4] what somebody wrote', () => {
  it('is changed and taken back by its author only; what it said stays, what was answered leaves a trace', async () => {
    const sectionId = await section();
    const thread = await startThread(app, as('contractor'), sectionId, QUOTE, 'Eerste tekst');
    const [comment] = thread.comments;
    const path = `/api/comments/${comment!.commentId}`;
    const edited = { body: 'Betere tekst', mentions: [] };
    expect((await as('commissioner').send('PUT', path, edited)).status).toBe(403);
    expect((await as('observer').send('PUT', path, edited)).status).toBe(403);
    app.clock.advance(60_000);
    expect((await as('contractor').send('PUT', path, edited)).status).toBe(204);
    expect((await as('contractor').send('PUT', path, edited)).status).toBe(204);
    const seen = (await only('commissioner', sectionId)).comments[0]!;
    expect(seen).toMatchObject({ body: 'Betere tekst', own: false, earlier: [{ body: 'Eerste tekst' }] });
    expect(seen.editedAt).not.toBeNull();
    await replyTo(as('commissioner'), thread.threadId, 'Een antwoord');
    expect((await as('commissioner').send('DELETE', path)).status).toBe(403);
    expect((await as('contractor').send('DELETE', path)).status).toBe(204);
    const after = await only('commissioner', sectionId);
    expect(after.comments.map(({ body, withdrawn, earlier }) => ({ body, withdrawn, earlier }))).toEqual([
      { body: '', withdrawn: true, earlier: [] },
      { body: 'Een antwoord', withdrawn: false, earlier: [] },
    ]);
    expect((await as('contractor').send('PUT', path, edited)).json()).toMatchObject({ code: 'conflict' });
    expect((await as('commissioner').send('DELETE', `/api/comments/${after.comments[1]!.commentId}`)).status).toBe(204);
    expect((await threadsAs(as('commissioner'), sectionId)).threads).toEqual([]);
    await expect(app.owner.query('DELETE FROM comment_revisions')).rejects.toThrow('append-only');
  });

  it('names the party to all, and the person within the own party only until the table agrees', async () => {
    const sectionId = await section();
    await startThread(app, as('contractor'), sectionId, QUOTE);
    const name = async (who: Who): Promise<string | null> => (await only(who, sectionId)).comments[0]!.name;
    expect(await name('contractor')).toMatch(/^Persoon/);
    expect(await name('commissioner')).toBeNull();
    expect((await only('commissioner', sectionId)).comments[0]!.party.name).toBe('Partij contractor');
    await app.owner.query('UPDATE tables SET names_visible = true WHERE id = $1', [world.tableId]);
    expect(await name('commissioner')).toMatch(/^Persoon/);
    await app.owner.query('UPDATE tables SET names_visible = false WHERE id = $1', [world.tableId]);
  });
});

describe('[K5] resolving', () => {
  const resolve = (who: Who, thread: ThreadView, resolved: boolean, lastSeen = thread.comments.at(-1)!.commentId) =>
    as(who).send('PUT', `/api/threads/${thread.threadId}/resolution`, { resolved, lastSeen });

  it('is for who began the thread and who writes there; a reply opens it again', async () => {
    const sectionId = await section();
    const thread = await startThread(app, as('partner'), sectionId, QUOTE);
    expect((await resolve('clientRepresentative', thread, true)).status).toBe(403);
    expect((await resolve('observer', thread, true)).status).toBe(403);
    expect((await resolve('partner', thread, true)).json<ThreadView>().resolved?.party.name).toBe('Partij partner');
    expect((await resolve('commissioner', thread, false)).json<ThreadView>().resolved).toBeNull();
    await resolve('commissioner', thread, true);
    const replied = (await replyTo(as('clientRepresentative'), thread.threadId, 'Toch nog iets')).json<ThreadView>();
    expect(replied.resolved).toBeNull();
  });

  it('is refused when somebody replied meanwhile, so nobody is resolved unread', async () => {
    const sectionId = await section();
    const thread = await startThread(app, as('contractor'), sectionId, QUOTE);
    const [reply, resolved] = await Promise.all([
      replyTo(as('partner'), thread.threadId, 'Let op'),
      resolve('contractor', thread, true),
    ]);
    expect(reply.status).toBe(201);
    const after = await only('contractor', sectionId);
    // Whichever came first: the reply stands, and the thread is open with it unread.
    expect([200, 409]).toContain(resolved.status);
    expect(after.resolved).toBeNull();
    expect(after.comments).toHaveLength(2);
    expect((await resolve('contractor', thread, true)).json()).toMatchObject({ code: 'conflict' });
    expect((await resolve('contractor', after, true)).status).toBe(200);
  });
});

describe('[K6] a thread belongs to the history in which it began', () => {
  it('so that who comes later does not read what was said before, nor hears of it', async () => {
    const sectionId = await section('commissionersOnly');
    const before = await startThread(app, as('commissioner'), sectionId, QUOTE, 'Onder ons gezegd');
    const ended = [{ grantee: { kind: 'role', role: 'commissioner' }, right: 'write' } as const];
    await app
      .get(DataSource)
      .transaction((manager) => app.get(Generations).start(manager, id<SectionId>(sectionId), 'audience', null, ended));
    await setRights('commissioner', sectionId, 1, [
      ['commissioner', 'write'],
      ['otherCommissioner', 'comment'],
      ['contractor', 'comment'],
    ]);
    expect((await threadsAs(as('otherCommissioner'), sectionId)).threads).toHaveLength(1);
    expect((await threadsAs(as('contractor'), sectionId)).threads).toEqual([]);
    expect((await replyTo(as('contractor'), before.threadId, 'Hallo')).status).toBe(404);
    expect((await replyTo(as('otherCommissioner'), before.threadId, 'Hallo')).status).toBe(201);
    const mention = { mentions: [{ seatId: world.seat('contractor'), personId: null }] };
    expect((await replyTo(as('otherCommissioner'), before.threadId, '@[0]', mention)).status).toBe(400);
    await startThread(app, as('contractor'), sectionId, QUOTE, 'Nieuw');
    expect((await threadsAs(as('contractor'), sectionId)).threads).toHaveLength(1);
    expect((await threadsAs(as('commissioner'), sectionId)).threads).toHaveLength(2);
  });

  it('and who may no longer read the section reads nothing of it at all', async () => {
    const sectionId = await section('commissionersOnly');
    const thread = await startThread(app, as('otherCommissioner'), sectionId, QUOTE);
    await setRights('commissioner', sectionId, 1, [['commissioner', 'write']]);
    expect((await as('otherCommissioner').get(`/api/sections/${sectionId}/threads`)).status).toBe(404);
    const comment = `/api/comments/${thread.comments[0]!.commentId}`;
    expect((await as('otherCommissioner').send('DELETE', comment)).status).toBe(404);
    expect((await replyTo(as('otherCommissioner'), thread.threadId, 'x')).status).toBe(404);
    const { sections } = (await as('otherCommissioner').get(`/api/documents/${documentId}/threads`)).json<{
      sections: { sectionId: string }[];
    }>();
    expect(sections.some((one) => one.sectionId === sectionId)).toBe(false);
  });
});

describe('[K7] mentions', () => {
  const mention = (who: Who, person = false): { seatId: string; personId: string | null } => ({
    seatId: world.seat(who),
    personId: person ? world.person(who) : null,
  });

  it('offer parties that read the section, and persons of the own party only', async () => {
    const sectionId = await section('commissionersOnly');
    const list = (await as('commissioner').get(`/api/sections/${sectionId}/mentionable`)).json<{
      seats: { seatId: string }[];
      persons: unknown[];
    }>();
    expect(list.seats.map(({ seatId }) => seatId)).toEqual([world.seat('otherCommissioner')]);
    expect(list.persons).toEqual([]);
    expect((await as('contractor').get(`/api/sections/${sectionId}/mentionable`)).status).toBe(404);
  });

  it('of who may not read, of a person not to be known, or of nobody, are refused alike', async () => {
    const sectionId = await section('commissionersOnly');
    const thread = await startThread(app, as('commissioner'), sectionId, QUOTE);
    const refused = [
      [mention('contractor')],
      [mention('otherCommissioner', true)],
      [{ seatId: randomUUID(), personId: null }],
      [{ seatId: world.elsewhere.seatId, personId: null }],
      [{ seatId: world.seat('commissioner'), personId: world.person('contractor') }],
    ];
    for (const mentions of refused) {
      const answer = await replyTo(as('commissioner'), thread.threadId, 'Kijk @[0]', { mentions });
      expect(answer.text).toBe('{"code":"invalid-input","status":400,"fields":["mentions"]}');
    }
    const fine = await replyTo(as('commissioner'), thread.threadId, 'Kijk @[0]', {
      mentions: [mention('otherCommissioner')],
    });
    expect(fine.json<ThreadView>().comments.at(-1)?.mentions[0]).toMatchObject({ name: null, personId: null });
    expect((await only('otherCommissioner', sectionId)).comments.at(-1)?.mentionsMe).toBe(true);
  });

  it('of a person show other parties the party', async () => {
    const sectionId = await section();
    const mentions = [mention('contractor', true)];
    const command = await threadOn(app, sectionId, QUOTE, 'Wil @[0] dit nakijken?', { mentions });
    const started = await as('contractor').send('POST', `/api/sections/${sectionId}/threads`, command);
    expect(started.json<ThreadView>().comments[0]!.mentions[0]).toMatchObject({ personId: world.person('contractor') });
    const seen = await as('commissioner').get(`/api/sections/${sectionId}/threads`);
    expect(seen.text).not.toContain(world.person('contractor'));
    expect(seen.text).not.toContain('Persoon');
  });
});

describe('[K8] a mention', () => {
  const onDesk = async (who: Who, threadId: string): Promise<boolean> => {
    const { items } = (await as(who).get('/api/desk')).json<{ items: { kind: string; path: string }[] }>();
    return items.some(({ kind, path }) => kind === 'mention' && path.endsWith(threadId));
  };
  const mailTo = async (who: Who): Promise<string> => {
    const rows: { all: string | null }[] = await app.owner.query(
      `SELECT string_agg(subject || ' ' || text, ' ' ORDER BY queued_at) AS all FROM mails
       WHERE recipient = (SELECT email FROM persons WHERE id = $1)`,
      [world.person(who)],
    );
    return rows[0]?.all ?? '';
  };
  const naming = (who: Who): { mentions: { seatId: string; personId: null }[] } => ({
    mentions: [{ seatId: world.seat(who), personId: null }],
  });

  it('stands on the desk of the seat until it was seen or answered, and of nobody else', async () => {
    const sectionId = await section();
    const thread = await startThread(app, as('contractor'), sectionId, QUOTE);
    await replyTo(as('contractor'), thread.threadId, 'Wat vindt @[0]?', naming('commissioner'));
    for (const who of WHO) expect(await onDesk(who, thread.threadId), who).toBe(who === 'commissioner');
    expect((await as('commissioner').send('DELETE', `/api/threads/${thread.threadId}/mentions`)).status).toBe(204);
    expect(await onDesk('commissioner', thread.threadId)).toBe(false);
    await replyTo(as('contractor'), thread.threadId, 'Nog eens @[0]', naming('partner'));
    expect(await onDesk('partner', thread.threadId)).toBe(true);
    await replyTo(as('partner'), thread.threadId, 'Prima');
    expect(await onDesk('partner', thread.threadId)).toBe(false);
  });

  it('leaves the desk with the right to read', async () => {
    const sectionId = await section('commissionersOnly');
    const thread = await startThread(app, as('commissioner'), sectionId, QUOTE);
    await replyTo(as('commissioner'), thread.threadId, '@[0]', naming('otherCommissioner'));
    expect(await onDesk('otherCommissioner', thread.threadId)).toBe(true);
    await setRights('commissioner', sectionId, 1, [['commissioner', 'write']]);
    expect(await onDesk('otherCommissioner', thread.threadId)).toBe(false);
  });

  it('is told by a letter that holds not a word of it, and by none when it is refused', async () => {
    const sectionId = await section('commissionersOnly');
    const thread = await startThread(app, as('commissioner'), sectionId, QUOTE);
    const [before, stranger] = [await mailTo('otherCommissioner'), await mailTo('contractor')];
    await replyTo(as('commissioner'), thread.threadId, 'GEHEIMWOORD @[0]', naming('otherCommissioner'));
    await replyTo(as('commissioner'), thread.threadId, 'GEHEIMWOORD @[0]', naming('contractor'));
    const letter = (await mailTo('otherCommissioner')).replace(before, '');
    expect(letter).toContain(thread.threadId);
    for (const word of ['GEHEIMWOORD', QUOTE, 'Doelen', 'Plan']) expect(letter).not.toContain(word);
    expect(await mailTo('contractor')).toBe(stranger);
  });
});
