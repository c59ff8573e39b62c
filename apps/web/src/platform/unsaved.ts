import { readonly, shallowRef } from 'vue';
import { hasUnsavedText } from './collab';

interface Question {
  readonly answer: (leave: boolean) => void;
}

const asked = shallowRef<Question | null>(null);

/** The question on screen: leave although text is not saved? */
export const unsavedQuestion = readonly(asked);

/** Resolves to whether it is all right to go on: at once when all text is saved, else after asking. */
export function mayLoseText(): Promise<boolean> {
  return hasUnsavedText() ? askToLoseText() : Promise.resolve(true);
}

/** Asks whether it is all right to leave although something that was typed is not saved. */
export function askToLoseText(): Promise<boolean> {
  asked.value?.answer(false);
  return new Promise((resolve) => {
    asked.value = {
      answer: (leave) => {
        asked.value = null;
        resolve(leave);
      },
    };
  });
}
