import { useRouter, type RouteLocationRaw } from 'vue-router';
import { useTask, type Task } from '../platform/useTask';
import { mayLoseText } from '../platform/unsaved';
import { useSessionStore } from './session.store';

/** Goes on as another seat, after a warning when text is not saved, and opens a page of that seat. */
export function useSeatSwitch(): Task<[seatId: string, then?: RouteLocationRaw]> {
  const session = useSessionStore();
  const router = useRouter();
  return useTask(async (seatId: string, then: RouteLocationRaw = { name: 'desk' }) => {
    if (session.current?.seat?.seatId !== seatId) {
      if (!(await mayLoseText())) return;
      await session.chooseSeat(seatId);
    }
    await router.push(then);
  });
}
