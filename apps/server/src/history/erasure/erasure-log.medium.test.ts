import { eraseFromUpdate, IdRanges } from '@samenspel/collab/server';
import { Random, randomEdit } from '@samenspel/collab/testing';
import { id } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Generations } from '../../documents/text/generations';
import { typeOrmOptions } from '../../platform/database';
import { writeText } from '../../testing/comments';
import { addDocument, addSection } from '../../testing/documents';
import { startLiveApp, type LiveApp } from '../../testing/live-app';
import { makeWorld, type TestWorld } from '../../testing/world';

let app: LiveApp;
let world: TestWorld;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
});
afterAll(() => app?.close());

async function section(): Promise<{ sectionId: string }> {
  const browser = await world.as('commissioner');
  const documentId = await addDocument(browser, world.tableId);
  return addSection(browser, documentId, 'Doelen', { kind: 'wholeTable' });
}

describe('[H12] the log', () => {
  it('lets nothing be written over it but a passage that is erased in the same transaction, and that only without its letters', async () => {
    const { sectionId } = await section();
    await writeText(app, world, 'secretary', sectionId, ['burgerservicenummer 123456782']);
    const application = await new DataSource(typeOrmOptions(app.database.app)).initialize();
    const update = `UPDATE section_updates SET bytes = '\\x0000' WHERE section_id = '${sectionId}'`;
    await expect(application.query(update)).rejects.toThrow('permission denied');
    await expect(app.owner.query(update)).rejects.toThrow('append-only');
    const own = { seatId: id<never>(world.seat('secretary')), personId: id<never>(world.person('secretary')) };
    await app
      .get(DataSource)
      .transaction((manager) => app.get(Generations).start(manager, id(sectionId), 'audience', own, []));
    await expect(
      app.owner.query('UPDATE section_generations SET base = base WHERE section_id = $1', [sectionId]),
    ).rejects.toThrow('append-only');
    const erasure = (reason: string, generation = 7): [string, unknown[]] => [
      `INSERT INTO section_erasures (id, section_id, generation, at, by_seat, by_person, reason, letters, comments, clients, froms, untils)
       VALUES (gen_random_uuid(), $1, $2, now(), $3, $4, '${reason}', 1, false, '{}', '{}', '{}') RETURNING id`,
      [sectionId, generation, world.seat('secretary'), world.person('secretary')],
    ];
    const tryIn = (db: DataSource): Promise<unknown> =>
      db.transaction(async (manager) => {
        await manager.query(...erasure('iets'));
        await manager.query(update);
        return manager.query('SELECT bytes FROM section_updates WHERE section_id = $1 ORDER BY seq', [sectionId]);
      });
    await expect(tryIn(application)).rejects.toThrow('permission denied');
    const rows = 'SELECT bytes FROM section_updates WHERE section_id = $1 ORDER BY seq';
    const before: unknown = await app.owner.query(rows, [sectionId]);
    // The owner's update is taken, and writes no other bytes than those that were there.
    expect(await tryIn(app.owner)).toEqual(before);
    await expect(
      app.owner.transaction(async (manager) => {
        await manager.query(...erasure('iets anders', 8));
        await manager.query('UPDATE section_updates SET seq = seq + 100 WHERE section_id = $1', [sectionId]);
      }),
    ).rejects.toThrow('append-only');
    // An erasure that was written down before is no leave to erase now.
    const [{ id: earlier }]: [{ id: string }] = (await application.query(...erasure('eerder', 9))) as [{ id: string }];
    await expect(application.query(`SELECT erase_passage('${earlier}', '{}', '{1}', '{1}')`)).rejects.toThrow(
      'no such erasure',
    );
    await expect(application.query('DELETE FROM section_erasures')).rejects.toThrow('permission denied');
    await expect(app.owner.query('UPDATE section_erasures SET reason = reason')).rejects.toThrow('append-only');
    await expect(app.owner.query('DELETE FROM section_erasures')).rejects.toThrow('append-only');
    await application.destroy();
  });

  it.each([
    ['abcdef', 'ab███ef', true],
    ['abcdef', '███', true],
    ['abcdef', 'abcdef', true],
    ['abcdef', '███def', true],
    ['abcdef', 'abc███', true],
    ['abcdef', 'xb███ef', false],
    ['abcdef', 'ab███xx', false],
    ['abcdef', 'abc███cdef', false],
    ['abcdef', 'abcde', false],
    ['een twee drie', '███twee███', true],
    ['een twee drie', '███vier███', false],
    [null, null, true],
    ['abc', null, false],
  ])('lets %j become %j: %s', async (was, now, may) => {
    const [{ is_blackened: answer }]: [{ is_blackened: boolean }] = (await app.owner.query(
      'SELECT is_blackened($1, $2)',
      [was, now],
    )) as [{ is_blackened: boolean }];
    expect(answer).toBe(may);
  });

  it('takes letters out of an update byte for byte as the library does', async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const random = new Random(seed);
      const doc = new Y.Doc();
      doc.clientID = 300 + seed * 1_000_000;
      const updates: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array) => updates.push(update));
      // Long ones too, which the database counts in another way; and with the one letter that its texts cannot hold.
      const words = ['🌱é', 'woorden en 🌱 één '.repeat(9), 'enkel letters '.repeat(9), `nul\0${'nul🌱'.repeat(20)}`];
      for (let step = 0; step < 40; step += 1) randomEdit(doc, random, `w${step}${words[step % 4]}`);
      updates.push(Y.encodeStateAsUpdate(doc), Y.mergeUpdates(updates));
      const last = doc.store.clients.get(doc.clientID)!.at(-1)!;
      const ranges = new IdRanges();
      for (let nth = 0; nth < 8; nth += 1) {
        const from = random.below(last.id.clock + last.length);
        ranges.add(doc.clientID, from, from + 1 + random.below(40));
      }
      const list = ranges.list();
      const made: { erased: Buffer }[] = await app.owner.query(
        'SELECT erased_update(given, $2, $3, $4) AS erased FROM unnest($1::bytea[]) WITH ORDINALITY AS all_of (given, nth) ORDER BY nth',
        [updates.map((bytes) => Buffer.from(bytes)), list.map((r) => r.client), list.map((r) => r.from), list.map((r) => r.until)], // prettier-ignore
      );
      updates.forEach((bytes, nth) => {
        const wanted = Buffer.from(eraseFromUpdate(bytes, ranges));
        expect(made[nth]?.erased.equals(wanted), `seed ${seed}, update ${nth}`).toBe(true);
      });
    }
  });
});
