/** What somebody does who has found another place meanwhile. */
const WENT_ELSEWHERE = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;
let leave: () => void = () => undefined;

/**
 * Brings the reader and the focus to the part of the page that an address names, as soon as it is there: most of a page comes
 * after its address (docs/spec.md W14). It gives up when somebody goes elsewhere, on the page or to another.
 *
 * @param hash with its sign; empty only gives up what was still looked for
 */
export function landAt(hash: string): void {
  leave();
  const id = idOf(hash);
  // Sections of a document come one by one, and the document's page knows when.
  if (id === '' || id.startsWith('section-')) return;
  // What is drawn above it later (a list that is still on its way) would push it out of sight again.
  const sizes = new ResizeObserver(() => {
    const place = document.getElementById(id);
    if (place !== null && place === document.activeElement) place.scrollIntoView({ block: 'start' });
  });
  const watcher = new MutationObserver(land);
  leave = () => {
    watcher.disconnect();
    sizes.disconnect();
    for (const event of WENT_ELSEWHERE) removeEventListener(event, leave, true);
    leave = () => undefined;
  };
  for (const event of WENT_ELSEWHERE) addEventListener(event, leave, { capture: true, passive: true });
  watcher.observe(document.body, { childList: true, subtree: true });
  land();

  function land(): void {
    const place = document.getElementById(id);
    if (place === null) return;
    watcher.disconnect();
    bring(place);
    sizes.observe(document.body);
  }
}

interface Position {
  readonly left: number;
  readonly top: number;
}

/**
 * Waits until the page reaches as far as a place where somebody was before, which they come back to.
 *
 * @returns the place, or nothing when they went elsewhere on the page meanwhile
 */
export function whenTall(position: Position): Promise<Position | undefined> {
  const reaches = (): boolean => document.documentElement.scrollHeight >= position.top + innerHeight;
  return new Promise((resolve) => {
    const end = (found: Position | undefined): void => {
      watcher.disconnect();
      for (const event of WENT_ELSEWHERE) removeEventListener(event, elsewhere, true);
      resolve(found);
    };
    const elsewhere = (): void => end(undefined);
    const watcher = new ResizeObserver(() => reaches() && end(position));
    for (const event of WENT_ELSEWHERE) addEventListener(event, elsewhere, { capture: true, passive: true });
    // Tells once at the start, too.
    watcher.observe(document.body);
  });
}

/** The id that an address names. One that is badly written names nothing. */
function idOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return '';
  }
}

function bring(place: HTMLElement): void {
  for (let each = place.parentElement; each !== null; each = each.parentElement)
    if (each instanceof HTMLDetailsElement) each.open = true;
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
  place.scrollIntoView({ block: 'start' });
  place.focus({ preventScroll: true });
}
