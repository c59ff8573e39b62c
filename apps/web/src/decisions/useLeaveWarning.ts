import { onScopeDispose } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';
import { askToLoseText } from '../platform/unsaved';

/** Warns before somebody leaves a form in which something was typed that is not sent. */
export function useLeaveWarning(dirty: () => boolean): void {
  const warn = (event: BeforeUnloadEvent): void => {
    if (dirty()) event.preventDefault();
  };
  addEventListener('beforeunload', warn);
  onScopeDispose(() => removeEventListener('beforeunload', warn));
  onBeforeRouteLeave((to) => (to.name === 'sign-in' || !dirty() ? true : askToLoseText()));
}
