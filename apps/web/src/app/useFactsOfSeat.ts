import type { PiniaPluginContext } from 'pinia';
import { watch } from 'vue';
import { useSessionStore } from '../identity/session.store';

/** Every store that was made and holds what a seat saw: it has a `forget`. */
const stores = new Set<{ forget(): void }>();

/** Pinia plugin: finds the stores that must forget by themselves, so that none can be left out. */
export function forgetful({ store }: PiniaPluginContext): void {
  const made: object = store;
  if ('forget' in made && typeof made.forget === 'function') stores.add(made as { forget(): void });
}

/** Forgets what one seat saw before anything is shown to another, or to nobody. */
export function useFactsOfSeat(): void {
  const session = useSessionStore();
  watch(
    () => `${session.current?.person.personId} ${session.current?.seat?.seatId}`,
    () => stores.forEach((store) => store.forget()),
    { flush: 'sync' },
  );
}
