/** Small choices of this browser (language, theme). Storage can be blocked: then a choice lasts as long as the page. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`samenspel.${key}`, value);
  } catch {
    return;
  }
}

/** What was remembered in this browser, or null. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`samenspel.${key}`);
  } catch {
    return null;
  }
}
