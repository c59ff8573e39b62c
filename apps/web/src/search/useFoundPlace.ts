import { onScopeDispose, watch } from 'vue';
import { useRoute } from 'vue-router';
import { FOUND, rangesIn } from './found-words';
import './found-words.css';

/** The text of a section comes by another way than the page: it is waited for this long. */
const WAIT_MS = 8_000;

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
    let gone = false;
    const look = (): void => {
      const section = document.getElementById(id);
      if (section === null) return;
      if (!gone) {
        gone = true;
        section.scrollIntoView();
        section.focus({ preventScroll: true });
      }
      mark(section, words);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.getElementById('main') ?? document.body, { childList: true, subtree: true });
    const timer = setTimeout(() => observer.disconnect(), WAIT_MS);
    const cleared = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') stop();
    };
    window.addEventListener('keydown', cleared);
    stop = () => {
      observer.disconnect();
      clearTimeout(timer);
      window.removeEventListener('keydown', cleared);
      mark(null, []);
    };
    look();
  }

  watch([() => route.hash, ready], () => ready() && begin(), { immediate: true, flush: 'post' });
  onScopeDispose(() => stop());
}

/** Older browsers have no marks of their own: there the section is shown, and the words are not marked. */
function mark(section: Element | null, words: readonly string[]): void {
  if (typeof Highlight === 'undefined' || !('highlights' in CSS)) return;
  const ranges = section === null ? [] : rangesIn(section, words);
  if (ranges.length === 0) CSS.highlights.delete(FOUND);
  else CSS.highlights.set(FOUND, new Highlight(...ranges));
}

function wordsOf(state: unknown): string[] {
  const found = typeof state === 'object' && state !== null && 'found' in state ? state.found : null;
  return Array.isArray(found) ? found.filter((word) => typeof word === 'string') : [];
}
