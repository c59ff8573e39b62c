import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { SearchAnswer, SearchHit, SectionId } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { OutcomeReader } from '../decisions/outcome-reader';
import { FirstContent } from '../documents/live/first-content';
import { Generations } from '../documents/text/generations';
import type { Browser } from '../testing/browser';
import { addDocument, addSection, circlesOf } from '../testing/documents';
import { startLiveApp, type LiveApp } from '../testing/live-app';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';
import { SearchIndexer } from './search-indexer';

let app: LiveApp;
let world: TestWorld;
let documentId: string;
const browsers = new Map<Who, Browser>();
const as = (who: Who): Browser => browsers.get(who)!;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  for (const who of WHO) browsers.set(who, await world.as(who));
  documentId = await addDocument(as('secretary'), world.tableId, 'Transformatieplan Zilverland');
});
afterAll(() => app?.close());

async function ask(who: Who, q: string): Promise<SearchAnswer> {
  const answer = await as(who).get(`/api/search?q=${encodeURIComponent(q)}`);
  expect(answer.status).toBe(200);
  return answer.json();
}

const hits = async (who: Who, q: string): Promise<SearchHit[]> =>
  (await ask(who, q)).groups.flatMap((group) => group.hits);
const titles = async (who: Who, q: string): Promise<string[]> => (await hits(who, q)).map(({ title }) => title.text);

/** A section with this text, made as an import makes it. */
async function sectionWith(who: Who, title: string, text: string, kind = 'wholeTable'): Promise<string> {
  const preset = kind === 'ownSeat' ? { kind, own: world.seat(who) } : { kind };
  const { sectionId } = await addSection(as(who), documentId, title, preset as never);
  await app.owner.query('UPDATE section_heads SET head_seq = 0, generation = generation + 1 WHERE section_id = $1', [
    sectionId,
  ]);
  await app.owner.transaction((manager) =>
    new FirstContent().write(manager, sectionId as SectionId, [{ type: 'block', kind: 'paragraph', runs: [{ text }] }]),
  );
  return sectionId;
}

describe('[V1] a search', () => {
  beforeAll(async () => {
    await sectionWith(
      'secretary',
      'Doelen',
      'Wij verminderen residentiële verblijven. De cliënten krijgen hulp dicht bij huis, ook in de jeugdhulpverlening; dat vragen gemeenten/aanbieders.',
    );
    await sectionWith('secretary', 'Aanpak', 'Elke aanbieder maakt een werkplan. Hulp bij huis komt in 2023-2025.');
  });

  it.each([
    ['by another form of the word', 'aanbieders', ['Aanpak', 'Doelen']],
    ['without the accents', 'residentiele verblijf', ['Doelen']],
    ['with accents that the text lacks', 'clïent', ['Doelen']],
    ['by the beginning of a word', 'jeugdhulpverl', ['Doelen']],
    ['by a phrase', '"dicht bij huis"', ['Doelen']],
    ['by words in any order', 'huis hulp', ['Aanpak', 'Doelen']],
    ['without a word', 'hulp -cliënten', ['Aanpak']],
    ['by either word', 'werkplan or cliënten', ['Aanpak', 'Doelen']],
    ['by a word after a slash', 'aanbieders gemeenten', ['Doelen']],
    ['by a year in a range', '2025', ['Aanpak']],
    ['by its title', 'doel', ['Doelen']],
    ['by its code', '2', ['Aanpak']],
  ])('finds a section %s', async (_how, q, expected) => {
    const found = (await ask('observer', q)).groups.find(({ kind }) => kind === 'section')?.hits ?? [];
    expect(found.map(({ title }) => title.text).sort()).toEqual(expected);
  });

  it('finds a document by its name', async () => {
    expect(await hits('observer', 'zilverland')).toMatchObject([
      {
        kind: 'document',
        documentId,
        title: { text: 'Transformatieplan Zilverland', ranges: [{ start: 18, end: 28 }] },
      },
    ]);
  });

  it('shows where it was found, in the letters of the text itself', async () => {
    const [hit] = await hits('observer', 'residentiele client');
    const { text, ranges } = hit!.fragment!;
    expect(ranges.map(({ start, end }) => text.slice(start, end))).toEqual(['residentiële', 'cliënten']);
  });

  it.each([
    '',
    '   ',
    '!!!',
    '"',
    '-',
    'de',
    '(((',
    "'; DROP TABLE sections; --",
    'a & | !',
    ':*',
    '\u0000',
    '\ue000',
    '%',
    '~~~',
  ])('takes any question: %j', async (q) => {
    expect((await ask('observer', q)).complete).toBe(true);
  });

  it('refuses a question that is too long, and one about another table as if that did not exist', async () => {
    expect((await as('chair').get(`/api/search?q=${'a'.repeat(201)}`)).status).toBe(400);
    const elsewhere = await as('chair').get(`/api/search?q=plan&tableId=${world.elsewhere.tableId}`);
    const nowhere = await as('chair').get(`/api/search?q=plan&tableId=${randomUUID()}`);
    expect([elsewhere.status, elsewhere.text]).toEqual([nowhere.status, nowhere.text]);
    expect(elsewhere.status).toBe(404);
  });
});

describe('[V2] what a seat may not read', () => {
  it('is not found: the answer is that for a word that nobody wrote, byte for byte', async () => {
    for (const { title, maker, preset, readers } of circlesOf(world)) {
      const word = `zq${randomUUID().replaceAll('-', '').replace(/\d/g, 'k')}`;
      await addSection(as(maker), documentId, `${title} ${word}`, preset);
      for (const who of WHO) {
        const answer = await as(who).get(`/api/search?q=${word}`);
        const nothing = await as(who).get(`/api/search?q=${word}xq`);
        if (readers.includes(who)) expect(await titles(who, word), who).toEqual([`${title} ${word}`]);
        else expect(answer.text, `${who} ${title}`).toBe(nothing.text);
        expect(nothing.text).toBe('{"groups":[],"complete":true}');
      }
    }
  });

  it('is not found by its code or its text either, and does not count', async () => {
    const sectionId = await sectionWith('contractor', 'Eigen', 'kostprijsberekening', 'ownSeat');
    const [own] = await hits('contractor', 'kostprijsberekening');
    expect(own).toMatchObject({ sectionId, title: { text: 'Eigen' } });
    for (const who of WHO.filter((one) => one !== 'contractor')) {
      expect(await hits(who, 'kostprijsberekening')).toEqual([]);
      expect(await hits(who, own!.code!)).toEqual([]);
    }
  });
});

describe('[V3] the text of a section', () => {
  it('is found as soon as it is saved, and no longer once it is gone', async () => {
    const sectionId = await sectionWith('secretary', 'Vers', 'windmolenpark');
    expect(await titles('observer', 'windmolenpark')).toEqual(['Vers']);
    await app.owner.query('UPDATE section_heads SET head_seq = 0, generation = generation + 1 WHERE section_id = $1', [
      sectionId,
    ]);
    expect(await titles('observer', 'windmolenpark')).toEqual([]);
  });

  it('of an ended history is not found by who came later', async () => {
    const sectionId = await sectionWith('commissioner', 'Strategie', 'onderhandelruimte', 'commissionersOnly');
    expect(await titles('commissioner', 'onderhandelruimte')).toEqual(['Strategie']);
    await app.owner.query('UPDATE section_heads SET head_seq = 0, generation = generation + 1 WHERE section_id = $1', [
      sectionId,
    ]);
    await app.owner.transaction((manager) =>
      app.get(Generations).start(manager, sectionId as SectionId, 'audience', null, []),
    );
    await app.owner.query(
      `INSERT INTO section_grants (section_id, grantee_kind, role, right_name) VALUES ($1, 'role', 'observer', 'read')`,
      [sectionId],
    );
    expect(await titles('observer', 'onderhandelruimte')).toEqual([]);
    expect(await titles('observer', 'strategie')).toEqual(['Strategie']);
  });

  it('is read in in the background too, many at once and by two at a time', async () => {
    await app.owner.query('DELETE FROM section_search');
    const indexer = app.get(SearchIndexer);
    const rest = vi.spyOn(indexer, 'rest').mockResolvedValue();
    await Promise.all([indexer.sweep(), indexer.sweep(), ask('chair', 'hulp')]);
    const rows: { left: string }[] = await app.owner.query(
      `SELECT count(*) AS left FROM section_heads head LEFT JOIN section_search found USING (section_id)
       WHERE found.seq IS DISTINCT FROM head.head_seq`,
    );
    expect(rows[0]?.left).toBe('0');
    rest.mockRestore();
  });

  it('that can not be read keeps no other from being found', async () => {
    const sectionId = await sectionWith('secretary', 'Stuk', 'tekst');
    const logged = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    await app.owner.query('ALTER TABLE section_updates DISABLE TRIGGER only_erasing');
    await app.owner.query(`UPDATE section_updates SET bytes = '\\xff00ff' WHERE section_id = $1`, [sectionId]);
    expect(await titles('observer', 'stuk')).toEqual(['Stuk']);
    expect(await titles('observer', 'werkplan')).toEqual(['Aanpak']);
    expect(logged.mock.calls.flat().join(' ')).not.toMatch(/stuk|tekst\b/i);
    logged.mockRestore();
  });
});

describe('[V5] what was said and recorded', () => {
  /** A thread with one comment, in the present history of a section. */
  async function comment(sectionId: string, who: Who, body: string): Promise<string> {
    const [threadId, commentId] = [randomUUID(), randomUUID()];
    await app.owner.query(
      `INSERT INTO comment_threads (id, section_id, generation, start_position, end_position, quote, before, after, created_at)
       SELECT $1, section_id, generation, '', '', 'woorden', '', '', now() FROM section_heads WHERE section_id = $2`,
      [threadId, sectionId],
    );
    await app.owner.query(
      'INSERT INTO comments (id, thread_id, by_seat, by_person, number, at) VALUES ($1, $2, $3, $4, 1, now())',
      [commentId, threadId, world.seat(who), world.person(who)],
    );
    await app.owner.query('INSERT INTO comment_revisions (comment_id, number, body, at) VALUES ($1, 1, $2, now())', [
      commentId,
      body,
    ]);
    return commentId;
  }

  it('is found in comments, by who reads the section, as they stand now', async () => {
    const sectionId = await sectionWith('contractor', 'Besproken', 'tekst', 'ownSeat');
    const commentId = await comment(sectionId, 'contractor', 'Dit @[0] raakt de wachtlijsten van onze cliënten.');
    expect(await hits('contractor', 'wachtlijst')).toMatchObject([
      { kind: 'comment', id: commentId, sectionId, documentId, title: { text: 'Partij contractor' } },
    ]);
    for (const who of WHO.filter((one) => one !== 'contractor')) expect(await hits(who, 'wachtlijst')).toEqual([]);
    await app.owner.query('INSERT INTO comment_revisions (comment_id, number, body, at) VALUES ($1, 2, $2, now())', [
      commentId,
      'Toch niet.',
    ]);
    expect(await hits('contractor', 'wachtlijst')).toEqual([]);
    await app.owner.query('UPDATE comments SET withdrawn_at = now() WHERE id = $1', [commentId]);
    expect((await ask('contractor', 'toch')).groups).toEqual([]);
  });

  it('is not found in comments of a history that ended', async () => {
    const sectionId = await sectionWith('secretary', 'Vernieuwd', 'tekst');
    await comment(sectionId, 'commissioner', 'onderhandelpositie');
    expect(await hits('observer', 'onderhandelpositie')).toHaveLength(1);
    await app.owner.query('UPDATE section_heads SET generation = generation + 1 WHERE section_id = $1', [sectionId]);
    expect(await hits('observer', 'onderhandelpositie')).toEqual([]);
  });

  it('is found in outcomes that the seat may read, by number and words', async () => {
    const asked = vi.spyOn(app.get(OutcomeReader), 'visibleTo');
    const outcome = {
      outcomeId: randomUUID(),
      number: '2026-007',
      recordedAt: new Date(),
      content: { subject: 'Minder verblijf', changes: 'Vanaf 1 maart gaat iedere aanbieder over op gezinshuizen.' },
      around: { documentTitle: 'Plan' },
    };
    asked.mockResolvedValue([outcome as never]);
    for (const q of ['gezinshuis', '2026-007', '"1 maart"']) {
      expect((await ask('chair', q)).groups.find(({ kind }) => kind === 'outcome')?.hits).toMatchObject([
        { id: outcome.outcomeId, code: '2026-007', title: { text: 'Minder verblijf' }, documentTitle: 'Plan' },
      ]);
    }
    expect(asked.mock.lastCall?.[0].seat?.seatId).toBe(world.seat('chair'));
    asked.mockRestore();
  });
});

describe('[V4] a question', () => {
  it('is in no log', async () => {
    const written: string[] = [];
    const spies = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        written.push(String(chunk));
        return true;
      }),
    );
    await ask('chair', 'geheimzoekwoord');
    await as('chair').get('/api/search?q=geheimzoekwoord&geheimzoekwoord=1');
    for (const spy of spies) spy.mockRestore();
    expect(written.join('')).not.toContain('geheimzoekwoord');
  });

  it('that comes too often is refused for a while', async () => {
    const browser = await world.as('partner');
    const statuses = await Promise.all(
      Array.from({ length: 245 }, () => browser.get('/api/search?q=').then(({ status }) => status)),
    );
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
  });
});
