import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import type { SessionView } from '@samenspel/domain';
import { connectAs, disconnect, hasUnsavedText, useConnection } from '../platform/collab';
import { useNews } from '../platform/useNews';
import { whenNotSignedIn } from '../platform/api';
import { useSessionStore } from './session.store';

/** Before a server that could not say whether the session lasts is asked again, in milliseconds. */
const ASK_AGAIN_MS = 1_000;

const keyOf = ({ person, seat }: SessionView): string => `${person.personId}:${seat?.seatId ?? ''}`;

/** What keeps the live connection away, where the person can do something about it. */
export type ConnectionNotice = 'reload-needed' | 'too-many-sockets' | 'too-many-messages';

/** Keeps the live connection in step with the session, and leads to the sign-in page when the server ends it. */
export function useLiveSession(): { notice: Readonly<Ref<ConnectionNotice | null>> } {
  const session = useSessionStore();
  const router = useRouter();
  const connection = useConnection();
  const notice = ref<ConnectionNotice | null>(null);

  watch(
    () => (session.current?.seat ? keyOf(session.current) : null),
    (key) => {
      if (key) void connectAs(key);
      // Unsent text stays in memory for who signs in again as the same person and seat; nobody else gets to see it.
      else if (!hasUnsavedText()) disconnect();
    },
    { immediate: true },
  );

  let asking = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => clearTimeout(again));

  async function end(): Promise<void> {
    if (!session.current || asking) return;
    asking = true;
    clearTimeout(again);
    const answer = await session.isOver().finally(() => (asking = false));
    if (answer === 'unknown') {
      // Connecting now would be refused as before, and asked again, at the speed of the network.
      again = setTimeout(() => void end(), ASK_AGAIN_MS);
      return;
    }
    if (answer === 'lasts') {
      // Signed in here as somebody else, or once more: the connection of the earlier session is of no use.
      if (session.current.seat) void connectAs(keyOf(session.current));
      return;
    }
    const { fullPath, meta } = router.currentRoute.value;
    session.ended();
    // Who is on a page for everybody (signing in as somebody else, using a link) goes on there.
    if (meta.access !== 'everybody') await router.push({ name: 'sign-in', query: { reason: 'ended', next: fullPath } });
  }

  whenNotSignedIn(() => void end());
  useNews((news) => {
    if (news.kind === 'session-ended') void end();
    if (news.kind === 'reload-needed' || news.kind === 'too-many-sockets' || news.kind === 'too-many-messages')
      notice.value = news.kind;
  });
  watch(
    () => connection.value?.client.connected,
    (connected) => {
      if (connected) notice.value = null;
    },
  );

  return { notice };
}
