import { inject, type ComputedRef, type InjectionKey } from 'vue';

/** Who reads what is written in the comments around, in words. */
export const READERS: InjectionKey<ComputedRef<string>> = Symbol('readers of comments');

/** The readers in words, for a form; null where the page does not know them. */
export function useReaders(): ComputedRef<string> | null {
  return inject(READERS, null);
}
