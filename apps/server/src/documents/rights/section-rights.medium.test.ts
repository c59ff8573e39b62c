import type { ChangeRights, Right, Role, SectionRightsView, SectionView } from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Browser } from '../../testing/browser';
import { addDocument, addSection, documentAs } from '../../testing/documents';
import { startHttpApp, type HttpApp } from '../../testing/http-app';
import { makeWorld, WHO, type TestWorld, type Who } from '../../testing/world';

let http: HttpApp;
let world: TestWorld;
let documentId: string;
const browsers = new Map<Who, Browser>();
const as = (who: Who): Browser => browsers.get(who)!;

type Grants = ChangeRights['grants'];
const role = (name: Role, right: Right): Grants[number] => ({ grantee: { kind: 'role', role: name }, right });
const seat = (who: Who, right: Right): Grants[number] => ({
  grantee: { kind: 'seat', seatId: world.seat(who) },
  right,
});
const change = (who: Who, section: SectionView, accessVersion: number, grants: Grants): Promise<Answer> =>
  as(who).send('PUT', `/api/sections/${section.sectionId}/rights`, { accessVersion, grants });
const rights = (who: Who, section: SectionView): Promise<Answer> =>
  as(who).get(`/api/sections/${section.sectionId}/rights`);
const secret = (title = 'Mandaat'): Promise<SectionView> =>
  addSection(as('commissioner'), documentId, title, { kind: 'commissionersOnly' });

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  for (const who of WHO) browsers.set(who, await world.as(who));
  documentId = await addDocument(as('secretary'), world.tableId);
});
afterAll(() => http?.close());
beforeEach(() => void http.live.heard.splice(0));

describe('changing rights', () => {
  it('[R5] belongs to the owner; readers are refused, others find nothing', async () => {
    const section = await addSection(as('contractor'), documentId, 'Bijlage', {
      kind: 'providerWithCommissioners',
      provider: world.seat('contractor'),
    });
    const grants = [role('commissioner', 'write'), seat('contractor', 'write'), role('chair', 'read')];
    expect((await change('contractor', section, 1, grants)).status).toBe(200);
    for (const who of WHO) {
      const answer = await change(who, section, 2, grants);
      const owner = ['commissioner', 'otherCommissioner', 'contractor'].includes(who);
      expect(answer.status, who).toBe(owner ? 200 : who === 'chair' ? 403 : 404);
      expect((await rights(who, section)).status, who).toBe(owner || who === 'chair' ? 200 : 404);
    }
  });

  it('[R5] gives and takes at once: the next request already knows', async () => {
    const section = await secret();
    const sees = async (who: Who): Promise<boolean> =>
      (await documentAs(as(who), documentId)).sections.some(({ sectionId }) => sectionId === section.sectionId);
    expect(await sees('secretary')).toBe(false);
    await change('commissioner', section, 1, [role('commissioner', 'write'), seat('secretary', 'read')]);
    expect(await sees('secretary')).toBe(true);
    await change('commissioner', section, 2, [role('commissioner', 'write')]);
    expect(await sees('secretary')).toBe(false);
    expect((await rights('secretary', section)).status).toBe(404);
  });

  it('[R5] compares with what the owner saw: of two at once, one is refused', async () => {
    const section = await secret();
    const answers = await Promise.all([
      change('commissioner', section, 1, [role('commissioner', 'write'), role('chair', 'read')]),
      change('otherCommissioner', section, 1, [role('commissioner', 'read'), role('secretary', 'read')]),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = await change('commissioner', section, 1, [role('commissioner', 'write')]);
    expect(late.text).toBe('{"code":"conflict","status":409}');
    const view = (await rights('commissioner', section)).json<SectionRightsView>();
    expect(view.accessVersion).toBe(2);
    expect(view.log).toHaveLength(2);
  });

  it('[R5] never leaves a section without an owner who reads it', async () => {
    const section = await secret();
    const locked = await change('commissioner', section, 1, [role('chair', 'write')]);
    expect(locked.text).toBe('{"code":"last-owner","status":422}');
    const both = [role('commissioner', 'write'), seat('commissioner', 'none'), seat('otherCommissioner', 'none')];
    expect((await change('commissioner', section, 1, both)).json()).toMatchObject({ code: 'last-owner' });
    // Giving up one's own right is allowed as long as another owner remains.
    const left = await change('commissioner', section, 1, [
      role('commissioner', 'write'),
      seat('commissioner', 'none'),
    ]);
    expect(left.json()).toMatchObject({ accessVersion: 2, mayChange: false });
    expect((await rights('commissioner', section)).status).toBe(404);
    expect((await rights('otherCommissioner', section)).status).toBe(200);
  });

  it('[R8] is seen by the audience, who did it and what changed; nothing is logged for no change', async () => {
    const section = await secret();
    const grants = [role('commissioner', 'write'), seat('contractor', 'comment')];
    await change('commissioner', section, 1, grants);
    expect((await change('commissioner', section, 2, grants)).json()).toMatchObject({ accessVersion: 2 });
    const { log, seats } = (await rights('contractor', section)).json<SectionRightsView>();
    expect(log.map(({ by, changes }) => [by.name, changes])).toEqual([
      [
        'Partij commissioner',
        [{ grantee: { kind: 'seat', seatId: world.seat('contractor') }, from: 'none', to: 'comment' }],
      ],
      ['Partij commissioner', [{ grantee: { kind: 'role', role: 'commissioner' }, from: 'none', to: 'write' }]],
    ]);
    expect(seats.find(({ seatId }) => seatId === world.seat('contractor'))).toMatchObject({
      right: 'comment',
      owner: false,
    });
  });

  it('[R8] stands in a log that refuses change, for the owner of the tables too', async () => {
    for (const table of ['section_rights_log', 'section_codes']) {
      await expect(http.owner.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
      await expect(http.owner.query(`UPDATE ${table} SET section_id = section_id`)).rejects.toThrow('append-only');
      await expect(http.owner.query(`TRUNCATE ${table}`)).rejects.toThrow('append-only');
    }
  });

  it('[R9] is answered only after the live side has let go', async () => {
    const section = await secret();
    let letGo = (): void => undefined;
    http.live.heard.splice(0);
    http.live.delay = () => new Promise((resolve) => (letGo = resolve));
    let answered = false;
    const answer = change('commissioner', section, 1, [role('commissioner', 'read')]).then((given) => {
      answered = true;
      return given;
    });
    await expect.poll(() => http.live.heard).toEqual([`rights ${section.sectionId}`]);
    // Committed before the live side hears of it: what it reads then is the new state.
    const [head] = await http.owner.query('SELECT access_version FROM section_heads WHERE section_id = $1', [
      section.sectionId,
    ]);
    expect(head.access_version).toBe(2);
    expect(answered).toBe(false);
    http.live.delay = () => Promise.resolve();
    letGo();
    expect((await answer).status).toBe(200);
    expect(http.live.heard).toEqual([`rights ${section.sectionId}`, `document ${documentId}`]);
  });

  it('[D20] lets go of the old history before it lets anybody in', async () => {
    const section = await secret();
    http.live.heard.splice(0);
    await change('commissioner', section, 1, [role('commissioner', 'write'), role('chair', 'read')]);
    const { sectionId } = section;
    expect(http.live.heard).toEqual([`restarted ${sectionId}`, `rights ${sectionId}`, `document ${documentId}`]);
  });

  it('[R4] takes no seat of another table, and says no more than for one that does not exist', async () => {
    const section = await secret();
    const stranger = (seatId: string): Grants => [
      role('commissioner', 'write'),
      { grantee: { kind: 'seat', seatId }, right: 'read' },
    ];
    const there = await change('commissioner', section, 1, stranger(world.elsewhere.seatId));
    const nowhere = await change('commissioner', section, 1, stranger(crypto.randomUUID()));
    expect(there.text).toBe('{"code":"invalid-input","status":400,"fields":["grants"]}');
    expect(nowhere.text).toBe(there.text);
    const twice = [role('commissioner', 'write'), role('commissioner', 'read')];
    expect((await change('commissioner', section, 1, twice)).status).toBe(400);
  });
});

describe('the code of a section', () => {
  const ALL = [
    'commissioner',
    'contractor',
    'clientRepresentative',
    'partner',
    'chair',
    'secretary',
    'observer',
  ] as const;
  const everybody = ALL.map((name) => role(name, 'read'));

  /** A document with common sections A, B and C and the commissioners' M and N. */
  async function plan(): Promise<{ id: string; sections: SectionView[]; codes: (who: Who) => Promise<string> }> {
    const id = await addDocument(as('secretary'), world.tableId);
    const add = (title: string, kind: 'wholeTable' | 'commissionersOnly'): Promise<SectionView> =>
      addSection(as('commissioner'), id, title, { kind });
    const sections: SectionView[] = [];
    for (const title of ['A', 'B', 'C']) sections.push(await add(title, 'wholeTable'));
    for (const title of ['M', 'N']) sections.push(await add(title, 'commissionersOnly'));
    const codes = async (who: Who): Promise<string> =>
      (await documentAs(as(who), id)).sections.map(({ code, title }) => `${title} ${code}`).join(', ');
    return { id, sections, codes };
  }

  it('[D4] is a new one when readers go, and no number is missing for who lost it', async () => {
    const { sections, codes } = await plan();
    const [, narrowed] = sections;
    await change('commissioner', narrowed!, 1, [role('commissioner', 'write')]);
    expect(await codes('observer')).toBe('A 1, C 2');
    // In order of place: B was made before M and N.
    expect(await codes('commissioner')).toBe('A 1, C 2, B G.3, M G.1, N G.2');
  });

  it('[D4] is a new one when readers come, and counts nothing that is hidden from them', async () => {
    const { sections, codes } = await plan();
    await change('commissioner', sections[3]!, 1, everybody);
    expect(await codes('observer')).toBe('A 1, B 2, C 3, M 4');
    expect(await codes('commissioner')).toBe('A 1, B 2, C 3, M 4, N G.1');
  });

  it('[D4] stays when only the rights of its readers change', async () => {
    const { sections, codes } = await plan();
    await change('commissioner', sections[1]!, 1, everybody);
    expect(await codes('commissioner')).toBe('A 1, B 2, C 3, M G.1, N G.2');
  });

  it('[D4] is the same for all readers, however often and at once sections come and go', async () => {
    const { sections, codes } = await plan();
    const turns = [
      [role('commissioner', 'write')],
      [role('commissioner', 'write'), seat('contractor', 'read')],
      everybody,
    ];
    for (const [at, grants] of turns.entries()) {
      const readers = at === 0 ? (['commissioner'] as const) : (['commissioner', 'contractor'] as const);
      const answers = await Promise.all(
        sections.map(async (each) => {
          const { accessVersion } = (await rights('commissioner', each)).json<SectionRightsView>();
          return change('commissioner', each, accessVersion, grants);
        }),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      for (const who of readers) {
        const given = (await codes(who)).split(', ').flatMap((each) => each.split(' ')[1] ?? []);
        const series = new Set(given.map((code) => code.replace(/\d+$/, '')));
        expect(series.size, who).toBe(1);
        expect(given.map((code) => Number(/\d+$/.exec(code)?.[0])).sort(), who).toEqual([1, 2, 3, 4, 5]);
      }
      expect(await codes('otherCommissioner')).toBe(await codes('commissioner'));
    }
  });

  it('[D4] leaves an archived section its number, whose readers still see it', async () => {
    const { id, sections, codes } = await plan();
    await as('commissioner').send('PUT', `/api/sections/${sections[0]!.sectionId}/archive`, { archived: true });
    await change('commissioner', sections[1]!, 1, [role('commissioner', 'write')]);
    expect(await codes('observer')).toBe('C 2');
    const { archive } = await documentAs(as('observer'), id);
    expect(archive.map(({ code }) => code)).toEqual(['1']);
  });

  it('[D4] stays on record', async () => {
    const { sections } = await plan();
    await change('commissioner', sections[1]!, 1, [role('commissioner', 'write')]);
    const rows: { code: string }[] = await http.owner.query(
      'SELECT code FROM section_codes WHERE section_id = ANY ($1) ORDER BY code',
      [[sections[1]!.sectionId, sections[2]!.sectionId]],
    );
    expect(rows.map(({ code }) => code)).toEqual(['2', '2', '3', 'G.3']);
  });
});
