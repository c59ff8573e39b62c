import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { plainText, TEXT_ROOT } from '@samenspel/collab';
import type { CollabClient, LiveSection, News } from '@samenspel/collab/client';
import { decodeServerMessage, encodeClientMessage, type ServerMessage } from '@samenspel/collab/wire';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { Browser } from '../../testing/browser';
import { addDocument, addSection } from '../../testing/documents';
import { startLiveApp, until, type LiveApp } from '../../testing/live-app';
import { COME_IN, ours, rawWebSocket, type RawSocket } from '../../testing/raw-socket';
import { makeWorld, type TestWorld } from '../../testing/world';
import { MAX_WAITING_BYTES } from './limits';

const SOCKETS = 8;
const PER_SESSION = 6;

let app: LiveApp;
let world: TestWorld;
let documentId: string;
/** Opened before everything else, and never says who it is. */
let silent: { socket: RawSocket; since: number };

beforeAll(async () => {
  app = await startLiveApp({ socketsPerPerson: SOCKETS });
  world = await makeWorld(app);
  silent = { socket: await rawWebSocket(app.url, ours('')), since: performance.now() };
  documentId = await addDocument(await world.as('secretary'), world.tableId);
});
afterAll(() => app.close());

async function sectionOfTable(): Promise<string> {
  return (await addSection(await world.as('secretary'), documentId, 'Doelen', { kind: 'wholeTable' })).sectionId;
}

function type(section: LiveSection, words: string): void {
  const block = section.doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
  if (block.length === 0) section.doc.transact(() => block.insert(0, [new Y.XmlText()]), 'keyboard');
  section.doc.transact(() => (block.get(0) as Y.XmlText).insert(0, words), 'keyboard');
}

function newsOf(client: CollabClient, kind: News['kind']): Promise<void> {
  return new Promise((resolve) => {
    client.on('news', (news) => {
      if (news?.kind === kind) resolve();
    });
  });
}

const held = (section: LiveSection): string => Buffer.from(Y.encodeStateVector(section.doc)).toString('hex');

/** A connection of a browser that is in, without a client of ours. */
async function line(browser: Browser): Promise<RawSocket> {
  const socket = await rawWebSocket(app.url, ours(browser.cookie));
  await socket.say(COME_IN);
  await vi.waitFor(() => expect(socket.heard.length).toBeGreaterThanOrEqual(2));
  return socket;
}

function messagesOf(socket: RawSocket): ServerMessage[] {
  return socket.heard.flatMap((packet) => (typeof packet === 'string' ? [] : [decodeServerMessage(packet)]));
}

describe('[C32] windows of one person', () => {
  it('one too many is told so, and comes in when another is closed; the others go on', async () => {
    const browser = await world.as('commissioner');
    const sectionId = await sectionOfTable();
    const clients = Array.from({ length: PER_SESSION }, () => app.connect(browser));
    for (const client of clients) await vi.waitFor(() => expect(client.connected).toBe(true));
    const late = app.connect(browser);
    await newsOf(late, 'too-many-sockets');
    expect(late.connected).toBe(false);
    const [first, second] = clients;
    const section = first?.open(sectionId);
    if (section === undefined) throw new Error('no client');
    await until(section, () => section.state === 'live');
    second?.destroy();
    await vi.waitFor(() => {
      late.connect();
      expect(late.connected).toBe(true);
    });
    for (const client of [...clients, late]) client.destroy();
  });

  it('many at once do not get in together', async () => {
    const browser = await world.as('commissioner');
    const sockets = await Promise.all(Array.from({ length: 20 }, () => rawWebSocket(app.url, ours(browser.cookie))));
    await Promise.all(sockets.map((socket) => socket.say(COME_IN)));
    await vi.waitFor(() => expect(sockets.every(({ heard }) => heard.length >= 2)).toBe(true));
    const inside = sockets.filter((socket) => messagesOf(socket).some((message) => message.type === 'hello'));
    expect(inside).toHaveLength(PER_SESSION);
    for (const socket of sockets) socket.close();
    await vi.waitFor(() => expect(app.live.engine.figures.connections).toBe(0));
  });
});

describe('[C33] more than hands can', () => {
  it('is told why it is closed, and comes back', async () => {
    const browser = await world.as('contractor');
    const socket = await line(browser);
    const leave = encodeClientMessage({ type: 'leave', sectionId: crypto.randomUUID() });
    for (let n = 0; n < 601; n += 1) await socket.say(leave);
    await vi.waitFor(() => expect(socket.closed).toBe(true));
    expect(messagesOf(socket).at(-1)).toEqual({ type: 'closing', reason: 'too-many-messages' });
    expect(socket.heard.at(-1)).toBe('41');
    (await line(browser)).close();
  });

  it('text that comes while too much is undecided is refused for now, in the words of a refusal', async () => {
    const browser = await world.as('contractor');
    const sectionId = await sectionOfTable();
    const socket = await line(browser);
    await socket.say(encodeClientMessage({ type: 'join', sections: [{ sectionId, known: null }] }));
    await vi.waitFor(() => expect(messagesOf(socket).some(({ type }) => type === 'joined')).toBe(true));
    // Nothing is decided while the database does not answer whether there is such a lease.
    const lock = app.owner.createQueryRunner();
    await lock.startTransaction();
    await lock.query('LOCK TABLE section_leases IN ACCESS EXCLUSIVE MODE');
    const leaseId = crypto.randomUUID();
    const bytes = new Uint8Array(250_000);
    const refusals = (): number[] =>
      messagesOf(socket).flatMap((message) =>
        message.type === 'refused' && message.reason === 'retry' ? [message.frame] : [],
      );
    for (let frame = 1; frame <= 35; frame += 1)
      await socket.say(encodeClientMessage({ type: 'frame', sectionId, generation: 1, leaseId, frame, bytes }));
    await vi.waitFor(() => expect(refusals()).toEqual([34, 35]));
    await lock.rollbackTransaction();
    await lock.release();
    // The first 33 are decided now: there is no such lease.
    const forbidden = (): number =>
      messagesOf(socket).filter((message) => message.type === 'refused' && message.reason === 'forbidden').length;
    await vi.waitFor(() => expect(forbidden()).toBe(33));
    socket.close();
  });
});

/** A way to the server on which what the server sends can be left unread. */
class SlowLine {
  readonly #sockets: Socket[] = [];
  reading = true;

  private constructor(private readonly server: Server) {}

  static async to(url: string): Promise<SlowLine> {
    const server = createServer();
    const slow = new SlowLine(server);
    server.on('connection', (client) => {
      const upstream = connect(Number(new URL(url).port), '127.0.0.1');
      slow.#sockets.push(client, upstream);
      client.on('data', (bytes) => upstream.write(bytes));
      upstream.on('data', (bytes) => client.write(bytes));
      if (!slow.reading) upstream.pause();
      for (const [one, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return slow;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stopReading(): void {
    this.reading = false;
    for (const socket of this.#sockets) socket.pause();
  }

  readOn(): void {
    this.reading = true;
    for (const socket of this.#sockets) socket.resume();
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
  }
}

describe('[C34] a reader who does not read', () => {
  it('is dropped before much waits for him, others notice nothing, and he gets what he missed', async () => {
    const sections = [await sectionOfTable(), await sectionOfTable()] as const;
    const slow = await SlowLine.to(app.url);
    const reader = app.connect(await world.as('contractor'), { transports: ['websocket'], url: slow.url });
    const writer = app.connect(await world.as('commissioner'), { transports: ['websocket'] });
    const read = sections.map((sectionId) => reader.open(sectionId));
    const written = sections.map((sectionId) => writer.open(sectionId));
    for (const section of [...read, ...written]) await until(section, () => section.state === 'live');
    for (const section of written) expect(await section.prepareToWrite()).toBe(true);
    slow.stopReading();
    const before = app.live.engine.figures.connections;
    let bytes = 0;
    for (let n = 0; app.live.engine.figures.connections === before && n < 300; n += 1) {
      const section = written[n % 2];
      if (section === undefined) throw new Error('no section');
      // A paste of 150 kB; the clock goes on so that the writer stays within what hands can.
      type(section, `${n} ${'abcdefghij'.repeat(15_000)}`);
      bytes += 150_000;
      app.clock.advance(1_000);
      await until(section, () => section.save.kind === 'saved');
    }
    expect(app.live.engine.figures.connections).toBe(before - 1);
    // What the operating system holds for him comes on top of what waits here.
    expect(bytes).toBeGreaterThan(MAX_WAITING_BYTES);
    expect(bytes).toBeLessThan(MAX_WAITING_BYTES + 16 * 1024 * 1024);
    const [one] = written;
    if (one === undefined) throw new Error('no section');
    type(one, 'ook dit. ');
    await until(one, () => one.save.kind === 'saved');
    slow.readOn();
    for (const [at, section] of read.entries()) {
      const other = written[at];
      if (other === undefined) throw new Error('no section');
      // Texts of this size are compared once, at the end.
      await until(section, () => held(section) === held(other));
      expect(plainText(section.doc) === plainText(other.doc)).toBe(true);
    }
    slow.close();
  });
});

it('[C32] who does not come in within ten seconds is closed', async () => {
  await vi.waitFor(() => expect(silent.socket.closed).toBe(true), 15_000);
  expect(silent.socket.heard).toHaveLength(1);
});
