import { Random } from '@samenspel/collab/testing';
import { encodeServerMessage } from '@samenspel/collab/wire';
import type { DocumentView, SectionRightsView, SectionView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { find, haystacksOf, secretOf, textsOf, type Finding, type Secret } from '../support/leaks-detector';
import { addDocument, circlesOf, makeCircle, Writer, type MadeCircle } from '../support/leaks-sections';
import { makeWorld, type Listener, type World } from '../support/leaks-world';
import { ask, Line, now, TRANSPORTS, Wire, type Answer } from '../support/leaks-wire';
import { Poller } from '../support/leaks-poller';
import { makeWord } from '../support/leaks-words';
import { startProduct, type Product } from '../support/product';

const SEED = Number(process.env['LEAKS_SEED'] ?? Date.now() % 1_000_000);
const random = new Random(SEED);
const ROUNDS = 3;

let product: Product;
let wire: Wire;
let world: World;
let documentId: string;
const open = new Set<{ close(): void }>();
const writers = new Map<string, Writer>();

beforeAll(async () => {
  console.info(`changes: seed ${SEED} (LEAKS_SEED)`);
  product = await startProduct({ env: { SAMENSPEL_SOCKETS_PER_PERSON: '200' } });
  wire = await Wire.to(product.url);
  world = await makeWorld(product, wire, random);
  documentId = await addDocument(wire, (await writer('secretary')).cookie, world.tableId, 'Plan');
});
afterAll(async () => {
  for (const one of open) one.close();
  for (const one of writers.values()) one.client.destroy();
  wire.close();
  await world.close();
  await product.remove();
});

async function writer(place: Exclude<Listener, 'several' | 'nobody'>): Promise<Writer> {
  const made = writers.get(place) ?? new Writer(product.url, await world.signIn(place, 'writer'));
  writers.set(place, made);
  return made;
}

async function section(name: string): Promise<MadeCircle> {
  const circle = circlesOf(world).find((one) => one.name === name);
  if (circle === undefined) throw new Error(name);
  return makeCircle(wire, random, circle, documentId, await writer(circle.maker));
}

/** Somebody with a section open over a transport, on a wire of his own. */
class Reader {
  private constructor(
    readonly wire: Wire,
    readonly cookie: string,
    readonly line: Line,
    readonly sectionId: string,
  ) {}

  static async of(cookie: string, transport: 'websocket' | 'polling', sectionId: string): Promise<Reader> {
    const own = await Wire.to(product.url);
    const line = await Line.open(own, cookie, transport);
    open.add(own).add(line);
    if (!line.gone) await line.join([sectionId]);
    return new Reader(own, cookie, line, sectionId);
  }

  async reads(word: string): Promise<void> {
    await this.line.until(() => textsOf(this.line).some((text) => text.includes(word)), 'a word');
  }

  /** Whatever is of the section in the bytes that came after this moment, but for the word that it is his no more. */
  since(moment: number): Finding[] {
    const secret = secretOf('the section', 'id', this.sectionId, []);
    const farewells = (['revoked', 'restarted'] as const).flatMap((type) => {
      const bytes = Buffer.from(encodeServerMessage({ type, sectionId: this.sectionId }));
      return [bytes.toString('latin1'), bytes.toString('base64')];
    });
    const hay = haystacksOf(this.wire, [], [], moment).map(({ bytes, ...where }) => {
      const rest = farewells.reduce((text, one) => text.replace(one, ''), bytes.toString('latin1'));
      return { ...where, bytes: Buffer.from(rest, 'latin1') };
    });
    return find([secret, this.updates()], hay);
  }

  /** How an update of the section begins, which has no more of its id than the number that came with the text. */
  updates(): Secret {
    const joined = this.line.messages.find(({ message }) => message.type === 'joined')?.message;
    const needles: Buffer[] = [];
    if (joined?.type === 'joined') {
      const { room } = joined;
      const [type, ...rest] = encodeServerMessage({ type: 'update', room, generation: 1, seq: 0, updates: [] });
      const start = Buffer.from([type ?? 0, ...rest.slice(0, -3)]);
      // Over polling in base64, of which the last figure depends on what comes behind.
      needles.push(start, Buffer.from(start.toString('base64').slice(0, Math.floor((start.length * 8) / 6))));
    }
    const encodings = [{ name: 'number', needles }];
    return { name: 'updates of the section', place: 'id', value: this.sectionId, readers: [], encodings };
  }
}

/** The moment of an answer: what had reached this machine before it has been read, what comes from here on is late. */
async function momentOf(asking: Promise<Answer>, status: number): Promise<number> {
  const answer = await asking;
  expect(answer.status, answer.body.toString()).toBe(status);
  for (let turns = 0; turns < 5; turns += 1) await new Promise((turn) => setImmediate(turn));
  return now();
}

/** Letters go into the section without a pause from before `change` until after its answer; then a whole word. */
async function whileTyping(made: MadeCircle, change: () => Promise<number>, witness: Reader): Promise<number> {
  const typist = await writer(made.maker);
  const begun = random.below(12);
  let typed = 0;
  let answered = false;
  const typing = typist.type(
    made.view.sectionId,
    (function* () {
      while (!answered) {
        typed += 1;
        yield 'x';
      }
    })(),
  );
  await witness.line.until(() => typed > begun, 'some letters');
  const moment = await change();
  answered = true;
  await typing;
  const word = makeWord(random);
  await typist.type(made.view.sectionId, word);
  await witness.reads(word);
  return moment;
}

/** Who may still read has late bytes: what is not found with the other one would be found. */
function expectLate(witness: Reader, moment: number): void {
  expect(witness.since(moment).map(({ as }) => as)).toContain('bytes');
}

async function rights(cookie: string, { view }: MadeCircle, without: string | null): Promise<Answer> {
  const path = `/api/sections/${view.sectionId}/rights`;
  const { accessVersion, grants } = (await ask(wire, cookie, 'GET', path)).json<SectionRightsView>();
  const others = grants.filter(({ grantee }) => grantee.kind !== 'role' || grantee.role !== 'contractor');
  const back = without === null ? [{ grantee: { kind: 'role', role: 'contractor' }, right: 'write' }] : [];
  return ask(wire, cookie, 'PUT', path, { accessVersion, grants: [...others, ...back] });
}

describe.each(TRANSPORTS)('over %s, from the answer on', (transport) => {
  it('[L4] nothing of a section is sent to who lost it, and all of it to who gets it back', async () => {
    const common = await section('common');
    const { sectionId } = common.view;
    const owner = await world.signIn('commissioner', 'listener');
    const witness = await Reader.of(owner, transport, sectionId);
    witness.line.follows = true;
    const cookie = await world.signIn('contractor', 'listener');
    for (let round = 0; round < ROUNDS; round += 1) {
      const loser = await Reader.of(cookie, transport, sectionId);
      expect(textsOf(loser.line).join()).not.toBe('');
      const lost = await whileTyping(common, () => momentOf(rights(owner, common, 'contractor'), 200), witness);
      if (!loser.line.gone) await loser.line.fence();
      expect(loser.since(lost)).toEqual([]);
      expectLate(witness, lost);

      const again = await Reader.of(cookie, transport, sectionId);
      expect(again.line.messages.map(({ message }) => message.type)).toEqual(['hello', 'join-refused']);
      await whileTyping(common, () => momentOf(rights(owner, common, null), 200), witness);
      await again.line.join([sectionId]);
      const back = await Reader.of(cookie, transport, sectionId);
      expect(textsOf(back.line)[0]).toBe(textsOf(witness.line)[0]);
    }
  });

  it('[L7] nothing is sent to who acts through another seat, and the seat that was left is closed to him', async () => {
    const own = await section('own of client');
    const { sectionId } = own.view;
    const witness = await Reader.of(await world.signIn('client', 'listener'), transport, sectionId);
    const cookie = await world.signIn('several', 'listener');
    const reader = await Reader.of(cookie, transport, sectionId);
    expect(textsOf(reader.line).join()).not.toBe('');
    const choose = (seatId: string): Promise<number> =>
      momentOf(ask(wire, cookie, 'POST', '/api/session/seat', { seatId }), 200);
    const moment = await whileTyping(own, () => choose(world.seat('otherClient')), witness);
    expect(reader.since(moment)).toEqual([]);
    expectLate(witness, moment);
    await reader.line.until(() => reader.line.gone, 'the end of the line');
    const other = await Reader.of(cookie, transport, sectionId);
    expect(other.line.messages.map(({ message }) => message.type)).toEqual(['hello', 'join-refused']);
    await choose(world.seat('client'));
    await (await Reader.of(cookie, transport, sectionId)).reads(textsOf(witness.line)[0] ?? 'nothing');
  });

  it.each([
    ['signs out', 'session'],
    ['signs out everywhere, from another browser', 'sessions'],
  ])('[L7] nothing is sent to who %s', async (_, path) => {
    const mandate = await section('mandate');
    const { sectionId } = mandate.view;
    const witness = await Reader.of(await world.signIn('commissioner', 'listener'), transport, sectionId);
    const cookie = await world.signIn('otherCommissioner', 'listener');
    const with_ = path === 'session' ? cookie : await world.signIn('otherCommissioner', 'listener');
    const reader = await Reader.of(cookie, transport, sectionId);
    const moment = await whileTyping(mandate, () => momentOf(ask(wire, with_, 'DELETE', `/api/${path}`), 204), witness);
    expect(reader.since(moment)).toEqual([]);
    expectLate(witness, moment);
    await reader.line.until(() => reader.line.gone, 'the end of the line');
    const again = await Reader.of(cookie, transport, sectionId);
    expect([again.line.refusal, again.line.messages.length]).toEqual(['not-signed-in', 0]);
  });

  it('[L8] who may not read a section is not told that it was made, or that its rights changed', async () => {
    const mandate = await section('mandate');
    const common = await section('common');
    const listeners: Listener[] = ['otherCommissioner', 'contractor', 'chair', 'observer', 'elsewhere'];
    const readers = await Promise.all(
      listeners.map(async (who) => Reader.of(await world.signIn(who, 'listener'), transport, common.view.sectionId)),
    );
    const commissioner = await world.signIn('commissioner', 'listener');
    const body = { title: 'Stil', preset: { kind: 'commissionersOnly' } };
    const added = await ask(wire, commissioner, 'POST', `/api/documents/${documentId}/sections`, body);
    expect(added.status).toBe(201);
    const stilled = added.json<SectionView>();
    await rights(commissioner, { ...mandate, view: stilled }, 'contractor');
    const seat = world.seat('commissioner');
    const path = `/api/sections/${stilled.sectionId}/rights`;
    const { accessVersion, grants } = (await ask(wire, commissioner, 'GET', path)).json<SectionRightsView>();
    const more = [...grants, { grantee: { kind: 'seat', seatId: seat }, right: 'read' }];
    expect((await ask(wire, commissioner, 'PUT', path, { accessVersion, grants: more })).status).toBe(200);
    const [told] = readers;
    const newsOf = ({ line }: Reader): number => line.messages.filter(({ message }) => message.type === 'news').length;
    await told?.line.until(() => newsOf(told) === 2, 'the news');
    await Promise.all(readers.map(({ line }) => line.fence()));
    expect(readers.map(newsOf)).toEqual([2, 0, 0, 0, 0]);
  });
});

describe('the numbers of the sections', () => {
  it('[L6] close up for all when one is taken from some, and all of them are told', async () => {
    const plan = await addDocument(wire, (await writer('secretary')).cookie, world.tableId, 'Nummers');
    const commissioner = await world.signIn('commissioner', 'listener');
    const made: SectionView[] = [];
    for (const title of ['A', 'B', 'C', 'D']) {
      const body = { title, preset: { kind: 'wholeTable' } };
      made.push((await ask(wire, commissioner, 'POST', `/api/documents/${plan}/sections`, body)).json<SectionView>());
    }
    const [first, taken] = made;
    const readers = await Promise.all(
      (['commissioner', 'contractor', 'observer'] as const).map(async (who) =>
        Reader.of(await world.signIn(who, 'listener'), 'websocket', first!.sectionId),
      ),
    );
    const path = `/api/sections/${taken!.sectionId}/rights`;
    const grants = [{ grantee: { kind: 'role', role: 'commissioner' }, right: 'write' }];
    expect((await ask(wire, commissioner, 'PUT', path, { accessVersion: 1, grants })).status).toBe(200);
    const codes = await Promise.all(
      readers.map(async ({ line, cookie }) => {
        await line.until(() => line.messages.some(({ message }) => message.type === 'news'), 'the news');
        const { sections } = (await ask(wire, cookie, 'GET', `/api/documents/${plan}`)).json<DocumentView>();
        return sections.map(({ title, code }) => `${title} ${code}`).join(', ');
      }),
    );
    expect(codes).toEqual(['A 1, C 2, D 3, B G.1', 'A 1, C 2, D 3', 'A 1, C 2, D 3']);
  });
});

describe('what waits at the server for who does not fetch it', () => {
  const CHANGES = {
    'loses the section': async (made: MadeCircle) =>
      rights(await world.signIn('commissioner', 'listener'), made, 'contractor'),
    'signs out': (_: MadeCircle, cookie: string) => ask(wire, cookie, 'DELETE', '/api/session'),
    'signs out everywhere': (_: MadeCircle, cookie: string) => ask(wire, cookie, 'DELETE', '/api/sessions'),
  };

  it.each([...(Object.keys(CHANGES) as (keyof typeof CHANGES)[]), null])(
    '[L4] is handed over no more when he %s',
    async (change) => {
      const common = await section('common');
      const { sectionId } = common.view;
      const cookie = await world.signIn('contractor', 'listener');
      const poller = await Poller.open(wire, cookie);
      await poller.fetch();
      await poller.say({ type: 'join', sections: [{ sectionId, known: null }] });
      await poller.fetchJoined();
      const witness = await Reader.of(await world.signIn('chair', 'listener'), 'websocket', sectionId);
      const word = makeWord(random);
      await (await writer(common.maker)).type(sectionId, [word]);
      await witness.reads(word);
      if (change !== null) expect((await CHANGES[change](common, cookie)).status).toBeLessThan(300);
      const waited = Buffer.concat((await poller.fetch()) ?? []);
      // Without a change it is handed over, so it did wait.
      expect(waited.includes(word)).toBe(change === null);
      const [start] = witness.updates().encodings[0]?.needles ?? [];
      expect(start !== undefined && waited.includes(start)).toBe(change === null);
    },
  );
});
