import type { FrameToCommit, Lease } from '@samenspel/collab/server';
import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SessionService } from '../../identity/session.service';
import { addDocument, addSection } from '../../testing/documents';
import { startLiveApp, type LiveApp } from '../../testing/live-app';
import { makeWorld, type TestWorld } from '../../testing/world';
import { PgSectionStore } from './pg-section-store';

let app: LiveApp;
let world: TestWorld;
let pool: Pool;
let store: PgSectionStore;
let sectionId: string;
let sessionId: string;
let lease: Lease;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  pool = new Pool({ ...app.database.app });
  store = new PgSectionStore(pool);
});
afterAll(async () => {
  await pool.end();
  await app.close();
});

beforeEach(async () => {
  const browser = await world.as('commissioner');
  const documentId = await addDocument(browser, world.tableId);
  ({ sectionId } = await addSection(browser, documentId, 'Doelen', { kind: 'wholeTable' }));
  const signedIn = await app.get(SessionService).actorFromCookieHeader(browser.cookie ?? '');
  const actor = signedIn?.actor;
  if (actor === undefined || actor.seat === null) throw new Error('not signed in');
  sessionId = actor.sessionId;
  const { personId, seat } = actor;
  const asked = { sectionId, generation: 1, accessVersion: 1, personId, seatId: seat.seatId, sessionId };
  const given = await store.createLease(asked);
  if (given === null) throw new Error('no lease');
  lease = given;
});

const frame = (facts: Partial<FrameToCommit> = {}): FrameToCommit => ({
  sectionId,
  generation: 1,
  accessVersion: 1,
  leaseId: lease.leaseId,
  frame: 1,
  bytes: Uint8Array.of(0, 0),
  sessionId,
  ...facts,
});

async function rows(): Promise<number> {
  const [row]: { n: number }[] = await app.owner.query(
    'SELECT count(*)::int AS n FROM section_updates WHERE section_id = $1',
    [sectionId],
  );
  return row?.n ?? 0;
}

const change = (sql: string, ...values: unknown[]): Promise<unknown> => app.owner.query(sql, values);

describe('[C2] [C6] the fence of the database', () => {
  it('lets a frame in once, and answers the same bytes again as a duplicate', async () => {
    const next = frame({ frame: 2, bytes: Uint8Array.of(0, 1) });
    expect(await store.commit([frame(), next])).toEqual([
      { outcome: 'committed', seq: 2 },
      { outcome: 'committed', seq: 3 },
    ]);
    expect(await store.commit([next, frame()])).toEqual([
      { outcome: 'duplicate', seq: 3 },
      { outcome: 'duplicate', seq: 2 },
    ]);
    expect(await rows()).toBe(3);
  });

  it('lets in a frame that comes alone, once, behind the ones before it', async () => {
    expect(await store.commit([frame()])).toEqual([{ outcome: 'committed', seq: 2 }]);
    expect(await store.commit([frame()])).toEqual([{ outcome: 'duplicate', seq: 2 }]);
    const next = frame({ frame: 2, bytes: Uint8Array.of(0, 1) });
    expect(await store.commit([next])).toEqual([{ outcome: 'committed', seq: 3 }]);
    expect(await store.commit([frame({ bytes: Uint8Array.of(0, 7) })])).toEqual([{ outcome: 'taken', seq: 2 }]);
    expect(await rows()).toBe(3);
  });

  it('[C20] says when the log holds other bytes under that number, and lets in what came with it', async () => {
    await store.commit([frame()]);
    const other = frame({ bytes: Uint8Array.of(0, 7) });
    const next = frame({ frame: 2, bytes: Uint8Array.of(0, 1) });
    expect(await store.commit([other, next])).toEqual([
      { outcome: 'taken', seq: 2 },
      { outcome: 'committed', seq: 3 },
    ]);
    expect(await rows()).toBe(3);
  });

  it.each([
    ['other rights', () => change('UPDATE section_heads SET access_version = 2 WHERE section_id = $1', sectionId)],
    ['another history', () => change('UPDATE section_heads SET generation = 2 WHERE section_id = $1', sectionId)],
    ['a session that ended', () => change('UPDATE sessions SET ended_at = now() WHERE id = $1', sessionId)],
    [
      'a session that acts through another seat now',
      () => change('UPDATE sessions SET seat_id = $2 WHERE id = $1', sessionId, world.seat('contractor')),
    ],
  ])('keeps out what was admitted before %s', async (_what, happens) => {
    await happens();
    // Alone, and with another: a frame has two ways into the log.
    expect(await store.commit([frame()])).toEqual([{ outcome: 'fenced' }]);
    const next = frame({ frame: 2, bytes: Uint8Array.of(0, 1) });
    expect(await store.commit([frame(), next])).toEqual([{ outcome: 'fenced' }, { outcome: 'fenced' }]);
    expect(await rows()).toBe(1);
  });

  it.each([
    ['other rights', { accessVersion: 2 }],
    ['another history', { generation: 2 }],
    ['a section that is not there', { sectionId: '00000000-0000-4000-8000-000000000000' }],
    ['a session that is not there', { sessionId: '00000000-0000-4000-8000-000000000000' }],
  ])('keeps out a frame of %s, and not what came with it', async (_what, facts) => {
    expect(await store.commit([frame(facts)])).toEqual([{ outcome: 'fenced' }]);
    expect(await store.commit([frame(facts), frame()])).toEqual([
      { outcome: 'fenced' },
      { outcome: 'committed', seq: 2 },
    ]);
  });

  it('keeps out a lease by what was before', async () => {
    await change('UPDATE section_heads SET access_version = 2 WHERE section_id = $1', sectionId);
    const { personId, seatId } = lease;
    const asked = { sectionId, generation: 1, personId, seatId, sessionId };
    expect(await store.createLease({ ...asked, accessVersion: 1 })).toBeNull();
    expect((await store.createLease({ ...asked, accessVersion: 2 }))?.personClients).toHaveLength(2);
    expect(await store.findLease(sectionId, lease.leaseId)).toMatchObject({ lastFrame: 0, personId });
  });

  it('reads a text from its first row when a snapshot is to be passed over', async () => {
    await store.commit([frame()]);
    await change(
      `INSERT INTO section_snapshots (section_id, generation, seq, bytes, schema_version) VALUES ($1, 1, 2, $2, 1)`,
      sectionId,
      Buffer.of(9),
    );
    expect((await store.load([sectionId])).get(sectionId)).toMatchObject({ snapshotSeq: 2, tail: [] });
    const whole = await store.loadWhole(sectionId);
    expect(whole).toMatchObject({ snapshot: null, snapshotSeq: 0 });
    expect(whole?.tail.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await store.tail(sectionId, 1, 1)).toMatchObject([{ seq: 2, leaseId: lease.leaseId, frame: 1 }]);
  });
});
