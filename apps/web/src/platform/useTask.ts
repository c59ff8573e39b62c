import { readonly, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { failureCode, type FailureCode } from './problem';

export interface Task<Arguments extends unknown[]> {
  readonly busy: Readonly<Ref<boolean>>;
  readonly failure: Readonly<ShallowRef<FailureCode | null>>;
  /** Resolves to whether it succeeded; a second call while busy does nothing. */
  run(...args: Arguments): Promise<boolean>;
}

/** A command or fetch of a component, with what to show while it runs and when it fails. */
export function useTask<Arguments extends unknown[]>(work: (...args: Arguments) => Promise<unknown>): Task<Arguments> {
  const busy = ref(false);
  const failure = shallowRef<FailureCode | null>(null);

  async function run(...args: Arguments): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    failure.value = null;
    try {
      await work(...args);
      return true;
    } catch (error) {
      failure.value = failureCode(error);
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { busy: readonly(busy), failure: readonly(failure), run };
}

/** Fetches what a page shows, again whenever `key` changes. */
export function useLoad(key: () => string, load: (key: string) => Promise<unknown>): Task<[]> {
  const busy = ref(false);
  const failure = shallowRef<FailureCode | null>(null);
  let round = 0;

  async function run(): Promise<boolean> {
    const mine = ++round;
    busy.value = true;
    failure.value = null;
    const outcome = await load(key()).then(
      () => null,
      (error: unknown) => failureCode(error),
    );
    // A later fetch has taken over: this answer is old.
    if (mine !== round) return false;
    failure.value = outcome;
    busy.value = false;
    return outcome === null;
  }

  watch(key, run, { immediate: true });
  return { busy: readonly(busy), failure: readonly(failure), run };
}
