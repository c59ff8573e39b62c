import type { ChangeRights, Right, Role, SectionRightsView, SectionView } from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Browser } from '../testing/browser';
import { addDocument, addSection, documentAs } from '../testing/documents';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';

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
  it('[D4] stays when readers go, and is a new one when readers come, whom the old would tell how much is hidden', async () => {
    const [first, second] = [await secret('Eerste'), await secret('Tweede')];
    const all = (
      ['commissioner', 'contractor', 'clientRepresentative', 'partner', 'chair', 'secretary', 'observer'] as const
    ).map((name) => role(name, 'read'));
    const codeOf = async (who: Who, { sectionId }: SectionView): Promise<string | undefined> =>
      (await documentAs(as(who), documentId)).sections.find((its) => its.sectionId === sectionId)?.code;
    const number = Number(second.code.slice(2));
    expect(first.code).toBe(`G.${number - 1}`);
    await change('commissioner', second, 1, all);
    expect(await codeOf('observer', second)).toBe('1');
    await change('commissioner', second, 2, [role('commissioner', 'write')]);
    expect(await codeOf('commissioner', second)).toBe('1');
    expect(await codeOf('observer', second)).toBeUndefined();
    // Neither the number that was left behind nor the one in use is given to another.
    expect((await secret('Derde')).code).toBe(`G.${number + 1}`);
    const common = await addSection(as('chair'), documentId, 'Gewoon', { kind: 'wholeTable' });
    expect(common.code).toBe('2');
  });
});
