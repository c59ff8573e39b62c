import { randomUUID } from 'node:crypto';
import type { AdministrationView, SectionView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdministrator } from '../testing/administration';
import type { Answer, Browser } from '../testing/browser';
import { addDocument, addSection } from '../testing/documents';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, type TestWorld } from '../testing/world';

let http: HttpApp;
let world: TestWorld;
let administrator: Browser;
let commissioner: Browser;
let documentId: string;

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  administrator = await asAdministrator(http, world);
  commissioner = await world.as('commissioner');
  documentId = await addDocument(commissioner, world.tableId);
});
afterAll(() => http?.close());

const read = async (): Promise<AdministrationView> => (await administrator.get('/api/administration')).json();
const organisationOf = async (name: string): Promise<AdministrationView['organisations'][number]> =>
  (await read()).organisations.find(({ party }) => party.name === name)!;

async function provider(name: string, abbreviation: string): Promise<void> {
  const { regionId } = (await read()).tables.find(({ tableId }) => tableId === world.tableId)!;
  const body = { regionId, kind: 'provider', name, abbreviation, parentOrganisationId: null };
  expect((await administrator.send('POST', '/api/administration/organisations', body)).status).toBe(201);
}
async function seat(name: string): Promise<string> {
  const { organisationId } = (await organisationOf(name)).party;
  const path = `/api/administration/tables/${world.tableId}/seats`;
  const answer = await administrator.send('POST', path, { organisationId, role: 'contractor' });
  expect(answer.status, answer.text).toBe(201);
  return answer.json<AdministrationView>().seats.find(({ party }) => party.organisationId === organisationId)!.seatId;
}
async function rename(name: string, abbreviation: string): Promise<Answer> {
  const { party, version } = await organisationOf(name);
  const body = { version, name, abbreviation, archived: false };
  return administrator.send('PUT', `/api/administration/organisations/${party.organisationId}`, body);
}
const takeAway = (seatId: string): Promise<Answer> =>
  administrator.send('DELETE', `/api/administration/seats/${seatId}`);
const annex = (seatId: string): Promise<SectionView> =>
  addSection(commissioner, documentId, 'Bijlage', { kind: 'providerWithCommissioners', provider: seatId });
async function reads(sectionId: string, accessVersion: number, ...seatIds: string[]): Promise<void> {
  const grants = [
    { grantee: { kind: 'role', role: 'commissioner' }, right: 'write' },
    ...seatIds.map((seatId) => ({ grantee: { kind: 'seat', seatId }, right: 'read' })),
  ];
  const answer = await commissioner.send('PUT', `/api/sections/${sectionId}/rights`, { accessVersion, grants });
  expect(answer.status, answer.text).toBe(200);
}

describe('[D23] an abbreviation of which codes are made', () => {
  it('stays with its organisation as long as a section bears it, also when its seat would go', async () => {
    await provider('Eerste', 'QQ');
    const seatId = await seat('Eerste');
    expect((await annex(seatId)).code).toBe('QQ.1');
    expect((await rename('Eerste', 'WW')).json()).toMatchObject({ fields: ['abbreviation'] });
    expect((await takeAway(seatId)).status).toBe(409);
    expect((await organisationOf('Eerste')).party.abbreviation).toBe('QQ');
  });

  it('that came free begins at 1 for who takes it, and what bore it before bears another code', async () => {
    await provider('Tweede', 'RR');
    await provider('Derde', 'SS');
    const old = await seat('Tweede');
    const lent: SectionView[] = [];
    for (let at = 0; at < 3; at += 1) {
      const section = await addSection(commissioner, documentId, `Lening ${at}`, { kind: 'commissionersOnly' });
      await reads(section.sectionId, 1, old);
      lent.push(section);
    }
    const codes = async (): Promise<string[]> =>
      (await commissioner.get(`/api/documents/${documentId}`))
        .json<{ sections: SectionView[] }>()
        .sections.filter(({ title }) => title.startsWith('Lening'))
        .map(({ code }) => code)
        .sort();
    expect(await codes()).toEqual(['RR.1', 'RR.2', 'RR.3']);
    expect((await takeAway(old)).status).toBe(409);
    for (const { sectionId } of lent) await reads(sectionId, 2);
    expect(await codes()).toEqual(['G.1', 'G.2', 'G.3']);
    expect((await takeAway(old)).status).toBeLessThan(300);
    expect((await rename('Tweede', 'TT')).status).toBe(200);
    expect((await rename('Derde', 'RR')).status).toBe(200);
    const seatId = await seat('Derde');
    const section = await annex(seatId);
    expect(section.code).toBe('RR.1');
    const own = await http.owner.query(
      `SELECT count(*)::int AS count FROM sections WHERE document_id = $1 AND code LIKE 'RR.%'`,
      [documentId],
    );
    expect(own).toEqual([{ count: 1 }]);
  });

  it('is not given up while its organisation is being given a seat', async () => {
    await provider('Vierde', 'UU');
    const { party } = await organisationOf('Vierde');
    const other = http.owner.createQueryRunner();
    await other.startTransaction();
    await other.query(
      `INSERT INTO seats (id, table_id, organisation_id, role, added_at) VALUES ($1, $2, $3, 'contractor', now())`,
      [randomUUID(), world.tableId, party.organisationId],
    );
    const renaming = rename('Vierde', 'VV');
    // It waits for the seat.
    const waits = async (): Promise<number> => {
      const rows: { count: number }[] = await http.owner.query(
        `SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%organisations%'`,
      );
      return rows[0]?.count ?? 0;
    };
    await expect.poll(waits).toBe(1);
    await other.commitTransaction();
    await other.release();
    expect((await renaming).json()).toMatchObject({ fields: ['abbreviation'] });
    expect((await organisationOf('Vierde')).party.abbreviation).toBe('UU');
  });
});
