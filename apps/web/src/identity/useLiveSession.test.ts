import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp, type App } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { SessionView } from '@samenspel/domain';
import type { CollabClient, News } from '@samenspel/collab/client';
import { party } from '../editor/testing/fake-live';
import { disconnect, provideCollab } from '../platform/collab';
import { useSessionStore } from './session.store';
import { useLiveSession } from './useLiveSession';

const id = (first: number): string => `${first}0000000-0000-4000-8000-000000000000`;
const SEAT = {
  seatId: id(2),
  role: 'commissioner',
  party: party('Gemeente Noorderveen', 'NV'),
  tableId: id(3),
  tableName: 'Ontwikkeltafel',
  tableKind: 'development',
  tableLabel: null,
} as const;
const SESSION: SessionView = {
  person: { personId: id(1), name: 'Anna', jobTitle: '' },
  seat: SEAT,
  seats: [SEAT],
  demonstration: true,
  mayAdminister: false,
  administrator: false,
  hasPassword: false,
};

let app: App;
let tell: (news: News) => void = () => undefined;
const connect = vi.fn();
const server = vi.fn<typeof fetch>();

const problem = (status: number, code: string): Response => new Response(JSON.stringify({ code, status }), { status });

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', server);
  connect.mockReset();
  server.mockReset();
  const client = {
    connected: true,
    connect,
    destroy: vi.fn(),
    on: (event: string, listener: typeof tell) => (event === 'news' && (tell = listener), vi.fn()),
  } as unknown as CollabClient & { connect(): void };
  provideCollab(() => Promise.resolve(client));
  setActivePinia(createPinia());
  useSessionStore().current = SESSION;
  const page = { component: { render: () => null }, meta: { access: 'seat' } };
  const routes = [
    { ...page, path: '/' },
    { ...page, path: '/sign-in', name: 'sign-in' },
  ] as never[];
  app = createApp({ setup: () => (useLiveSession(), () => null) }).use(createRouter({ history: createMemoryHistory(), routes })); // prettier-ignore
  app.mount(document.createElement('div'));
  await vi.advanceTimersByTimeAsync(0);
});

afterEach(() => {
  app.unmount();
  disconnect();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('[W5] a server that can not say whether the session ended is asked again after a pause, and not connected to meanwhile', async () => {
  // As the live connection does: refused as soon as it connects.
  connect.mockImplementation(() => {
    if (connect.mock.calls.length < 50) queueMicrotask(() => tell({ kind: 'session-ended' }));
  });
  server.mockImplementation(() =>
    Promise.resolve(new Response('', { status: server.mock.calls.length % 2 ? 502 : 429 })),
  );
  tell({ kind: 'session-ended' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(connect).not.toHaveBeenCalled();
  expect(server.mock.calls.length).toBeGreaterThan(2);
  expect(server.mock.calls.length).toBeLessThan(12);
  expect(useSessionStore().current).toEqual(SESSION);
  connect.mockReset();
  server.mockImplementation(() => Promise.resolve(Response.json(SESSION)));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(connect).toHaveBeenCalledOnce();
  const asked = server.mock.calls.length;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(server.mock.calls.length).toBe(asked);
});

it('[W5] a session that the server says is over leads to the page to sign in, and nobody asks again', async () => {
  server.mockImplementation(() => Promise.resolve(problem(401, 'not-signed-in')));
  tell({ kind: 'session-ended' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(useSessionStore().current).toBeNull();
  expect([server.mock.calls.length, connect.mock.calls.length]).toEqual([1, 0]);
});
