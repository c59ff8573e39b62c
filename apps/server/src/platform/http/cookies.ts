/**
 * Name of the session cookie. The `__Host-` prefix makes browsers refuse it without Secure, with a Domain or with
 * another path: neither a sister domain nor a plain-text page can set one.
 */
export const SESSION_COOKIE = '__Host-samenspel';

/** A token as we make them: 256 bits in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The session token of a Cookie header; null when there is none, more than one, or one that we never made. */
export function tokenFrom(header: string | undefined): string | null {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${SESSION_COOKIE}=`))
    .map((pair) => pair.slice(SESSION_COOKIE.length + 1));
  const [value] = values;
  return values.length === 1 && value !== undefined && TOKEN.test(value) ? value : null;
}

/** A Set-Cookie header that stores the token until `expiresAt`. */
export function storeCookie(token: string, expiresAt: Date): string {
  return `${SESSION_COOKIE}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax; Expires=${expiresAt.toUTCString()}`;
}

/** A Set-Cookie header that removes the cookie. */
export function clearCookie(): string {
  return `${SESSION_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`;
}
