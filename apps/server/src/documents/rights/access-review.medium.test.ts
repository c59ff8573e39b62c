import { MOST_ARCHIVED, type AccessReviewView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdministrator } from '../../testing/administration';
import { addDocument, addSection, circlesOf } from '../../testing/documents';
import { startHttpApp, type HttpApp } from '../../testing/http-app';
import { makeWorld, WHO, type TestWorld } from '../../testing/world';

let http: HttpApp;
let world: TestWorld;

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  const documentId = await addDocument(await world.as('secretary'), world.tableId, 'CANARY plan');
  for (const { title, maker, preset } of circlesOf(world)) {
    await addSection(await world.as(maker), documentId, title, preset);
  }
});
afterAll(() => http?.close());

const sectionsOf = (view: AccessReviewView): AccessReviewView['documents'][number]['sections'] =>
  view.documents.flatMap(({ sections }) => sections);

describe('[R10] the review for an administrator', () => {
  it('holds every section by code, what each seat may do and why, and no title', async () => {
    const administrator = await asAdministrator(http, world);
    const answer = await administrator.get(`/api/administration/tables/${world.tableId}/access`);
    expect(answer.text).not.toContain('CANARY');
    const view = answer.json<AccessReviewView>();
    const sections = sectionsOf(view);
    expect(sections).toHaveLength(circlesOf(world).length);
    expect(view.seats.map(({ occupants }) => occupants)).toEqual(WHO.map(() => 1));
    const mandate = sections.find(({ code }) => code === 'G.1')!;
    const rightOf = (who: 'commissioner' | 'contractor'): object =>
      mandate.rights.find(({ seatId }) => seatId === world.seat(who))!;
    expect(rightOf('commissioner')).toMatchObject({ right: 'write', by: 'role', owner: true });
    expect(rightOf('contractor')).toMatchObject({ right: 'none', by: 'none', owner: false });
    const gone = await administrator.get(`/api/administration/tables/${crypto.randomUUID()}/access`);
    expect(gone.text).toBe('{"code":"not-found","status":404}');
  });
});

describe('[R11] the review for a seat', () => {
  it.each(WHO)('holds what %s may read, and no trace of the rest', async (who) => {
    const answer = await (await world.as(who)).get(`/api/tables/${world.tableId}/access`);
    const view = answer.json<AccessReviewView>();
    const readable = circlesOf(world).filter(({ readers }) => readers.includes(who));
    expect(
      sectionsOf(view)
        .map(({ title }) => title)
        .sort(),
    ).toEqual(readable.map(({ title }) => title).sort());
    for (const { title, readers } of circlesOf(world)) {
      if (!readers.includes(who)) expect(answer.text).not.toContain(title);
    }
  });
});

describe('[R20] archived sections', () => {
  it('are left out and counted, as far as they may be read, and listed up to a bound when they are asked for', async () => {
    const commissioner = await world.as('commissioner');
    const documentId = await addDocument(commissioner, world.tableId, 'Oud plan');
    const made = MOST_ARCHIVED + 5;
    for (let at = 0; at < made; at += 1)
      await addSection(commissioner, documentId, `Oud ${at}`, { kind: at === 0 ? 'commissionersOnly' : 'wholeTable' });
    const path = `/api/tables/${world.tableId}/access`;
    const observer = await world.as('observer');
    const before = (await observer.get(path)).json<AccessReviewView>();
    expect(before.archived).toBe(0);
    await http.owner.query('UPDATE documents SET archived_at = now() WHERE id = $1', [documentId]);
    const now = await observer.get(path);
    expect(now.json<AccessReviewView>().archived).toBe(made - 1);
    expect(now.text).not.toContain('Oud 1');
    const asked = (await observer.get(`${path}?archived=true`)).json<AccessReviewView>();
    expect(sectionsOf(asked)).toHaveLength(MOST_ARCHIVED);
    expect(sectionsOf(asked).every(({ title }) => title?.startsWith('Oud'))).toBe(true);
    expect((await commissioner.get(path)).json<AccessReviewView>().archived).toBe(made);
    const administrator = await asAdministrator(http, world);
    const review = (await administrator.get(`/api/administration${path.slice(4)}`)).json<AccessReviewView>();
    expect(review.archived).toBe(made);
    expect((await observer.get(`${path}?archived=ja`)).status).toBe(400);
  });
});
