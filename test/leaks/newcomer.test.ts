import { Random } from '@samenspel/collab/testing';
import type { AdministrationView, HistoryView, OrganisationKind, Role } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretOf, type Secret } from '../support/leaks-detector';
import { Recorder } from '../support/leaks-recorder';
import { sayBeside } from '../support/leaks-sayings';
import { addDocument, circlesOf, makeCircle, Writer, type MadeCircle } from '../support/leaks-sections';
import { ask, Wire, type Answer } from '../support/leaks-wire';
import { makeWord } from '../support/leaks-words';
import { makeWorld, type World } from '../support/leaks-world';
import { startProduct, type Product } from '../support/product';

const SEED = Number(process.env['LEAKS_SEED'] ?? Date.now() % 1_000_000);
const random = new Random(SEED);
/** Sections that a new commissioner reads. */
const READ = ['common', 'mandate', 'annex of contractor'] as const;

let product: Product;
let wire: Wire;
let world: World;
let administrator: string;
let documentId: string;
let parties = 0;
const circles: MadeCircle[] = [];
/** What was struck, said or named before the newcomer came. */
const past: Secret[] = [];
const open: { close(): void }[] = [];
const writers: Writer[] = [];

beforeAll(async () => {
  console.info(`newcomer: seed ${SEED} (LEAKS_SEED)`);
  product = await startProduct();
  wire = await Wire.to(product.url);
  world = await makeWorld(product, wire, random);
  administrator = await signInAs(await person({ administrator: true }));
  documentId = await addDocument(wire, await world.signIn('secretary', 'writer'), world.tableId, 'Plan');
  for (const name of READ) {
    const circle = circlesOf(world).find((each) => each.name === name)!;
    const writer = new Writer(product.url, await world.signIn(circle.maker, 'writer'));
    writers.push(writer);
    const made = await makeCircle(wire, random, circle, documentId, writer);
    const struck = makeWord(random);
    await writer.type(made.view.sectionId, [struck]);
    await writer.strike(made.view.sectionId, struck);
    past.push(secretOf(`struck from ${name}`, 'live', struck, circle.readers));
    past.push(...(await sayBeside({ wire, random, world }, made, writer)));
    circles.push(made);
  }
});
afterAll(async () => {
  for (const one of open) one.close();
  for (const one of writers) one.client.destroy();
  wire.close();
  await world.close();
  await product.remove();
});

async function person({ administrator: administers = false } = {}): Promise<string> {
  const personId = crypto.randomUUID();
  await world.query(
    `INSERT INTO persons (id, name, email, job_title, administrator, demonstration) VALUES ($1, 'X', $2, 'X', $3, true)`,
    [personId, `${personId}@example.org`, administers],
  );
  return personId;
}

async function signInAs(personId: string): Promise<string> {
  const answer = await ask(wire, '', 'POST', '/api/demo/session', { personId });
  expect(answer.status, answer.body.toString()).toBe(200);
  return answer.cookie ?? '';
}

async function addSeat(kind: OrganisationKind, role: Role): Promise<{ answer: Answer; organisationId: string }> {
  parties += 1;
  const [region] = await world.query<{ id: string }>('SELECT region_id AS id FROM tables WHERE id = $1', [
    world.tableId,
  ]);
  const name = `Nieuw ${parties}`;
  const made = await ask(wire, administrator, 'POST', '/api/administration/organisations', {
    regionId: region?.id,
    kind,
    name,
    abbreviation: `NW${parties}`,
    parentOrganisationId: null,
  });
  expect(made.status, made.body.toString()).toBe(201);
  const { organisationId } = made
    .json<AdministrationView>()
    .organisations.find(({ party }) => party.name === name)!.party;
  const path = `/api/administration/tables/${world.tableId}/seats`;
  return { answer: await ask(wire, administrator, 'POST', path, { organisationId, role }), organisationId };
}

/** Somebody who listens through this seat, and asks all there is to ask about what was before. */
async function listener(cookie: string): Promise<Recorder> {
  const recorder = await Recorder.of('otherCommissioner', cookie, product.url);
  open.push(recorder);
  await recorder.listen([documentId]);
  for (const { view, secrets } of circles) {
    const path = `/api/sections/${view.sectionId}`;
    const history = await recorder.ask('GET', `${path}/history?zone=UTC`);
    expect(history.status, history.body.toString()).toBe(200);
    const told = history.json<HistoryView>().chapters.flatMap(({ versions }) => versions.map(({ place }) => place));
    const guessed = [1, 2, 3, 4, 5].map((seq) => ({ generation: 1, seq }));
    for (const { generation, seq } of [...told, ...guessed])
      await recorder.ask('GET', `${path}/history/version?zone=UTC&place=${generation}.${seq}`);
    for (const what of ['threads', 'rights', 'history/authorship?zone=UTC'])
      await recorder.ask('GET', `${path}/${what}`);
    await recorder.ask('GET', `/api/search?q=${secrets.find(({ place }) => place === 'first')?.value ?? ''}`);
  }
  const table = `/api/tables/${world.tableId}`;
  for (const what of ['', '/plan', '/access', '/outcomes', '/seal/bundle'])
    await recorder.ask('GET', `${table}${what}`);
  for (const what of ['threads', 'rounds', 'export?format=docx'])
    await recorder.ask('GET', `/api/documents/${documentId}/${what}`);
  await recorder.ask('GET', '/api/desk');
  return recorder;
}

describe('a seat that is added today', () => {
  it('[R15] reads the text as it stands, and is sent no byte of what was struck, said or named before', async () => {
    // Who was there finds all of it: what is looked for can be found.
    const old = await listener(await world.signIn('otherCommissioner', 'listener'));
    expect(new Set(old.find(past).map(({ secret }) => secret))).toEqual(new Set(past.map(({ name }) => name)));

    const { answer, organisationId } = await addSeat('municipality', 'commissioner');
    expect(answer.status, answer.body.toString()).toBe(201);
    const { seats } = answer.json<AdministrationView>();
    const { seatId } = seats.find(({ party }) => party.organisationId === organisationId)!;
    const personId = await person();
    await world.query(`INSERT INTO seat_occupants (seat_id, person_id, from_at) VALUES ($1, $2, '2020-01-01')`, [
      seatId,
      personId,
    ]);
    const fresh = await listener(await signInAs(personId));
    expect(fresh.find(past)).toEqual([]);
    const present = circles.flatMap(({ secrets }) => secrets.filter(({ place }) => place === 'first'));
    expect(new Set(fresh.find(present).map(({ secret }) => secret))).toEqual(new Set(present.map(({ name }) => name)));

    const again = await listener(await world.signIn('otherCommissioner', 'listener'));
    expect(new Set(again.find(past).map(({ secret }) => secret))).toEqual(new Set(past.map(({ name }) => name)));
  });

  it('[T15] is not given to a provider among the commissioners, and the administrator hears nothing of what is written', async () => {
    const { answer, organisationId } = await addSeat('provider', 'commissioner');
    expect(answer.json()).toEqual({ code: 'invalid-input', status: 400, fields: ['role'] });
    const told = await Recorder.of('nobody', administrator, product.url);
    open.push(told);
    const seats = `/api/administration/tables/${world.tableId}/seats`;
    expect((await told.ask('GET', '/api/administration')).body.toString()).not.toContain(
      `"role":"commissioner","party":{"organisationId":"${organisationId}"`,
    );
    // [T16] Before a seat that fits is added, codes and rights only.
    const { organisationId: municipality } = await addSeat('municipality', 'observer');
    const shown = await told.ask('GET', `${seats}/preview?organisationId=${municipality}&role=commissioner`);
    expect(shown.status, shown.body.toString()).toBe(200);
    expect(shown.body.toString()).toContain('"code":"G.1"');
    expect(told.find([...past, ...circles.flatMap(({ secrets }) => secrets)])).toEqual([]);
  });
});
