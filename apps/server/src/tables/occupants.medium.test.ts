import type { AdministrationView, TableView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdministrator } from '../testing/administration';
import type { Browser } from '../testing/browser';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, type TestWorld } from '../testing/world';

let http: HttpApp;
let world: TestWorld;
let administrator: Browser;

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  administrator = await asAdministrator(http, world);
});
afterAll(() => http?.close());

const read = async (): Promise<AdministrationView> => (await administrator.get('/api/administration')).json();
/** Of how many seats the contractor is told who sits there, and whose own is among them. */
async function named(): Promise<{ seats: number; of: number }> {
  const view = (await (await world.as('contractor')).get(`/api/tables/${world.tableId}`)).json<TableView>();
  return { seats: view.seats.filter(({ persons }) => persons !== null).length, of: view.seats.length };
}
async function change(more: object): Promise<void> {
  const { version, kind, name, purpose, namesVisible, reportsTo } = (await read()).tables.find(
    ({ tableId }) => tableId === world.tableId,
  )!;
  const body = { version, kind, name, purpose, namesVisible, reportsTo, ...more };
  const answer = await administrator.send('PUT', `/api/administration/tables/${world.tableId}`, body);
  expect(answer.status, answer.text).toBe(200);
}

describe('[T25] who sits at a table', () => {
  it('is shown to everybody at a new table, by name and function', async () => {
    const { regionId } = (await read()).tables[0]!;
    const table = { regionId, kind: 'theme', name: 'Nieuw', purpose: 'X', namesVisible: false, reportsTo: null };
    const made = await administrator.send('POST', '/api/administration/tables', table);
    expect(made.json<AdministrationView>().tables.find(({ name }) => name === 'Nieuw')).toMatchObject({
      occupantsVisible: true,
      namesVisible: false,
    });
  });

  it('is shown to the own party only where the table chose that, and a change that does not name it leaves it', async () => {
    expect((await named()).seats).toBe(1);
    await change({ occupantsVisible: true });
    const all = await named();
    expect(all.seats).toBe(all.of);
    await change({ purpose: 'Iets anders' });
    expect((await named()).seats).toBe(all.of);
    await change({ occupantsVisible: false });
    expect((await named()).seats).toBe(1);
  });
});

it('[T26] who posted a message is not named to another party because seats are', async () => {
  await change({ occupantsVisible: true });
  const message = { messageId: crypto.randomUUID(), text: 'Welkom', formality: 'informal' };
  await (await world.as('chair')).send('POST', `/api/tables/${world.tableId}/messages`, message);
  const seen = async (): Promise<unknown> =>
    (await (await world.as('contractor')).get(`/api/tables/${world.tableId}/plan`)).json<{ messages: unknown[] }>()
      .messages[0];
  expect(await seen()).toMatchObject({ person: null });
  await change({ namesVisible: true });
  expect(await seen()).toMatchObject({ person: expect.stringContaining('Persoon') });
});
