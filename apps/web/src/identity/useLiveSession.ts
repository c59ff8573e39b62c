import { ref, watch, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import { connectAs, disconnect, hasUnsavedText } from '../platform/collab';
import { useNews } from '../platform/useNews';
import { whenNotSignedIn } from '../platform/api';
import { useSessionStore } from './session.store';

/** Keeps the live connection in step with the session, and leads to the sign-in page when the server ends it. */
export function useLiveSession(): { reloadNeeded: Readonly<Ref<boolean>> } {
  const session = useSessionStore();
  const router = useRouter();
  const reloadNeeded = ref(false);

  watch(
    () => (session.current?.seat ? `${session.current.person.personId}:${session.current.seat.seatId}` : null),
    (key) => {
      if (key) void connectAs(key);
      // Unsent text stays in memory for who signs in again as the same person and seat; nobody else gets to see it.
      else if (!hasUnsavedText()) disconnect();
    },
    { immediate: true },
  );

  function end(): void {
    if (!session.current) return;
    const next = router.currentRoute.value.fullPath;
    session.ended();
    void router.push({ name: 'sign-in', query: { reason: 'ended', next } });
  }

  whenNotSignedIn(end);
  useNews((news) => {
    if (news.kind === 'session-ended') end();
    if (news.kind === 'reload-needed') reloadNeeded.value = true;
  });

  return { reloadNeeded };
}
