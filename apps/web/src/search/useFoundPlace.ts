import { onScopeDispose, watch } from 'vue';
import { useRoute } from 'vue-router';
import { FOUND, rangesIn } from './found-words';
import './found-words.css';

/** The text of a section comes by another way than the page: it is waited for this long. */
const WAIT_MS = 8_000;

/** By these a reader shows that he goes his own way. */
const TAKING_OVER = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/**
 * Goes to the section that the address names, once it is there, and marks the words that were looked for. Escape takes the
 * marks away.
 *
 * @param ready whether the sections are on the page
 */
export function useFoundPlace(ready: () => boolean): void {
  const route = useRoute();
  let stop: () => void = () => undefined;

  function begin(): void {
    stop();
    const id = route.hash.slice(1);
    if (!id.startsWith('section-')) return;
    const words = wordsOf(window.history.state);
    let [arrived, taken] = [false, false];
    const look = (): void => {
      const section = document.getElementById(id);
      if (section === null) return;
      if (!arrived) section.focus({ preventScroll: true });
      arrived = true;
      const first = mark(section, words);
      // Texts above that come in later push the place down: it is followed until the reader takes over.
      if (!taken) show(section, first);
    };
    const takeOver = (): void => {
      taken = true;
    };
    const observer = new MutationObserver(look);
    observer.observe(document.getElementById('main') ?? document.body, { childList: true, subtree: true });
    const timer = setTimeout(() => observer.disconnect(), WAIT_MS);
    const cleared = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') stop();
    };
    window.addEventListener('keydown', cleared);
    for (const sign of TAKING_OVER) window.addEventListener(sign, takeOver, { passive: true });
    stop = () => {
      observer.disconnect();
      clearTimeout(timer);
      window.removeEventListener('keydown', cleared);
      for (const sign of TAKING_OVER) window.removeEventListener(sign, takeOver);
      mark(null, []);
    };
    look();
  }

  watch([() => route.hash, ready], () => ready() && begin(), { immediate: true, flush: 'post' });
  onScopeDispose(() => stop());
}

/** The section from its top, or the words themselves where they would be below the screen. */
function show(section: Element, first: Range | null): void {
  section.scrollIntoView();
  const place = first?.getBoundingClientRect();
  if (place !== undefined && place.top > window.innerHeight * 0.9) {
    first?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  }
}

/** Older browsers have no marks of their own: there the section is shown, and the words are not marked. */
function mark(section: Element | null, words: readonly string[]): Range | null {
  const ranges = section === null ? [] : rangesIn(section, words);
  if (typeof Highlight === 'undefined' || !('highlights' in CSS)) return ranges[0] ?? null;
  if (ranges.length === 0) CSS.highlights.delete(FOUND);
  else CSS.highlights.set(FOUND, new Highlight(...ranges));
  return ranges[0] ?? null;
}

function wordsOf(state: unknown): string[] {
  const found = typeof state === 'object' && state !== null && 'found' in state ? state.found : null;
  return Array.isArray(found) ? found.filter((word) => typeof word === 'string') : [];
}
