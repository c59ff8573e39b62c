import { createHash, randomBytes } from 'node:crypto';

/** A session token: 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. A plain hash will do: what has 256 random bits cannot be guessed back. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
