import { plainText, TEXT_ROOT } from '@samenspel/collab';
import type { LiveSection } from '@samenspel/collab/client';
import { HOSTILE_TEXTS } from '@samenspel/collab/testing';
import { decodeServerMessage, encodeClientMessage } from '@samenspel/collab/wire';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { addDocument, addSection } from '../../testing/documents';
import { ORIGIN } from '../../testing/http-app';
import { startLiveApp, until, type LiveApp } from '../../testing/live-app';
import { COME_IN, ours, rawPolling, rawWebSocket, type RawSocket } from '../../testing/raw-socket';
import { makeWorld, type TestWorld } from '../../testing/world';
import { SOCKET_OPTIONS } from './socket-options';

const OPEN = { websocket: rawWebSocket, polling: rawPolling } as const;
const TRANSPORTS = ['websocket', 'polling'] as const;

let app: LiveApp;
let world: TestWorld;
let sectionId: string;
let one: LiveSection;
let other: LiveSection;
let cookie: string | null | undefined;
let words = 0;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  const browser = await world.as('secretary');
  const documentId = await addDocument(browser, world.tableId);
  sectionId = (await addSection(browser, documentId, 'Doelen', { kind: 'wholeTable' })).sectionId;
  one = app.connect(await world.as('commissioner'), { transports: ['websocket'] }).open(sectionId);
  other = app.connect(await world.as('contractor'), { transports: ['polling'] }).open(sectionId);
  for (const section of [one, other]) await until(section, () => section.state === 'live');
  expect(await one.prepareToWrite()).toBe(true);
  ({ cookie } = await world.as('partner'));
});
afterAll(() => app.close());

/** Who was there goes on: what one types is saved and read by the other. */
async function othersGoOn(): Promise<void> {
  words += 1;
  const word = `verder${words}. `;
  const block = one.doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
  if (block.length === 0) one.doc.transact(() => block.insert(0, [new Y.XmlText()]), 'keyboard');
  one.doc.transact(() => (block.get(0) as Y.XmlText).insert(0, word), 'keyboard');
  await until(one, () => one.save.kind === 'saved');
  await until(other, () => plainText(other.doc).includes(word));
}

async function inside(transport: (typeof TRANSPORTS)[number]): Promise<RawSocket> {
  const line = await OPEN[transport](app.url, ours(cookie));
  await line.say(COME_IN);
  await vi.waitFor(() => expect(line.heard.some((packet) => typeof packet !== 'string')).toBe(true));
  return line;
}

describe.each(TRANSPORTS)('[C30] over %s', (transport) => {
  it('every message is one packet with nothing around it', async () => {
    const line = await inside(transport);
    await line.say(encodeClientMessage({ type: 'join', sections: [{ sectionId, known: null }] }));
    // The first packet of a WebSocket is engine.io's own.
    const messages = (): string[] =>
      line.heard
        .slice(transport === 'websocket' ? 2 : 1)
        .map((packet) => (typeof packet === 'string' ? packet : decodeServerMessage(packet).type))
        .filter((type) => type !== 'peers');
    await vi.waitFor(() => expect(messages()).toEqual(['hello', 'joined']));
    await othersGoOn();
    await vi.waitFor(() => expect(messages()).toEqual(['hello', 'joined', 'update']));
    expect(line.heard[transport === 'websocket' ? 1 : 0]).toMatch(/^40\{"sid":"[\w-]+"\}$/);
    line.close();
  });

  it.each(HOSTILE_TEXTS.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
    '%s ends that connection and nothing else',
    async (_name, text) => {
      const line = await inside(transport);
      await line.say(text);
      await vi.waitFor(() => expect(line.closed).toBe(true));
      const outside = await OPEN[transport](app.url, ours(cookie));
      await outside.say(text);
      await vi.waitFor(() => expect(outside.closed).toBe(true));
      await othersGoOn();
    },
  );

  it('bytes before coming in, coming in twice and speaking after leaving end it too', async () => {
    const message = encodeClientMessage({ type: 'leave', sectionId });
    const early = await OPEN[transport](app.url, ours(cookie));
    await early.say(message);
    await vi.waitFor(() => expect(early.closed).toBe(true));
    for (const said of [COME_IN, '1', new Uint8Array(), new Uint8Array([255])]) {
      const line = await inside(transport);
      await line.say(said);
      await vi.waitFor(() => expect(line.closed).toBe(true));
    }
    await othersGoOn();
  });
});

it('[C30] a client that begins with polling goes on over a WebSocket, with the same bytes', async () => {
  const upgraded = app.connect(await world.as('chair'), { transports: ['polling', 'websocket'] }).open(sectionId);
  await until(upgraded, () => upgraded.state === 'live');
  expect(await upgraded.prepareToWrite()).toBe(true);
  for (let n = 0; n < 20; n += 1) {
    const block = upgraded.doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
    upgraded.doc.transact(() => (block.get(0) as Y.XmlText).insert(0, `${n},`), 'keyboard');
    await until(upgraded, () => upgraded.save.kind === 'saved');
    await othersGoOn();
  }
  await until(other, () => plainText(other.doc).includes('19,'));
  await until(upgraded, () => plainText(upgraded.doc) === plainText(one.doc));
});

/** Forty and more that look like ours, or that something careless takes for it. */
const HOST = ORIGIN.slice('https://'.length);
const STRANGE_ORIGINS: readonly (string | null)[] = [
  null, '', 'null', 'NULL', 'undefined', '*', 'file://', 'about:blank', 'data:text/html,x', `blob:${ORIGIN}`,
  `${ORIGIN}/`, `${ORIGIN}/x`, `${ORIGIN}?`, `${ORIGIN}#`, `${ORIGIN}:443`, `${ORIGIN}:80`, `${ORIGIN}:0`, `${ORIGIN}.`,
  `${ORIGIN}.example`, `${ORIGIN}@elders.example`, `${ORIGIN}%00`, `${ORIGIN},${ORIGIN}`, `${ORIGIN} ${ORIGIN}`, `${ORIGIN};`,
  `x${ORIGIN}`, ORIGIN.toUpperCase(), `HTTPS://${HOST}`, `http://${HOST}`, `ws://${HOST}`, `wss://${HOST}`, `ftp://${HOST}`,
  HOST, `//${HOST}`, `https:///${HOST}`, `https:/${HOST}`, `https://user@${HOST}`, `https://elders.example@${HOST}`,
  `https://sub.${HOST}`, `https://%${HOST}`, `https://x${HOST}`, 'https://elders.example', `https://elders.example/${ORIGIN}`,
  `https://elders.example?${ORIGIN}`, `https://elders.example#${ORIGIN}`, 'http://127.0.0.1', 'http://localhost', 'http://[::1]',
]; // prettier-ignore

describe('[C31] the origin of a live connection', () => {
  it.each(TRANSPORTS)('is exactly ours over %s, or it is refused', async (transport) => {
    expect(new Set(STRANGE_ORIGINS).size).toBeGreaterThanOrEqual(40);
    for (const origin of STRANGE_ORIGINS) {
      const headers = { cookie: cookie ?? '', ...(origin === null ? {} : { origin }) };
      await expect(OPEN[transport](app.url, headers), String(origin)).rejects.toThrow('refused');
    }
    (await OPEN[transport](app.url, ours(cookie))).close();
  });

  it('and nothing of a connection is kept for after its end', () => {
    expect(Object.keys(SOCKET_OPTIONS)).not.toContain('connectionStateRecovery');
  });
});
