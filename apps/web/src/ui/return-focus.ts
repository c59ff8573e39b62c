/** Brings focus, and what was selected, back to where they were when it was made; nothing scrolls. */
export type ReturnFocus = () => void;

/**
 * Remembers where focus is, and the selection. Who reads has no focus in the text: then it goes to the text in which the
 * selection begins, so that the keyboard goes on from there.
 */
export function rememberFocus(): ReturnFocus {
  const active = document.activeElement;
  const selection = document.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : null;
  const text = range && textAround(range.startContainer);
  return () => {
    const back = active instanceof HTMLElement && active !== document.body && active.isConnected ? active : text;
    if (!back?.isConnected) return;
    focusQuietly(back);
    // An editor puts its own selection back.
    if (range && !back.isContentEditable && range.startContainer.isConnected && range.endContainer.isConnected) {
      document.getSelection()?.removeAllRanges();
      document.getSelection()?.addRange(range);
    }
  };
}

function textAround(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>('.s-section__text') ?? null;
}

/** Focus without scrolling, also on what takes none by itself; there it leaves no trace. */
function focusQuietly(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  if (document.activeElement === element) return;
  element.setAttribute('tabindex', '-1');
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  element.focus({ preventScroll: true });
}
