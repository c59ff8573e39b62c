/**
 * Does this request come from our own interface? Exact comparison: no prefixes, no patterns, and neither a missing nor a
 * "null" origin passes. Browsers send the header with every request that can change something and with every WebSocket,
 * and a page cannot set it; a cross-site form, a sandboxed frame and a stray script all fail here.
 *
 * @param origin the request's Origin header
 * @param allowed the origins of our interface
 */
export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  return origin !== undefined && origin !== 'null' && allowed.includes(origin);
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Can a request with this method change anything? */
export function changesState(method: string): boolean {
  return !READING.has(method);
}
