import type { ProblemCode } from '../../platform/problems';
import { TEXT_MAX_BYTES } from '../contracts';
import { hasBinaryContent, hasBinarySignature } from './signatures';

/** The part of the platform's TextDecoder that is used here; the domain is compiled without the browser's types. */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}

export type ImportFormat = 'text' | 'markdown';
export type ReadImport = { ok: true; text: string; format: ImportFormat } | { ok: false; code: ProblemCode };

const FORMATS: Readonly<Record<string, ImportFormat>> = { txt: 'text', md: 'markdown', markdown: 'markdown' };

/**
 * Reads an uploaded file as text. The name's extension chooses the format, the content must agree that it is text.
 *
 * UTF-8, UTF-16 with a byte order mark, and windows-1252 are understood. Line ends come out as `\n`, characters in
 * normal form C, byte order mark and stray control characters gone; form feeds stay, they mark pages.
 *
 * @param name file name as uploaded
 * @param bytes the whole file
 * @returns the text, or `unsupported-file`, `too-large`, `empty-file`, `binary-file` or `unreadable-text`
 */
export function readImportFile(name: string, bytes: Uint8Array): ReadImport {
  const format = FORMATS[extensionOf(name)];
  if (format === undefined) return { ok: false, code: 'unsupported-file' };
  if (bytes.length > TEXT_MAX_BYTES) return { ok: false, code: 'too-large' };
  if (bytes.length === 0) return { ok: false, code: 'empty-file' };
  if (hasBinarySignature(bytes)) return { ok: false, code: 'binary-file' };
  const wide = wideEncoding(bytes);
  if (wide === null && hasBinaryContent(bytes)) return { ok: false, code: 'binary-file' };
  const decoded = wide === null ? (decode(bytes, 'utf-8') ?? decodeWestern(bytes)) : decode(bytes, wide);
  if (decoded === null) return { ok: false, code: 'unreadable-text' };
  if (decoded.includes('\0')) return { ok: false, code: 'binary-file' };
  const text = tidy(decoded);
  return text.trim() === '' ? { ok: false, code: 'empty-file' } : { ok: true, text, format };
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0
    ? ''
    : name
        .slice(dot + 1)
        .trim()
        .toLowerCase();
}

function wideEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Western European text has few accents; more than this share of high bytes is something else. */
const HIGH_SHARE = 0.3;
const UNUSED_IN_WESTERN = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

function decodeWestern(bytes: Uint8Array): string | null {
  let high = 0;
  for (const byte of bytes) {
    if (UNUSED_IN_WESTERN.has(byte)) return null;
    if (byte >= 0x80) high += 1;
  }
  return high > bytes.length * HIGH_SHARE ? null : decode(bytes, 'windows-1252');
}

function tidy(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029\v]/g, '\n')
    .replace(/[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff]/g, '')
    .normalize('NFC');
}
