/** The parts of the platform's own that are used here; the domain is compiled without the browser's types. */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}

export type Bytes = Uint8Array<ArrayBuffer>;

/** SHA-256, by whatever the platform has for it. */
export type Hash = (bytes: Bytes) => Promise<Bytes>;

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** What is no UTF-8 becomes a sign in its place, and what a program put before the text is left out. */
export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The bytes of lower-case hexadecimal; null when it is anything else. */
export function fromHex(text: string): Bytes | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16));
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const sextet = (shift: number): string => BASE64[(bits >> shift) & 63] ?? '';
    text += sextet(18) + sextet(12) + (b === undefined ? '=' : sextet(6)) + (c === undefined ? '=' : sextet(0));
  }
  return text;
}

/** The bytes of base64 as RFC 4648 writes them, with padding; null for any other spelling of the same bytes. */
export function fromBase64(text: string): Bytes | null {
  const digits = text.replace(/={1,2}$/, '');
  if (text.length % 4 !== 0 || [...digits].some((digit) => !BASE64.includes(digit))) return null;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits) {
    bits = ((bits << 6) | BASE64.indexOf(digit)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push((bits >> held) & 0xff);
  }
  const read = Uint8Array.from(bytes);
  return toBase64(read) === text ? read : null;
}
