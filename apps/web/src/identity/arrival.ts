import { useRouter } from 'vue-router';
import { nextPath } from '../platform/next-path';
import { useSessionStore } from './session.store';

/** Where an administrator begins. */
export const ADMINISTRATION = '/beheer';

/** Goes where somebody who just signed in belongs: the page that was asked for, or first the choice of a capacity. */
export function useArrival(): (next: unknown) => Promise<void> {
  const session = useSessionStore();
  const router = useRouter();
  return async (next) => {
    const wanted = nextPath(next);
    const { seat = null, seats = [], administrator = false } = session.current ?? {};
    if (seat !== null) await router.push(wanted);
    else if (administrator && seats.length === 0) await router.push(wanted === '/' ? ADMINISTRATION : wanted);
    else await router.push({ name: 'seat', query: { next: wanted } });
  };
}
