import { Random } from '@samenspel/collab/testing';

/** A word that stands nowhere else, with one letter outside ASCII so that every way of writing it down differs. */
export function makeWord(random: Random): string {
  const letters = (count: number): string =>
    Array.from({ length: count }, () => random.pick([...'bcdfghjkmnpqrstvwxz'])).join('');
  return `${letters(7)}ë${letters(7)}`;
}

/** A way of writing something down, and what to look for then: any of these. */
export interface Encoding {
  readonly name: string;
  readonly needles: readonly Buffer[];
}

/** Every way in which a text may hide in bytes. */
export function encodingsOf(text: string): Encoding[] {
  const bytes = Buffer.from(text, 'utf8');
  const units = [...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0'));
  const each = (write: (byte: string) => string): string =>
    (bytes.toString('hex').match(/../g) ?? []).map((byte) => write(byte)).join('');
  const utf16 = Buffer.from(text, 'utf16le');
  const both = (...texts: string[]): Buffer[] =>
    texts.flatMap((one) => [Buffer.from(one), Buffer.from(one.toUpperCase())]);
  return [
    { name: 'utf-8', needles: [bytes] },
    { name: 'latin-1', needles: [Buffer.from(text, 'latin1')] },
    { name: 'utf-16', needles: [utf16, Buffer.from(utf16).swap16()] },
    { name: 'json', needles: both(jsonOf(text)).slice(0, 1) },
    { name: 'json, every letter', needles: both(units.map((unit) => `\\u${unit}`).join('')).slice(0, 1) },
    { name: 'percent', needles: [encodeURIComponent(text), encodeURIComponent(text).toLowerCase()].map(toBuffer) },
    { name: 'percent, every byte', needles: both(each((byte) => `%${byte}`)) },
    { name: 'quoted-printable', needles: [Buffer.from(each(printable))] },
    { name: 'html', needles: [Buffer.from(units.map((unit) => `&#${Number.parseInt(unit, 16)};`).join(''))] },
    ...inBytes(bytes),
    ...inBytes(utf16).map(({ name, needles }) => ({ name: `${name} of utf-16`, needles })),
  ].map(({ name, needles }) => ({ name, needles: unlike(needles) }));
}

/** Every way in which an id may hide: as text, and as the sixteen bytes that travel over the socket. */
export function encodingsOfId(uuid: string): Encoding[] {
  const raw = Buffer.from(uuid.replaceAll('-', ''), 'hex');
  return [
    { name: 'bytes', needles: [raw] },
    ...inBytes(raw),
    { name: 'text', needles: [Buffer.from(uuid), Buffer.from(uuid.toUpperCase())] },
    ...inBytes(Buffer.from(uuid)).map(({ name, needles }) => ({ name: `${name} of the text`, needles })),
  ];
}

function inBytes(bytes: Buffer): Encoding[] {
  const hex = bytes.toString('hex');
  return [
    { name: 'base64', needles: base64Of(bytes, 'base64') },
    { name: 'base64url', needles: base64Of(bytes, 'base64url') },
    { name: 'hex', needles: [Buffer.from(hex), Buffer.from(hex.toUpperCase())] },
  ];
}

/** The part of the base64 that does not depend on the neighbours, for each place at which the bytes may begin. */
function base64Of(bytes: Buffer, alphabet: 'base64' | 'base64url'): Buffer[] {
  return [0, 1, 2].map((before) => {
    const first = Math.ceil((before * 8) / 6);
    const sure = Math.floor(((before + bytes.length) * 8) / 6);
    return Buffer.from(
      Buffer.concat([Buffer.alloc(before), bytes])
        .toString(alphabet)
        .slice(first, sure),
    );
  });
}

function jsonOf(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function printable(byte: string): string {
  const code = Number.parseInt(byte, 16);
  return code > 32 && code < 127 && code !== 61 ? String.fromCharCode(code) : `=${byte.toUpperCase()}`;
}

const toBuffer = (text: string): Buffer => Buffer.from(text);
const unlike = (needles: readonly Buffer[]): Buffer[] =>
  needles.filter((one, at) => needles.findIndex((other) => other.equals(one)) === at);
