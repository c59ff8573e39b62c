import type { SectionView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Browser } from '../testing/browser';
import { addDocument } from '../testing/documents';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';

let http: HttpApp;
let world: TestWorld;
let documentId: string;
const browsers = new Map<Who, Browser>();
const as = (who: Who): Browser => browsers.get(who)!;

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  for (const who of WHO) browsers.set(who, await world.as(who));
  documentId = await addDocument(as('secretary'), world.tableId);
});
afterAll(() => http?.close());

const add = (who: Who, preset: object): Promise<Answer> =>
  as(who).send('POST', `/api/documents/${documentId}/sections`, { title: 'Stuk', preset });
async function readers(sectionId: string): Promise<Who[]> {
  const found: Who[] = [];
  for (const who of WHO) if ((await as(who).get(`/api/sections/${sectionId}/rights`)).status === 200) found.push(who);
  return found;
}

describe('[R19] the secretary', () => {
  it('makes what the whole table reads and the secretary alone writes', async () => {
    const answer = await add('secretary', { kind: 'toRead', own: world.seat('secretary') });
    expect(answer.status, answer.text).toBe(201);
    const { sectionId, code, right } = answer.json<SectionView>();
    expect([code, right]).toEqual(['1', 'write']);
    expect(await readers(sectionId)).toEqual([...WHO]);
    for (const who of WHO.filter((each) => each !== 'secretary')) {
      const { sections } = (await as(who).get(`/api/documents/${documentId}`)).json<{ sections: SectionView[] }>();
      expect(sections.find((each) => each.sectionId === sectionId)?.right, who).toBe('read');
    }
    // Whoever neither writes it nor owns it makes none.
    expect((await add('secretary', { kind: 'toRead' })).status).toBe(403);
    expect((await add('contractor', { kind: 'toRead', own: world.seat('secretary') })).status).toBe(403);
    expect((await add('secretary', { kind: 'toRead', own: crypto.randomUUID() })).status).toBe(400);
  });

  it('makes, as the regional office, what it writes with the municipalities, and so do these', async () => {
    const preset = { kind: 'commissionersWithSecretariat', secretariat: world.seat('secretary') };
    for (const who of ['secretary', 'commissioner'] as const) {
      const answer = await add(who, preset);
      expect(answer.status, answer.text).toBe(201);
      expect(await readers(answer.json<SectionView>().sectionId)).toEqual([
        'commissioner',
        'secretary',
        'otherCommissioner',
      ]);
    }
    expect((await add('contractor', preset)).status).toBe(403);
    expect((await add('chair', preset)).status).toBe(403);
  });

  it('of somebody independent is in no such audience, nor is a seat of another role', async () => {
    const wrong = (seatId: string): Promise<Answer> =>
      add('commissioner', { kind: 'commissionersWithSecretariat', secretariat: seatId });
    for (const who of ['chair', 'contractor', 'commissioner'] as const)
      expect((await wrong(world.seat(who))).json()).toMatchObject({ fields: ['preset'] });
    await http.owner.query(
      `UPDATE organisations SET kind = 'independent'
       WHERE id = (SELECT organisation_id FROM seats WHERE id = $1)`,
      [world.seat('secretary')],
    );
    expect((await wrong(world.seat('secretary'))).json()).toMatchObject({ fields: ['preset'] });
  });
});
