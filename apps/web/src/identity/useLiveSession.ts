import { ref, watch, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import type { SessionView } from '@samenspel/domain';
import { connectAs, disconnect, hasUnsavedText } from '../platform/collab';
import { useNews } from '../platform/useNews';
import { whenNotSignedIn } from '../platform/api';
import { useSessionStore } from './session.store';

const keyOf = ({ person, seat }: SessionView): string => `${person.personId}:${seat?.seatId ?? ''}`;

/** Keeps the live connection in step with the session, and leads to the sign-in page when the server ends it. */
export function useLiveSession(): { reloadNeeded: Readonly<Ref<boolean>> } {
  const session = useSessionStore();
  const router = useRouter();
  const reloadNeeded = ref(false);

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

  async function end(): Promise<void> {
    if (!session.current || asking) return;
    asking = true;
    const over = await session.isOver().finally(() => (asking = false));
    if (!over) {
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
    if (news.kind === 'reload-needed') reloadNeeded.value = true;
  });

  return { reloadNeeded };
}
