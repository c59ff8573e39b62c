import { readonly, ref, shallowRef, triggerRef, type ShallowRef } from 'vue';
import type { CollabClient, News, SaveState } from '@samenspel/collab/client';

/** The client, and a way to try again at once instead of after the next pause. */
type LiveClient = CollabClient & { connect(): void };

export type CollabFactory = (owner: string) => Promise<LiveClient>;

type NewsListener = (news: News) => void;

interface Connection {
  /** Person and seat: text of one must never be sent, or shown, as another. */
  readonly key: string;
  readonly client: LiveClient;
}

let makeClient: CollabFactory | null = null;
let wantedKey: string | null = null;
const connection = shallowRef<Connection | null>(null);
const failed = ref(false);
/** Do words wait in an editor for the right to write? They are in no text yet. */
const waiting = ref(false);
const listeners = new Set<NewsListener>();

/** Sets how the live connection is made: the real one in `main.ts`, a stand-in in tests. */
export function provideCollab(factory: CollabFactory): void {
  makeClient = factory;
}

/** Connects as this person and seat. The connection that is already there for them is kept, with its unsent text. */
export async function connectAs(key: string): Promise<void> {
  if (wantedKey === key) {
    connection.value?.client.connect();
    return;
  }
  disconnect();
  wantedKey = key;
  failed.value = false;
  const client = await makeClient?.(key).catch(() => null);
  if (!client) {
    failed.value = true;
    return;
  }
  if (wantedKey !== key) {
    client.destroy();
    return;
  }
  client.on('changed', () => triggerRef(connection));
  client.on('news', (news) => {
    if (news) for (const listener of [...listeners]) listener(news);
  });
  connection.value = { key, client };
}

/** Ends the live connection: signed out or another seat. */
export function disconnect(): void {
  wantedKey = null;
  connection.value?.client.destroy();
  connection.value = null;
}

/** The connection, or null while there is none. Changes when the connection says that something changed. */
export function useConnection(): Readonly<ShallowRef<Connection | null>> {
  return connection;
}

/** Could the live connection not even be started? Then no text can be shown. */
export const connectionFailed = readonly(failed);

/** Is there text that the server does not have yet, or that would be gone with this page? */
export function hasUnsavedText(): boolean {
  return waiting.value || textOnlyHere() || connection.value?.client.unsent === true;
}

/** Is there text that nothing but this page keeps? */
export function textOnlyHere(): boolean {
  return connection.value?.client.onlyHere === true;
}

/** The worst save state over all open sections; without a connection there is nothing to save but what waits to be written. */
export function currentSave(): SaveState {
  const save = connection.value?.client.save ?? { kind: 'saved' };
  return save.kind === 'saved' && waiting.value ? { kind: 'saving' } : save;
}

/** Notes whether words wait in an editor for the right to write. */
export function textWaits(now: boolean): void {
  waiting.value = now;
}

/** Hears that facts changed. Who listens fetches them again. */
export function onNews(listener: NewsListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
