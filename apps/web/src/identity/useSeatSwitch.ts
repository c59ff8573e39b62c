import { useRouter, type RouteLocationRaw } from 'vue-router';
import { useTask, type Task } from '../platform/useTask';
import { mayLoseText } from '../platform/unsaved';
import { ADMINISTRATION } from './arrival';
import { useSessionStore } from './session.store';

/**
 * Goes on as another seat, or (null) as administrator, after a warning when text is not saved, and opens a page of that
 * capacity.
 */
export function useSeatSwitch(): Task<[seatId: string | null, then?: RouteLocationRaw]> {
  const session = useSessionStore();
  const router = useRouter();
  return useTask(async (seatId: string | null, then: RouteLocationRaw = seatId === null ? ADMINISTRATION : '/') => {
    if (session.current?.seat?.seatId !== seatId) {
      if (!(await mayLoseText())) return;
      await session.chooseSeat(seatId);
    }
    await router.push(then);
  });
}
