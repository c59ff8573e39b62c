import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { SessionView } from '@samenspel/domain';
import { get, post, remove } from '../platform/api';
import { RequestFailed } from '../platform/problem';

/** Who is signed in, acting as whom: what the server said last. */
export const useSessionStore = defineStore('session', () => {
  const current = shallowRef<SessionView | null>(null);
  let loading: Promise<void> | null = null;

  /** Asks the server once per page load who is signed in. */
  function ensureLoaded(): Promise<void> {
    loading ??= load();
    return loading;
  }

  async function load(): Promise<void> {
    try {
      current.value = await get('/session', SessionView);
    } catch (error) {
      current.value = null;
      // Anything but "nobody is signed in" may be over at the next page: ask again then.
      if (!(error instanceof RequestFailed && error.code === 'not-signed-in')) loading = null;
    }
  }

  async function signInAsDemoPerson(personId: string): Promise<void> {
    current.value = await post('/demo/session', { personId }, SessionView);
  }

  /** Any command that signs in, by what it answered. */
  function signedIn(view: SessionView): void {
    current.value = view;
  }

  /** @param seatId null: as administrator */
  async function chooseSeat(seatId: string | null): Promise<void> {
    current.value = await post('/session/seat', { seatId }, SessionView);
  }

  async function signOut(): Promise<void> {
    await remove('/session');
    current.value = null;
  }

  async function signOutEverywhere(): Promise<void> {
    await remove('/sessions');
    current.value = null;
  }

  /**
   * Asks whether the session that the page knows is over. Not when somebody signed in here meanwhile: what ended was the
   * session before that. Unknown when the server cannot say it now: nobody is sent away from his text for that.
   */
  async function isOver(): Promise<'over' | 'lasts' | 'unknown'> {
    const before = current.value;
    try {
      const now = await get('/session', SessionView);
      if (current.value === before) current.value = now;
      return 'lasts';
    } catch (cause) {
      if (current.value !== before) return 'lasts';
      return cause instanceof RequestFailed && cause.code === 'not-signed-in' ? 'over' : 'unknown';
    }
  }

  /** The server ended the session. */
  function ended(): void {
    current.value = null;
  }

  return { current, ensureLoaded, signInAsDemoPerson, signedIn, chooseSeat, signOut, signOutEverywhere, isOver, ended };
});
