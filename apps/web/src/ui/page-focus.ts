import { watchEffect } from 'vue';

const PRODUCT = 'Samenspel';
let focusWanted = false;

/** Called when somebody went to another page: the heading of that page will get focus as soon as it is there. */
export function wantPageFocus(): void {
  focusWanted = true;
}

/** True once per change of page. A heading that comes late does not take focus from what somebody went to meanwhile. */
export function takePageFocus(): boolean {
  const wanted = focusWanted;
  focusWanted = false;
  const active = document.activeElement;
  return wanted && (active === null || active === document.body || active.id === 'main');
}

/** Keeps the title of the browser tab the same as that of the page. */
export function usePageTitle(title: () => string): void {
  watchEffect(() => {
    document.title = `${title()} - ${PRODUCT}`;
  });
}
