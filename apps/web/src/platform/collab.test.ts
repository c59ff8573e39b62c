import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CollabClient, SaveState } from '@samenspel/collab/client';
import {
  connectAs,
  connectionFailed,
  currentSave,
  disconnect,
  hasUnsavedText,
  onNews,
  provideCollab,
  textWaits,
} from './collab';

class Client implements CollabClient {
  readonly connected = true;
  readonly drafts = [];
  save: SaveState = { kind: 'saved' };
  unsent = false;
  onlyHere = false;
  readonly listeners = new Map<string, (news?: never) => void>();
  readonly connect = vi.fn();
  readonly destroy = vi.fn();
  readonly open = vi.fn();
  readonly close = vi.fn();
  readonly discardDraft = vi.fn();
  on(event: string, listener: (news?: never) => void): () => void {
    this.listeners.set(event, listener);
    return () => undefined;
  }
}

let made: { owner: string; client: Client }[] = [];

beforeEach(() => {
  disconnect();
  made = [];
  provideCollab((owner) => {
    const client = new Client();
    made.push({ owner, client });
    return Promise.resolve(client);
  });
});

describe('the live connection', () => {
  it('[W7] is made once per person and seat', async () => {
    await connectAs('anna:1');
    await connectAs('anna:1');
    expect(made.map(({ owner }) => owner)).toEqual(['anna:1']);
    expect(made[0]!.client.connect).toHaveBeenCalledOnce();
  });

  it('[W7] is not shared with another seat', async () => {
    await connectAs('anna:1');
    await connectAs('anna:2');
    expect(made[0]!.client.destroy).toHaveBeenCalledOnce();
    expect(made.map(({ owner }) => owner)).toEqual(['anna:1', 'anna:2']);
  });

  it('[W7] that comes too late is ended', async () => {
    const first = connectAs('anna:1');
    const second = connectAs('anna:2');
    await Promise.all([first, second]);
    expect(made[0]!.client.destroy).toHaveBeenCalledOnce();
    expect(made[1]!.client.destroy).not.toHaveBeenCalled();
  });

  it('[W8] says what is not saved', async () => {
    expect(hasUnsavedText()).toBe(false);
    await connectAs('anna:1');
    made[0]!.client.save = { kind: 'unsaved', reason: 'no-connection' };
    expect(currentSave()).toEqual({ kind: 'unsaved', reason: 'no-connection' });
    expect(hasUnsavedText()).toBe(false);
    made[0]!.client.unsent = true;
    expect(hasUnsavedText()).toBe(true);
    made[0]!.client.unsent = false;
    made[0]!.client.onlyHere = true;
    expect(hasUnsavedText()).toBe(true);
  });

  it('[W8] calls nothing saved as long as words wait for the right to write', async () => {
    await connectAs('anna:1');
    textWaits(true);
    expect(currentSave()).toEqual({ kind: 'saving' });
    expect(hasUnsavedText()).toBe(true);
    made[0]!.client.save = { kind: 'unsaved', reason: 'no-connection' };
    expect(currentSave()).toEqual({ kind: 'unsaved', reason: 'no-connection' });
    textWaits(false);
    made[0]!.client.save = { kind: 'saved' };
    expect(currentSave()).toEqual({ kind: 'saved' });
    expect(hasUnsavedText()).toBe(false);
  });

  it('tells news until told to stop', async () => {
    const heard = vi.fn();
    const stop = onNews(heard);
    await connectAs('anna:1');
    const news = made[0]!.client.listeners.get('news') as (news: unknown) => void;
    news({ kind: 'reload-needed' });
    stop();
    news({ kind: 'session-ended' });
    expect(heard.mock.calls).toEqual([[{ kind: 'reload-needed' }]]);
  });

  it('says that it could not be started', async () => {
    provideCollab(() => Promise.reject(new Error('no')));
    await connectAs('anna:3');
    expect(connectionFailed.value).toBe(true);
  });
});
