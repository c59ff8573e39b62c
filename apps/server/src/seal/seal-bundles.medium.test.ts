import {
  canonicalJson,
  id,
  utf8,
  verifyBundle,
  type Actor,
  type Finding,
  type SealBundle,
  type SealedEntry,
  type SealSummary,
  type SealVerdict,
  type TableId,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, type TestWorld, type Who } from '../testing/world';
import { sha256, signed } from './hash';
import { SealErasure } from './seal-erasure';
import { SealKeys } from './seal-keys';
import { SEAL_LOG, type SealLog } from './seal-log';
import { SealReaders } from './seal-readers';

const PORTS = {
  hash: sha256,
  verify: (...given: Parameters<typeof signed>) => Promise.resolve(signed(...given)),
};

let http: HttpApp;
let world: TestWorld;
/** Which seats may read a record, as the rooms that record things would say. */
const readers = new Map<string, readonly string[]>();
/** Which field of a record is withheld from all but one seat. */
const named = new Map<string, { readonly field: string; readonly seat: string }>();

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  vi.spyOn(http.app.get(SealReaders), 'readable').mockImplementation((actor, records) =>
    Promise.resolve({
      records: new Set(
        records.map(({ record }) => record).filter((record) => readers.get(record)?.includes(actor.seat?.seatId ?? '')),
      ),
      withheld: new Map(
        [...named].flatMap(([record, { field, seat }]) => (seat === actor.seat?.seatId ? [] : [[record, [field]]])),
      ),
    }),
  );
});
afterAll(() => http?.close());

const tableId = (): TableId => id(world.tableId);

async function record(by: readonly Who[], fields: SealedEntry['fields']): Promise<string> {
  const recordId = crypto.randomUUID();
  readers.set(
    recordId,
    by.map((who) => world.seat(who)),
  );
  const log = http.app.get<SealLog>(SEAL_LOG);
  await http.app
    .get(DataSource)
    .transaction((manager) => log.append(manager, tableId(), { kind: 'outcome', recordId, fields }));
  return recordId;
}

async function bundleAs(who: Who): Promise<SealBundle> {
  const answer = await (await world.as(who)).get(`/api/tables/${world.tableId}/seal/bundle`);
  expect(answer.status).toBe(200);
  return answer.json();
}

const check = (bundle: SealBundle, older: readonly string[] = []): Promise<SealVerdict> =>
  verifyBundle(utf8(JSON.stringify(bundle)), older, PORTS);

async function findingsAs(who: Who, older: readonly string[] = []): Promise<readonly Finding[]> {
  return (await check(await bundleAs(who), older)).findings;
}

describe('[Z6] the log of a table', () => {
  it('is empty and right before anything was recorded', async () => {
    const chair = await world.as('chair');
    const summary = (await chair.get(`/api/tables/${world.tableId}/seal`)).json<SealSummary>();
    expect(summary).toEqual({ tableId: world.tableId, size: 0, checkpoint: null, fingerprint: null, ready: true });
    expect(await findingsAs('chair')).toEqual([]);
  });

  it('is whole for everybody, with the values of what each may read and no others', async () => {
    const open = await record(['chair', 'observer'], { title: 'Open', motivation: 'Iedereen' });
    const closed = await record(['chair'], { title: 'GEHEIM', motivation: 'BESLOTEN' });
    for (const who of ['chair', 'observer', 'contractor'] as const) {
      const bundle = await bundleAs(who);
      expect(bundle.leaves.map((leaf) => leaf.record)).toEqual([open, closed]);
      expect(bundle.readable).toEqual(
        [open, closed].filter((one) => readers.get(one)?.includes(world.seat(who))).sort(),
      );
      const verdict = await check(bundle);
      expect(verdict.findings).toEqual([]);
      expect(verdict.values).toBe(bundle.readable.length * 2);
    }
    expect(JSON.stringify(await bundleAs('observer'))).not.toMatch(/GEHEIM|BESLOTEN/);
    expect(JSON.stringify(await bundleAs('chair'))).toMatch(/GEHEIM/);
  });

  it('is exported as one text: equal logs give equal bytes, and a name that says how long it is', async () => {
    const chair = await world.as('chair');
    const [one, other] = [0, 1].map(() => chair.get(`/api/tables/${world.tableId}/seal/bundle`));
    const { text, headers } = await one!;
    expect((await other!).text).toBe(text);
    expect(canonicalJson(JSON.parse(text))).toBe(text);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="samenspel-zegel-${world.tableId}-2.json"`);
  });

  it('tells where it stands', async () => {
    const bundle = await bundleAs('partner');
    const summary = (await (await world.as('partner')).get(`/api/tables/${world.tableId}/seal`)).json<SealSummary>();
    expect(summary).toMatchObject({ size: 2, checkpoint: bundle.checkpoints.at(-1)?.note, ready: true });
    expect(summary.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('[Z13] a field that is withheld', () => {
  it('is in the bundle by its commitment and by the word that it is withheld, and the log is right', async () => {
    const recordId = await record(['chair', 'observer'], { title: 'Uitkomst', chairName: 'Mevrouw ONGENOEMD' });
    named.set(recordId, { field: 'chairName', seat: world.seat('chair') });
    const whole = await bundleAs('chair');
    const less = await bundleAs('observer');
    const index = whole.leaves.find((leaf) => leaf.record === recordId)?.index;
    expect(JSON.stringify(whole)).toContain('ONGENOEMD');
    expect(JSON.stringify(less)).not.toContain('ONGENOEMD');
    expect([whole.withheld, less.withheld]).toEqual([[], [{ field: 'chairName', index }]]);
    expect([less.leaves, less.commitments]).toEqual([whole.leaves, whole.commitments]);
    expect(less.values.filter((value) => value.index === index).map(({ field }) => field)).toEqual(['title']);
    expect(await check(whole)).toMatchObject({ findings: [], absent: { fields: [] } });
    expect(await check(less)).toMatchObject({ findings: [], absent: { fields: [['chairName', 1]] } });
    // Of who may not read the record, nothing is withheld: there is nothing of it.
    expect((await bundleAs('contractor')).withheld).toEqual([]);

    const codes = async (given: SealBundle): Promise<string[]> => (await check(given)).findings.map(({ code }) => code);
    expect(await codes({ ...less, withheld: [] })).toEqual(['value-missing']);
    expect(await codes({ ...whole, withheld: less.withheld })).toEqual(['value-hidden']);
    expect(await codes({ ...less, withheld: [...less.withheld, ...less.withheld] })).toEqual([
      'form-order',
      'withheld-stray',
    ]);
    expect(await codes({ ...less, withheld: [...less.withheld, { field: 'nothing', index: index ?? '' }] })).toEqual([
      'withheld-stray',
    ]);
    readers.delete(recordId);
  });
});

describe('[Z7] erasing', () => {
  const erase = (recordId: string, fields: string[], table = tableId()): Promise<unknown> =>
    http.app.get(SealErasure).erase(table, recordId, fields, 'Verzoek om vergetelheid', 'Regiobureau');

  it('takes value and salt away for good, and the log stays right for who may read it and who may not', async () => {
    const kept = (await bundleAs('chair')).checkpoints.map(({ note }) => note);
    const recordId = await record(['chair'], { title: 'Uitkomst', dissent: 'Mevrouw UITWISSEN' });
    await erase(recordId, ['dissent']);
    const bundle = await bundleAs('chair');
    expect(JSON.stringify(bundle)).not.toContain('UITWISSEN');
    const verdict = await check(bundle, kept);
    expect(verdict).toMatchObject({ findings: [], absent: { erased: 1 } });
    expect(await findingsAs('observer', kept)).toEqual([]);
    expect(bundle.leaves.at(-1)?.kind).toBe('erasure');
    const [held] = await http.app.get<SealLog>(SEAL_LOG).read(tableId(), [recordId]);
    expect(held?.fields).toEqual({ title: 'Uitkomst', dissent: null });
    const rows = await http.owner.query('SELECT * FROM seal_values WHERE (salt IS NULL) OR (value IS NULL)');
    expect(rows).toEqual([expect.objectContaining({ field: 'dissent', salt: null, value: null })]);
  });

  it('is refused for what is not there, what was erased before, and its own notes; nothing changes', async () => {
    const recordId = await record(['chair'], { title: 'Nog een', dissent: 'x' });
    await erase(recordId, ['dissent', 'dissent']);
    const before = JSON.stringify(await bundleAs('chair'));
    const note = (await bundleAs('chair')).leaves.at(-1)?.record ?? '';
    await expect(erase(recordId, ['dissent'])).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(erase(recordId, ['title', 'nothing'])).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(erase(recordId, [])).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(erase(crypto.randomUUID(), ['title'])).rejects.toMatchObject({ code: 'not-found' });
    await expect(erase(recordId, ['title'], id(world.elsewhere.tableId))).rejects.toMatchObject({ code: 'not-found' });
    await expect(erase(note, ['reason'])).rejects.toMatchObject({ code: 'not-found' });
    expect(JSON.stringify(await bundleAs('chair'))).toBe(before);
  });
});

describe('[Z8] the key', () => {
  it('is replaced by one that it signs for; what it signed before stays right, and is kept by an older checkpoint', async () => {
    const kept = (await bundleAs('chair')).checkpoints.map(({ note }) => note);
    await http.app.get(SealKeys).rotate();
    await record(['chair'], { title: 'Na de wissel' });
    await http.app.get(SealKeys).rotate();
    await record(['chair'], { title: 'Na de tweede' });
    const bundle = await bundleAs('chair');
    expect(bundle.keys.map(({ number }) => number)).toEqual(['0', '1', '2']);
    expect((await check(bundle, kept)).findings).toEqual([]);
  });
});

describe('[Z9] who reads a sealed record', () => {
  const actor = (): Actor => ({ seat: null }) as unknown as Actor;

  it('is said by one room per kind, for what it is asked about only, and by none for a kind that no room knows', async () => {
    const registry = new SealReaders();
    registry.register('outcome', () => Promise.resolve(new Set(['one', 'of another kind', 'not asked'])));
    const records = [
      { kind: 'outcome', record: 'one' },
      { kind: 'outcome', record: 'two' },
      { kind: 'adoption', record: 'of another kind' },
    ];
    expect((await registry.readable(actor(), records)).records).toEqual(new Set(['one']));
    expect(() => registry.register('outcome', () => Promise.resolve(new Set()))).toThrow('outcome');
    expect((await new SealReaders().readable(actor(), records)).records).toEqual(new Set());
  });
});
