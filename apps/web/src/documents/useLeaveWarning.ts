import { onScopeDispose } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';
import { hasUnsavedText } from '../platform/collab';
import { mayLoseText } from '../platform/unsaved';

/** Warns before somebody leaves a page while text is not saved. */
export function useLeaveWarning(): void {
  const warn = (event: BeforeUnloadEvent): void => {
    if (hasUnsavedText()) event.preventDefault();
  };
  addEventListener('beforeunload', warn);
  onScopeDispose(() => removeEventListener('beforeunload', warn));
  onBeforeRouteLeave((to) => (to.name === 'sign-in' ? true : mayLoseText()));
}
