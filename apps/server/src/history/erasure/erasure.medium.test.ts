import { plainText, TEXT_ROOT } from '@samenspel/collab';
import type { LiveSection } from '@samenspel/collab/client';
import {
  ERASED_MARK,
  id,
  type ErasePassage,
  type ErasurePreview,
  type Erased,
  type HistoryView,
  type OutcomeView,
  type SectionView,
  type VersionView,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Generations } from '../../documents/text/generations';
import { SectionTexts } from '../../documents/text/section-texts';
import { searchBytes } from '../../platform/byte-search';
import { SearchIndexer } from '../../search/search-indexer';
import type { Answer, Browser } from '../../testing/browser';
import { replyTo, startThread, threadsAs, writeText } from '../../testing/comments';
import { addDocument, addSection } from '../../testing/documents';
import { commandFor as commandIn, ERASURE_REASON, openToWrite } from '../../testing/erasing';
import { startLiveApp, until, type LiveApp } from '../../testing/live-app';
import { close, confirmed, fill, prepare, recorded } from '../../testing/outcomes';
import { makeWorld, WHO, type TestWorld, type Who } from '../../testing/world';

let app: LiveApp;
let world: TestWorld;
const browsers = new Map<Who, Browser>();
const SECRET = 'burgerservicenummer 123456782';

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  for (const who of WHO) browsers.set(who, await world.as(who));
});
afterAll(() => app?.close());

const as = (who: Who): Browser => browsers.get(who)!;
const textOf = (doc: Y.Doc, block = 0): Y.XmlText =>
  (doc.getXmlFragment(TEXT_ROOT).get(block) as Y.XmlElement).get(0) as Y.XmlText;

/** A section for the whole table, which the commissioners own. */
async function section(title = 'Doelen'): Promise<SectionView> {
  const documentId = await addDocument(as('commissioner'), world.tableId);
  return addSection(as('commissioner'), documentId, title, { kind: 'wholeTable' });
}

const openAs = (who: Who, sectionId: string): Promise<LiveSection> => openToWrite(app, as(who), sectionId);

async function typed(live: LiveSection, at: number, words: string): Promise<void> {
  for (const [nth, letter] of [...words].entries()) {
    live.doc.transact(() => textOf(live.doc).insert(at + nth, letter), 'keyboard');
    // Every letter in a row of its own, as the log holds what is typed slowly.
    await until(live, () => live.save.kind === 'saved');
  }
}

const commandFor = (sectionId: string, words: string, more?: Partial<ErasePassage>): Promise<ErasePassage> =>
  commandIn(app, sectionId, words, more);

const erase = (who: Who, sectionId: string, command: ErasePassage): Promise<Answer> =>
  as(who).send('POST', `/api/sections/${sectionId}/history/erasures`, command);
const preview = ({ passage, words }: ErasePassage): Pick<ErasePassage, 'passage' | 'words'> => ({ passage, words });
const ask = async (who: Who, sectionId: string, command: ErasePassage): Promise<ErasurePreview> =>
  (await as(who).send('POST', `/api/sections/${sectionId}/history/erasure-preview`, preview(command))).json();
const history = async (who: Who, sectionId: string): Promise<HistoryView> =>
  (await as(who).get(`/api/sections/${sectionId}/history?zone=UTC`)).json();
const wordsAt = async (who: Who, sectionId: string, place: string): Promise<string> => {
  const view: VersionView = (
    await as(who).get(`/api/sections/${sectionId}/history/version?zone=UTC&place=${place}`)
  ).json();
  return view.blocks
    .map((block) => (block.type === 'block' ? block.runs.map(({ text }) => text).join('') : ''))
    .join('\n');
};

describe('[H10] erasing a passage', () => {
  it('is done by an owner who writes, after confirming who he is, of words that stand there', async () => {
    const { sectionId } = await section();
    await writeText(app, world, 'contractor', sectionId, [`Over ${SECRET} van iemand.`]);
    const command = await commandFor(sectionId, SECRET);
    const answers: Partial<Record<Who, string>> = {};
    for (const who of WHO) answers[who] = (await erase(who, sectionId, command)).json<{ code: string }>().code;
    expect(answers).toEqual(
      Object.fromEntries(
        WHO.map((who) => [who, who.toLowerCase().endsWith('commissioner') ? 'step-up-needed' : 'forbidden']),
      ),
    );
    await confirmed(as('commissioner'));
    for (const wrong of [
      { ...command, words: 'burgerservicenummer 987654321' },
      { ...command, passage: { ...command.passage, to: { ...command.passage.to, offset: 999 } } },
      { ...command, passage: { ...command.passage, from: { key: 'geen', offset: 0 } } },
    ])
      expect((await erase('commissioner', sectionId, wrong)).json()).toMatchObject({ code: 'text-changed' });
    for (const reason of ['  ', `Hier stond ${SECRET}.`])
      expect((await erase('commissioner', sectionId, { ...command, reason })).status).toBe(400);
    const twice = await Promise.all([1, 2].map(() => erase('commissioner', sectionId, command)));
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    const rows: unknown[] = await app.owner.query('SELECT 1 FROM section_erasures WHERE section_id = $1', [sectionId]);
    expect(rows).toHaveLength(1);
    expect(await wordsAt('contractor', sectionId, '2.2')).toContain('Over  van iemand.');
  });

  it('is told to the readers of the section with who, when and why, and never what', async () => {
    const { sectionId } = await section();
    await writeText(app, world, 'contractor', sectionId, [SECRET]);
    await confirmed(as('commissioner'));
    const command = await commandFor(sectionId, SECRET);
    expect((await erase('commissioner', sectionId, command)).status).toBe(200);
    for (const who of ['observer', 'commissioner'] as const) {
      const view = await history(who, sectionId);
      expect(JSON.stringify(view)).not.toContain('burger');
      expect(view.mayErase).toBe(who === 'commissioner');
      expect(view.chapters.map(({ reason, erasure }) => [reason, erasure === null])).toEqual([
        ['erased', false],
        ['first', true],
      ]);
      expect(view.chapters[0]?.erasure).toMatchObject({
        by: { name: 'Partij commissioner' },
        person: who === 'commissioner' ? expect.stringContaining('Persoon') : null,
        reason: ERASURE_REASON,
        letters: SECRET.length,
      });
    }
  });
});

describe('[H11] a passage that is erased', () => {
  it('is in no byte of the database, whatever was done with it before, and every other moment stays as it was', async () => {
    const { sectionId } = await section();
    const one = await openAs('contractor', sectionId);
    const two = await openAs('commissioner', sectionId);
    await typed(one, 0, 'Over ');
    await typed(one, 5, SECRET);
    await until(two, () => plainText(two.doc).includes(SECRET));
    two.doc.transact(() => textOf(two.doc).insert(5, `${SECRET} en nog eens `), 'keyboard');
    await until(two, () => two.save.kind === 'saved');
    await app.live.compaction.sweep();
    const thread = await startThread(app, as('partner'), sectionId, SECRET, `Moet ${SECRET} hier staan?`);
    await publishedRound(sectionId, thread.comments[0]!.commentId);
    await app.get(SearchIndexer).sweep();
    const grants = await grantsOf(sectionId);
    await app
      .get(DataSource)
      .transaction((manager) => app.get(Generations).start(manager, id(sectionId), 'audience', null, grants));
    await app.live.sectionRestarted(id(sectionId));
    await writeText(app, world, 'secretary', sectionId, ['Later.']);
    const named = { place: { generation: 1, seq: 2 }, name: `Met ${SECRET}` };
    expect((await as('secretary').send('PUT', `/api/sections/${sectionId}/history/names`, named)).status).toBe(200);
    const moments = await momentsOf(sectionId);
    expect(await searchBytes(app.database.owner, [SECRET])).not.toEqual([]);

    await confirmed(as('commissioner'));
    const command = await commandFor(sectionId, SECRET, { comments: true });
    expect(await ask('commissioner', sectionId, command)).toMatchObject({
      letters: SECRET.length,
      standsElsewhere: 1,
      quotes: 2,
      comments: 1,
      sections: [],
      outcomes: [],
    });
    const answer = await erase('commissioner', sectionId, command);
    expect(answer.json<Erased>().proof, answer.text).toMatchObject({ found: 0 });
    await app.get(SearchIndexer).sweep();

    // Everywhere, and then in the log letter by letter too: no row places any letter of it.
    expect(await searchBytes(app.database.owner, [SECRET, '123456782', 'burgerservice'])).toEqual([]);
    expect((await momentsOf(sectionId)).slice(0, moments.length)).toEqual(moments.map(withoutSecret));
    const lines: unknown[] = await app.owner.query('SELECT quote, remark FROM round_lines WHERE section_id = $1', [
      sectionId,
    ]);
    expect(lines).toEqual([{ quote: ERASED_MARK, remark: `Moet ${ERASED_MARK} hier staan?` }]);
    const { threads } = await threadsAs(as('partner'), sectionId);
    expect(threads[0]).toMatchObject({ anchor: { quote: ERASED_MARK } });
    expect(threads[0]?.comments[0]?.body).toBe(`Moet ${ERASED_MARK} hier staan?`);
    const found = (await as('commissioner').get(`/api/search?q=burgerservicenummer`)).text;
    expect(found).not.toContain('Doelen');
  });

  it('[H16] is counted only where its eraser may read it, and goes everywhere', async () => {
    /** A section of both commissioners in whose first history, which only one of them may read, this is said or not. */
    const asked = async (said: boolean): Promise<{ counted: ErasurePreview; proof: Erased['proof'] }> => {
      const documentId = await addDocument(as('commissioner'), world.tableId);
      const own = { kind: 'ownSeat', own: world.seat('commissioner') } as const;
      const { sectionId } = await addSection(as('commissioner'), documentId, 'Eigen', own);
      await writeText(app, world, 'commissioner', sectionId, [`Over ${SECRET} hier.`]);
      if (said) {
        const early = await startThread(app, as('commissioner'), sectionId, SECRET, `Vroeger: ${SECRET}`);
        await publishedRound(sectionId, early.comments[0]!.commentId);
      }
      const grantee = { kind: 'role', role: 'commissioner' };
      const answer = await as('commissioner').send('PUT', `/api/sections/${sectionId}/rights`, {
        accessVersion: 1,
        grants: [{ grantee, right: 'write' }],
      });
      expect(answer.status, answer.text).toBe(200);
      await app.owner.query(
        `INSERT INTO section_owners (section_id, grantee_kind, role) VALUES ($1, 'role', 'commissioner')`,
        [sectionId],
      );
      // Withdrawn, so that nobody reads it.
      const gone = said ? await startThread(app, as('commissioner'), sectionId, SECRET, `Nu: ${SECRET}`) : null;
      for (const { commentId } of gone?.comments ?? [])
        await as('commissioner').send('DELETE', `/api/comments/${commentId}`);
      const command = await commandFor(sectionId, SECRET, { comments: true });
      const counted = await ask('otherCommissioner', sectionId, command);
      await confirmed(as('otherCommissioner'));
      const erased = await erase('otherCommissioner', sectionId, command);
      expect(erased.status, erased.text).toBe(200);
      if (said) {
        const { rows } = (await app.owner
          .query(`SELECT count(*)::int AS rows FROM comment_threads WHERE section_id = $1 AND quote = $2`, [
            sectionId,
            ERASED_MARK,
          ])
          .then(([row]: [{ rows: number }]) => row)) as { rows: number };
        expect(rows).toBe(2);
      }
      return { counted, proof: erased.json<Erased>().proof };
    };
    const [quiet, said] = [await asked(false), await asked(true)];
    expect(said.counted).toEqual(quiet.counted);
    expect(said.counted).toMatchObject({ quotes: 0, comments: 0 });
    expect(said.proof).toMatchObject({ found: 0, rows: quiet.proof?.rows });
  });

  it('leaves the screens of who is in the section, whose unsent text is given back', async () => {
    const { sectionId } = await section();
    await writeText(app, world, 'secretary', sectionId, [SECRET]);
    const live = await openAs('contractor', sectionId);
    const command = await commandFor(sectionId, SECRET);
    await confirmed(as('commissioner'));
    expect((await erase('commissioner', sectionId, command)).status).toBe(200);
    await until(live, () => live.state === 'closed');
    const again = await openAs('contractor', sectionId);
    expect(plainText(again.doc)).not.toContain('burger');
    await typed(again, 0, 'verder');
  });

  it('stays in comments unless that is asked, and goes from the preparation of an outcome, which is then confirmed anew', async () => {
    const own = await section();
    const { sectionId, documentId } = { ...own, documentId: await documentOf(own.sectionId) };
    await writeText(app, world, 'secretary', sectionId, [`Vooraf. ${SECRET} achteraf.`]);
    const thread = await startThread(app, as('partner'), sectionId, 'achteraf', `Over ${SECRET}`);
    await replyTo(as('chair'), thread.threadId, 'Dank');
    const made = await fill(as('chair'), await prepare(as('chair'), world.tableId, documentId, [own]), {
      changes: `Wij noemen ${SECRET} niet meer.`,
    });
    const closed = await close(as('chair'), made);
    await confirmed(as('commissioner'));
    const answer = await erase('commissioner', sectionId, await commandFor(sectionId, SECRET));
    expect(answer.json<Erased>().proof).toMatchObject({ found: 0 });
    const { threads } = await threadsAs(as('partner'), sectionId);
    expect(threads[0]?.comments[0]?.body).toBe(`Over ${SECRET}`);
    expect(threads[0]?.anchor.before).toBe(`\nVooraf. ${ERASED_MARK} `);
    const now = (await as('chair').get(`/api/outcome-preparations/${made.preparationId}`)).json<typeof made>();
    expect(now.content.changes).toBe(`Wij noemen ${ERASED_MARK} niet meer.`);
    expect(now.version).toBeGreaterThan(closed.version);
    await app.owner.query(`UPDATE outcome_preparations SET state = 'dropped', content = '{}'`);
  });

  it('stays in a sealed outcome, which is named beforehand to who reads it and still passes its check', async () => {
    const own = await section();
    const { sectionId } = own;
    await writeText(app, world, 'secretary', sectionId, [SECRET]);
    const outcome = await recorded(as('chair'), world.tableId, await documentOf(sectionId), [own]);
    await confirmed(as('commissioner'));
    const command = await commandFor(sectionId, SECRET);
    expect((await ask('commissioner', sectionId, command)).outcomes).toEqual([
      { outcomeId: outcome.outcomeId, number: outcome.number },
    ]);
    expect((await erase('commissioner', sectionId, command)).json<Erased>().proof).toMatchObject({ found: 0 });
    expect((await searchBytes(app.database.owner, [SECRET])).map(({ table }) => table)).toContain('seal_values');
    const after = (await as('chair').get(`/api/outcomes/${outcome.outcomeId}`)).json<OutcomeView>();
    expect(after).toMatchObject({ intact: true });
    expect(JSON.stringify(after)).toContain(SECRET);
  });

  it('is told of where else it stands, of what the seat reads and nothing of what it does not', async () => {
    const documentId = await addDocument(as('commissioner'), world.tableId);
    const own = await addSection(as('commissioner'), documentId, 'Eigen', { kind: 'wholeTable' });
    const hidden = await addSection(as('clientRepresentative'), documentId, 'Verborgen', {
      kind: 'clientRepresentativesOnly',
    });
    const other = await addSection(as('commissioner'), documentId, 'Ander', { kind: 'wholeTable' });
    for (const { sectionId } of [own, other]) await writeText(app, world, 'commissioner', sectionId, [SECRET]);
    await writeText(app, world, 'clientRepresentative', hidden.sectionId, [SECRET]);
    const answer = await ask('commissioner', own.sectionId, await commandFor(own.sectionId, SECRET));
    expect(answer.sections.map(({ title, now, mayErase }) => [title, now, mayErase])).toEqual([['Ander', true, true]]);
  });
});

async function grantsOf(sectionId: string): Promise<[]> {
  const rows: { grants: [] }[] = await app.owner.query(
    `SELECT jsonb_agg(jsonb_build_object('grantee', jsonb_build_object('kind', grantee_kind, 'role', role), 'right', right_name)) AS grants
     FROM section_grants WHERE section_id = $1`,
    [sectionId],
  );
  return rows[0]!.grants;
}

/** A round of which the answers stand for good, with one that quotes the section. */
async function publishedRound(sectionId: string, commentId: string): Promise<void> {
  const [seat, person] = [world.seat('chair'), world.person('chair')];
  await app.owner.query(
    `WITH round AS (
       INSERT INTO rounds (id, document_id, question, opened_at, closes_at, answer_by, by_seat, by_person)
       SELECT gen_random_uuid(), document_id, 'Wat vindt u?', now(), now() + '1 day', now() + '2 days', $3, $4
       FROM sections WHERE id = $1 RETURNING id
     ), published AS (
       INSERT INTO round_publications (round_id, at, by_seat, by_person, hash) SELECT id, now(), $3, $4, '' FROM round RETURNING round_id
     ), about AS (
       INSERT INTO round_sections (round_id, section_id, generation) SELECT id, $1, 1 FROM round
     )
     INSERT INTO round_lines (round_id, number, comment_id, section_id, quote, remark, remark_at, remark_seat, verdict, why, place,
       answer_seat, answer_at)
     SELECT round_id, 1, $2, $1, $5, $6, now(), $3, 'partly', 'Daarom.', '', $3, now() FROM published`,
    [sectionId, commentId, seat, person, SECRET, `Moet ${SECRET} hier staan?`],
  );
}

async function documentOf(sectionId: string): Promise<string> {
  const rows: { id: string }[] = await app.owner.query('SELECT document_id AS id FROM sections WHERE id = $1', [
    sectionId,
  ]);
  return rows[0]!.id;
}

/** What the section says at every place of its log. */
async function momentsOf(sectionId: string): Promise<string[]> {
  const rows: { generation: number; seq: string }[] = await app.owner.query(
    'SELECT generation, seq FROM section_updates WHERE section_id = $1 ORDER BY generation, seq',
    [sectionId],
  );
  const texts: string[] = [];
  for (const { generation, seq } of rows) {
    const at = await app.get(SectionTexts).at(id(sectionId), generation, Number(seq));
    texts.push(
      at!.blocks.map((block) => (block.type === 'block' ? block.runs.map(({ text }) => text).join('') : '')).join('\n'),
    );
  }
  return texts;
}

/** The moments while it was typed hold a beginning of it. */
function withoutSecret(text: string): string {
  const whole = text.replaceAll(SECRET, '');
  for (let length = SECRET.length; length > 0; length -= 1)
    if (whole === `Over ${SECRET.slice(0, length)}`) return 'Over ';
  return whole;
}
