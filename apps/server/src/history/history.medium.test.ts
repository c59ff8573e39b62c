import { plainText, TEXT_ROOT } from '@samenspel/collab';
import {
  id,
  type AuthorshipView,
  type ComparisonView,
  type HistoryView,
  type Restored,
  type SectionId,
  type SectionRightsView,
  type VersionView,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ServerEdits, type TextPlace } from '../documents/text/server-edits';
import type { Answer, Browser } from '../testing/browser';
import { addDocument, addSection } from '../testing/documents';
import { startLiveApp, until, type LiveApp } from '../testing/live-app';
import { makeWorld, type TestWorld, type Who } from '../testing/world';

let app: LiveApp;
let world: TestWorld;
const browsers = new Map<Who, Browser>();
const ZONE = 'Europe/Amsterdam';

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
});
afterAll(() => app?.close());

async function as(who: Who): Promise<Browser> {
  const browser = browsers.get(who) ?? (await world.as(who));
  browsers.set(who, browser);
  return browser;
}

const textOf = (doc: Y.Doc, block = 0): Y.XmlText =>
  (doc.getXmlFragment(TEXT_ROOT).get(block) as Y.XmlElement).get(0) as Y.XmlText;

/** A section for the whole table, or for the commissioners. */
async function section(kind: 'wholeTable' | 'commissionersOnly' = 'wholeTable'): Promise<SectionId> {
  const maker = await as('commissioner');
  const documentId = await addDocument(maker, world.tableId);
  return id((await addSection(maker, documentId, 'Doelen', { kind })).sectionId);
}

/** Somebody writes on a day that is still to come: the log counts days by its own clock. */
function write(sectionId: SectionId, who: Who, at: string, change: (doc: Y.Doc) => void): Promise<TextPlace | null> {
  const by = { seatId: id<never>(world.seat(who)), personId: id<never>(world.person(who)) };
  return app
    .get(DataSource)
    .transaction((manager) => app.get(ServerEdits).append(manager, sectionId, by, null, change, new Date(at)));
}

const type =
  (text: string, at = 0) =>
  (doc: Y.Doc): void =>
    textOf(doc).insert(at, text);

const get = async (who: Who, sectionId: string, rest: string): Promise<Answer> =>
  (await as(who)).get(`/api/sections/${sectionId}/history${rest}`);
const list = async (who: Who, sectionId: string, zone = ZONE): Promise<HistoryView> =>
  (await get(who, sectionId, `?zone=${encodeURIComponent(zone)}`)).json();
const read = async (who: Who, sectionId: string, place: string): Promise<Answer> =>
  get(who, sectionId, `/version?zone=${ZONE}&place=${place}`);
const wordsOf = (view: VersionView): string =>
  view.blocks.map((block) => (block.type === 'block' ? block.runs.map(({ text }) => text).join('') : '')).join('\n');
const authorship = async (who: Who, sectionId: string): Promise<AuthorshipView> =>
  (await get(who, sectionId, `/authorship?zone=${ZONE}`)).json();
const restore = async (who: Who, sectionId: string, version: TextPlace, expected: TextPlace): Promise<Answer> =>
  (await as(who)).send('POST', `/api/sections/${sectionId}/history/restorations`, { version, expected });

describe('[H2] the versions of a section', () => {
  it('are the last of each day in the zone of the reader, with the parties that wrote on it', async () => {
    const sectionId = await section();
    await write(sectionId, 'commissioner', '2030-01-10T09:00:00Z', type('een '));
    await write(sectionId, 'otherCommissioner', '2030-01-10T21:00:00Z', type('twee '));
    await write(sectionId, 'contractor', '2030-01-10T23:30:00Z', type('drie '));
    const { chapters, head, mayRestore } = await list('observer', sectionId);
    expect(mayRestore).toBe(false);
    expect(head).toEqual({ generation: 1, seq: 4 });
    expect(chapters).toHaveLength(1);
    expect(chapters[0]).toMatchObject({ generation: 1, reason: 'first' });
    expect(
      chapters[0]?.versions
        .slice(0, 2)
        .map(({ place, day, parties }) => [place.seq, day, parties.map(({ name }) => name)]),
    ).toEqual([
      [4, '2030-01-11', ['Partij contractor']],
      [3, '2030-01-10', ['Partij commissioner', 'Partij otherCommissioner']],
    ]);
    // The first text was put in by the server.
    expect(chapters[0]?.versions.at(-1)).toMatchObject({ place: { seq: 1 }, parties: [] });
    const utc = await list('observer', sectionId, 'UTC');
    expect(utc.chapters[0]?.versions[0]).toMatchObject({ day: '2030-01-10', place: { seq: 4 } });
    expect(utc.chapters[0]?.versions).toHaveLength(2);
  });

  it('are refused for a zone that is none', async () => {
    const sectionId = await section();
    for (const zone of ['', 'Mars/Olympus', '+01:00', "UTC'"]) {
      const answer = await get('chair', sectionId, `?zone=${encodeURIComponent(zone)}`);
      expect(answer.json()).toMatchObject({ code: 'invalid-input', fields: ['zone'] });
    }
  });
});

describe('[H3] the name of a version', () => {
  const name = async (who: Who, sectionId: string, place: TextPlace, text: string | null): Promise<number> =>
    (await (await as(who)).send('PUT', `/api/sections/${sectionId}/history/names`, { place, name: text })).status;
  const names = async (sectionId: string): Promise<(string | null)[]> =>
    (await list('observer', sectionId)).chapters.flatMap(({ versions }) => versions.map((version) => version.name));

  it('is given, changed and taken away by who may write, and read by everybody there', async () => {
    const sectionId = await section();
    await write(sectionId, 'commissioner', '2030-02-01T09:00:00Z', type('een '));
    await write(sectionId, 'contractor', '2030-02-01T10:00:00Z', type('twee '));
    const place = { generation: 1, seq: 2 };
    expect(await name('contractor', sectionId, place, 'Na de tafel')).toBe(200);
    const named = (await list('observer', sectionId)).chapters[0]?.versions[1];
    // Up to there only the commissioner had written that day.
    expect(named).toMatchObject({ place, name: 'Na de tafel', ofDay: false, namedBy: { name: 'Partij contractor' } });
    expect(named?.parties.map((party) => party.name)).toEqual(['Partij commissioner']);
    expect(await name('commissioner', sectionId, place, 'Na de tweede tafel')).toBe(200);
    expect(await names(sectionId)).toContain('Na de tweede tafel');
    expect(await name('commissioner', sectionId, place, null)).toBe(200);
    expect(await names(sectionId)).toEqual([null, null]);
    const kept = await app.owner.query('SELECT name FROM section_version_names WHERE section_id = $1 ORDER BY nth', [
      sectionId,
    ]);
    expect(kept).toEqual([{ name: 'Na de tafel' }, { name: 'Na de tweede tafel' }, { name: null }]);
    await expect(app.owner.query('DELETE FROM section_version_names')).rejects.toThrow('append-only');
  });

  it('is refused to who only reads, and for what is not there', async () => {
    const sectionId = await section();
    expect(await name('observer', sectionId, { generation: 1, seq: 1 }, 'Mijn')).toBe(403);
    expect(await name('commissioner', sectionId, { generation: 1, seq: 2 }, 'Niets')).toBe(404);
    expect(await name('commissioner', sectionId, { generation: 2, seq: 1 }, 'Niets')).toBe(404);
    expect(await name('commissioner', sectionId, { generation: 1, seq: 1 }, ' \n ')).toBe(400);
  });
});

describe('[H4] a version', () => {
  it('reads as the text stood there, and what is not there is not found', async () => {
    const sectionId = await section();
    await write(sectionId, 'commissioner', '2030-03-01T09:00:00Z', type('een twee'));
    await write(sectionId, 'contractor', '2030-03-02T09:00:00Z', (doc) => textOf(doc).delete(0, 4));
    const version = (await read('observer', sectionId, '1.2')).json<VersionView>();
    expect(wordsOf(version)).toBe('een twee');
    expect(version).toMatchObject({ isHead: false, mayRestore: false, version: { day: '2030-03-01', ofDay: true } });
    const now = (await get('observer', sectionId, `/version?zone=${ZONE}`)).json<VersionView>();
    expect(wordsOf(now)).toBe('twee');
    expect(now.isHead).toBe(true);
    const nowhere = await read('observer', sectionId, '1.4');
    for (const place of ['1.0', '2.1', '1.99999'])
      expect((await read('observer', sectionId, place)).text).toBe(nowhere.text);
    expect(nowhere.text).toBe('{"code":"not-found","status":404}');
    expect((await read('observer', sectionId, 'now')).status).toBe(400);
  });
});

describe('[H6] two versions', () => {
  it('are compared with the parties that made each change, to now, between any two and back', async () => {
    const sectionId = await section();
    await write(sectionId, 'commissioner', '2030-04-01T09:00:00Z', type('Wij kopen in met 12 aanbieders.'));
    await write(sectionId, 'contractor', '2030-04-02T09:00:00Z', (doc) => {
      textOf(doc).delete(17, 2);
      textOf(doc).insert(17, '14');
    });
    await write(sectionId, 'clientRepresentative', '2030-04-03T09:00:00Z', type(' En naasten.', 31));
    const compare = async (query: string): Promise<ComparisonView> =>
      (await get('observer', sectionId, `/comparison?${query}`)).json();
    const toNow = await compare('from=1.2');
    expect(toNow.comparison.words).toEqual({ inserted: 3, deleted: 1 });
    expect(toNow.comparison.changes.map(({ kind, by }) => [kind, by.map((at) => toNow.parties[at]?.name)])).toEqual([
      ['replaced', ['Partij contractor']],
      ['inserted', ['Partij clientRepresentative']],
    ]);
    expect(toNow.from).toMatchObject({ seq: 2, isHead: false });
    expect(toNow.to).toMatchObject({ seq: 4, isHead: true });
    expect((await compare('from=1.2&to=1.3')).comparison.changes).toHaveLength(1);
    const back = await compare('to=1.2');
    expect(back.comparison.words).toEqual({ inserted: 1, deleted: 3 });
    expect(back.parties).toEqual([]);
    expect((await compare('from=1.4')).comparison.changes).toEqual([]);
    expect((await get('observer', sectionId, '/comparison')).status).toBe(400);
    expect((await get('observer', sectionId, '/comparison?from=1.2&to=1.9')).status).toBe(404);
  });
});

describe('[H7] restoring a version', () => {
  it('is one new edit of who does it, seen at once, and is undone by restoring what was before', async () => {
    const sectionId = await section();
    await write(sectionId, 'commissioner', '2030-05-01T09:00:00Z', type('een twee drie'));
    await write(sectionId, 'contractor', '2030-05-02T09:00:00Z', (doc) => textOf(doc).delete(4, 5));
    const live = app.connect(await as('observer')).open(sectionId);
    await until(live, () => live.state === 'live');
    const answer = await restore('secretary', sectionId, { generation: 1, seq: 2 }, { generation: 1, seq: 3 });
    expect(answer.json<Restored>()).toEqual({ before: { generation: 1, seq: 3 }, after: { generation: 1, seq: 4 } });
    await until(live, () => plainText(live.doc) === 'een twee drie');
    const { authors } = await authorship('contractor', sectionId);
    expect(authors.map(({ author }) => author.kind === 'party' && [author.party.name, author.origin])).toMatchObject([
      ['Partij commissioner', null],
      ['Partij secretary', { kind: 'restored', from: { generation: 1, seq: 2 }, writer: { kind: 'party' } }],
    ]);
    const { before, after } = answer.json<Restored>();
    expect((await restore('secretary', sectionId, before, after)).status).toBe(200);
    await until(live, () => plainText(live.doc) === 'een drie');
  });

  it('is refused when the text went on, and to who may not write; then nothing changes', async () => {
    const sectionId = await section();
    await write(sectionId, 'commissioner', '2030-05-01T09:00:00Z', type('een twee drie'));
    await write(sectionId, 'contractor', '2030-05-02T09:00:00Z', (doc) => textOf(doc).delete(4, 5));
    const version = { generation: 1, seq: 2 };
    const head = { generation: 1, seq: 3 };
    expect((await restore('observer', sectionId, version, head)).status).toBe(403);
    expect((await restore('chair', sectionId, version, { generation: 1, seq: 2 })).json()).toMatchObject({
      code: 'text-changed',
    });
    expect((await restore('chair', sectionId, { generation: 1, seq: 9 }, head)).status).toBe(404);
    const twice = await Promise.all([
      restore('chair', sectionId, version, head),
      restore('chair', sectionId, version, head),
    ]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await list('chair', sectionId)).head.seq).toBe(4);
    const same = await restore('chair', sectionId, version, { generation: 1, seq: 4 });
    expect(same.json<Restored>()).toEqual({ before: { generation: 1, seq: 4 }, after: { generation: 1, seq: 4 } });
    expect((await list('chair', sectionId)).head.seq).toBe(4);
  });
});

describe('[H9] who wrote what', () => {
  it('is told by party, by name to the own party only, with days and shares', async () => {
    const sectionId = await section();
    await write(sectionId, 'commissioner', '2030-06-01T09:00:00Z', type('aaaaaaaaa'));
    await write(sectionId, 'contractor', '2030-06-03T09:00:00Z', type('b', 9));
    await write(sectionId, 'commissioner', '2030-06-05T09:00:00Z', type('aaaaaaaaaa', 10));
    const person = async (who: Who): Promise<string> => {
      const rows: { name: string }[] = await app.owner.query('SELECT name FROM persons WHERE id = $1', [
        world.person(who),
      ]);
      return rows[0]!.name;
    };
    const seen = async (who: Who): Promise<unknown> =>
      (await authorship(who, sectionId)).authors.map(({ author, ...how }) => ({
        party: author.kind === 'party' && author.party.name,
        person: author.kind === 'party' && author.person,
        ...how,
      }));
    expect(await seen('contractor')).toEqual([
      { party: 'Partij commissioner', person: null, share: 950, from: '2030-06-01', until: '2030-06-05' },
      {
        party: 'Partij contractor',
        person: await person('contractor'),
        share: 50,
        from: '2030-06-03',
        until: '2030-06-03',
      },
    ]);
    expect(await seen('commissioner')).toMatchObject([{ person: await person('commissioner') }, { person: null }]);
    const { spans } = await authorship('observer', sectionId);
    expect(spans[0]?.spans).toEqual([
      { length: 9, author: 0 },
      { length: 1, author: 1 },
      { length: 10, author: 0 },
    ]);
    await app.owner.query('UPDATE tables SET names_visible = true WHERE id = $1', [world.tableId]);
    expect(await seen('observer')).toMatchObject([
      { person: await person('commissioner') },
      { person: await person('contractor') },
    ]);
    await app.owner.query('UPDATE tables SET names_visible = false WHERE id = $1', [world.tableId]);
  });
});

describe('[H1] the history of a section whose readers changed', () => {
  const give = async (
    sectionId: string,
    rights: Partial<Record<'commissioner' | 'contractor', 'read' | 'write' | 'none'>>,
  ): Promise<void> => {
    const owner = await as('commissioner');
    const { accessVersion } = (await owner.get(`/api/sections/${sectionId}/rights`)).json<SectionRightsView>();
    const grants = Object.entries(rights).map(([role, right]) => ({ grantee: { kind: 'role', role }, right }));
    const answer = await owner.send('PUT', `/api/sections/${sectionId}/rights`, { accessVersion, grants });
    expect(answer.status).toBe(200);
  };
  const generations = async (who: Who, sectionId: string): Promise<number[]> =>
    (await list(who, sectionId)).chapters.map(({ generation }) => generation);

  it('shows a newcomer the text from his coming on, and nothing of who wrote before', async () => {
    const sectionId = await section('commissionersOnly');
    await write(sectionId, 'commissioner', '2030-07-01T09:00:00Z', type('GEHEIM wij blijven'));
    await write(sectionId, 'otherCommissioner', '2030-07-02T09:00:00Z', (doc) => textOf(doc).delete(0, 7));
    expect((await get('contractor', sectionId, `?zone=${ZONE}`)).status).toBe(404);
    await give(sectionId, { commissioner: 'write', contractor: 'write' });
    expect(await generations('contractor', sectionId)).toEqual([2]);
    expect(await generations('commissioner', sectionId)).toEqual([2, 1]);
    const nowhere = await read('contractor', sectionId, '9.9');
    for (const place of ['1.1', '1.2', '1.3'])
      expect((await read('contractor', sectionId, place)).text).toBe(nowhere.text);
    expect((await read('commissioner', sectionId, '1.2')).text).toContain('GEHEIM');
    const answers = await Promise.all(
      [`?zone=${ZONE}`, `/version?zone=${ZONE}`, `/authorship?zone=${ZONE}`, '/comparison?from=2.3'].map((rest) =>
        get('contractor', sectionId, rest),
      ),
    );
    for (const { text, status } of answers) {
      expect(status).toBe(200);
      expect(text).not.toMatch(/GEHEIM|Partij commissioner|Partij otherCommissioner|2030-07/);
    }
    expect((await get('contractor', sectionId, '/comparison?from=1.2')).text).toBe(nowhere.text);
    await write(sectionId, 'contractor', '2030-07-05T09:00:00Z', type('En wij ook. '));
    const { authors } = await authorship('contractor', sectionId);
    expect(authors.map(({ author, from }) => [author.kind, from])).toEqual([
      ['party', '2030-07-05'],
      ['earlier', null],
    ]);
    const seen = await authorship('commissioner', sectionId);
    expect(seen.authors.map(({ author }) => author.kind)).toEqual(['party', 'party']);
  });

  it('lets a seat that left and came back read the chapters in which it was there, and compare over the gap', async () => {
    const sectionId = await section('commissionersOnly');
    await give(sectionId, { commissioner: 'write', contractor: 'write' });
    await write(sectionId, 'contractor', '2030-08-01T09:00:00Z', type('een '));
    await give(sectionId, { commissioner: 'write' });
    expect((await get('contractor', sectionId, `?zone=${ZONE}`)).status).toBe(404);
    await write(sectionId, 'commissioner', '2030-08-02T09:00:00Z', type('GEHEIM twee '));
    await write(sectionId, 'commissioner', '2030-08-03T09:00:00Z', (doc) => textOf(doc).delete(0, 7));
    await give(sectionId, { commissioner: 'write', contractor: 'write' });
    expect(await generations('contractor', sectionId)).toEqual([4, 2]);
    expect(await generations('commissioner', sectionId)).toEqual([4, 3, 2, 1]);
    const { head } = await list('contractor', sectionId);
    const over = (await get('contractor', sectionId, `/comparison?from=2.2&to=4.${head.seq}`)).json<ComparisonView>();
    expect(over.comparison.words).toEqual({ inserted: 1, deleted: 0 });
    expect(over.parties).toEqual([]);
    expect(JSON.stringify(over)).not.toMatch(/GEHEIM|2030-08-0[23]/);
    const whole = (
      await get('commissioner', sectionId, `/comparison?from=2.2&to=4.${head.seq}`)
    ).json<ComparisonView>();
    expect(whole.parties.map(({ name }) => name)).toEqual(['Partij commissioner']);
    for (const place of ['3.2', '3.3', '1.1']) expect((await read('contractor', sectionId, place)).status).toBe(404);
    expect((await restore('contractor', sectionId, { generation: 3, seq: 3 }, head)).status).toBe(404);
    expect((await restore('contractor', sectionId, { generation: 2, seq: 2 }, head)).status).toBe(200);
  });
});
