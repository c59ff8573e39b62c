/** Where somebody wanted to go before signing in. Only a path of our own: an address elsewhere would be a trap. */
export function nextPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/';
}
