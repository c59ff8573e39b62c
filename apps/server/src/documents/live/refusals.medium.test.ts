import type { ClientMessage } from '@samenspel/collab/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDocument, addSection } from '../../testing/documents';
import { EngineLine } from '../../testing/engine-line';
import { startLiveApp, type LiveApp } from '../../testing/live-app';
import { Statements } from '../../testing/statements';
import { makeWorld, type TestWorld } from '../../testing/world';

let app: LiveApp;
let world: TestWorld;
let insider: EngineLine;
let outsider: EngineLine;
let statements: Statements;
const ids = new Map<string, string>();

beforeAll(async () => {
  statements = Statements.listen();
  app = await startLiveApp();
  world = await makeWorld(app);
  const commissioner = await world.as('commissioner');
  const documentId = await addDocument(await world.as('secretary'), world.tableId);
  for (const name of ['open here', 'at rest', 'put away'])
    ids.set(name, (await addSection(commissioner, documentId, name, { kind: 'commissionersOnly' })).sectionId);
  const away = `/api/sections/${ids.get('put away')}/archive`;
  expect((await commissioner.send('PUT', away, { archived: true })).status).toBe(200);
  ids.set('nothing', crypto.randomUUID());
  ids.set('all zeros', '00000000-0000-0000-0000-000000000000');
  ids.set('all ones', 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  insider = await EngineLine.of(app, commissioner);
  outsider = await EngineLine.of(app, await world.as('contractor'));
  const sectionId = ids.get('open here') ?? '';
  expect(await insider.say({ type: 'join', sections: [{ sectionId, known: null }] })).toMatchObject([
    { type: 'joined' },
  ]);
});
afterAll(async () => {
  for (const line of [insider, outsider]) app.live.engine.detach(line);
  await app?.close();
  statements.stop();
});

const MESSAGES: readonly ((sectionId: string) => ClientMessage)[] = [
  (sectionId) => ({ type: 'join', sections: [{ sectionId, known: null }] }),
  (sectionId) => ({ type: 'join', sections: [{ sectionId, known: { generation: 1, seq: 1_000_000 } }] }),
  (sectionId) => ({ type: 'lease', sectionId }),
  (sectionId) => ({
    type: 'frame',
    sectionId,
    generation: 1,
    leaseId: crypto.randomUUID(),
    frame: 1,
    bytes: new Uint8Array([0, 0]),
  }),
  (sectionId) => ({
    type: 'caret',
    sectionId,
    caret: { anchor: Uint8Array.of(0, 1, 0, 0), head: Uint8Array.of(0, 1, 0, 0) },
  }),
  (sectionId) => ({ type: 'leave', sectionId }),
];

describe('[R16] what may not be seen is refused with the same questions to the database as what does not exist', () => {
  it('by every message of the live text, whether somebody has it open, it is at rest, or put away', async () => {
    for (const message of MESSAGES) {
      const asked = new Map<string, string[]>();
      for (const [what, sectionId] of ids) {
        statements.take();
        await app.live.engine.receive(outsider, message(sectionId));
        asked.set(what, statements.take());
      }
      const { type } = message('');
      // Who joins is judged by what the database says now; all else is for who is in the section, which needs no question.
      expect(asked.get('nothing'), type).toHaveLength(type === 'join' ? 1 : 0);
      for (const what of ids.keys()) expect(asked.get(what), `${type} of ${what}`).toEqual(asked.get('nothing'));
    }
  });
});
