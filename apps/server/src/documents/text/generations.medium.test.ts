import { beginHistory, type BegunHistory } from '@samenspel/collab';
import { id, type AdministrationView, type ChangeRights, type SectionView } from '@samenspel/domain';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { asAdministrator } from '../../testing/administration';
import type { Browser } from '../../testing/browser';
import { writeText } from '../../testing/comments';
import { addDocument, addSection } from '../../testing/documents';
import { startLiveApp, type LiveApp } from '../../testing/live-app';
import { makeWorld, type TestWorld } from '../../testing/world';
import { SectionTexts } from './section-texts';

// No text is known of which tidying changes what it says: here it does so with every text.
vi.mock('@samenspel/collab', async (original) => {
  const collab = await original<{ beginHistory: typeof beginHistory }>();
  const spoil = (updates: readonly Uint8Array[]): BegunHistory =>
    collab.beginHistory(updates, (root) => root.delete(0, root.length));
  return { ...collab, beginHistory: spoil };
});

const WORDS = 'Over het mandaat.';
let app: LiveApp;
let world: TestWorld;
let commissioner: Browser;
let section: SectionView;
const alarms = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  commissioner = await world.as('commissioner');
});
afterAll(async () => {
  alarms.mockRestore();
  await app?.close();
});
beforeEach(async () => {
  const documentId = await addDocument(commissioner, world.tableId);
  section = await addSection(commissioner, documentId, 'Mandaat', { kind: 'wholeTable' });
  await writeText(app, world, 'commissioner', section.sectionId, [WORDS]);
  alarms.mockClear();
});

/** Of this section, as an operator reads them. */
const told = (): unknown[] =>
  alarms.mock.calls
    .map(([line]) => JSON.parse(String(line)) as { sectionId: string })
    .filter(({ sectionId }) => sectionId === section.sectionId);
const TOLD = { event: 'history-not-tidied', generation: 2, cause: 'Error' };
async function textNow(): Promise<string> {
  const head = (await app.get(SectionTexts).heads([id(section.sectionId)])).get(id(section.sectionId));
  return JSON.stringify([head?.generation, head?.blocks]);
}

describe('[D22] a section whose text can not be tidied', () => {
  it('still goes from who may no longer read it, with an alarm that holds none of its words', async () => {
    const chair = await world.as('chair');
    const grants: ChangeRights['grants'] = [{ grantee: { kind: 'role', role: 'commissioner' }, right: 'write' }];
    const path = `/api/sections/${section.sectionId}/rights`;
    expect((await chair.get(path)).status).toBe(200);
    const answer = await commissioner.send('PUT', path, { accessVersion: 1, grants });
    expect(answer.status, answer.text).toBe(200);
    expect((await chair.get(path)).status).toBe(404);
    expect(await textNow()).toContain(WORDS);
    expect(told()).toEqual([{ ...TOLD, sectionId: section.sectionId }]);
    expect(JSON.stringify(alarms.mock.calls)).not.toContain('mandaat');
  });

  it('keeps nobody from a seat', async () => {
    const administrator = await asAdministrator(app, world);
    const view = (await administrator.get('/api/administration')).json<AdministrationView>();
    const { regionId } = view.tables.find(({ tableId }) => tableId === world.tableId)!;
    const made = await administrator.send('POST', '/api/administration/organisations', {
      regionId,
      kind: 'provider',
      name: 'Nieuwkomer',
      abbreviation: 'NK',
      parentOrganisationId: null,
    });
    const { party } = made.json<AdministrationView>().organisations.find((each) => each.party.name === 'Nieuwkomer')!;
    const answer = await administrator.send('POST', `/api/administration/tables/${world.tableId}/seats`, {
      organisationId: party.organisationId,
      role: 'contractor',
    });
    expect(answer.status, answer.text).toBeLessThan(300);
    expect(told()).toEqual([{ ...TOLD, sectionId: section.sectionId }]);
    expect(await textNow()).toContain(WORDS);
  });
});
