import { describe, expect, it } from 'vitest';
import { TEXT_MAX_BYTES } from '../contracts';
import { readImportFile } from './read-file';

declare class TextEncoder {
  encode(text: string): Uint8Array;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const read = (name: string, bytes: Uint8Array) => {
  const result = readImportFile(name, bytes);
  return result.ok ? `${result.format}: ${result.text}` : result.code;
};

describe('readImportFile', () => {
  it('[I1] chooses the format by the extension, in any case', () => {
    expect(read('plan.txt', utf8('Doel'))).toBe('text: Doel');
    expect(read('PLAN.MD', utf8('# Doel'))).toBe('markdown: # Doel');
    expect(read('a.b.markdown', utf8('Doel'))).toBe('markdown: Doel');
  });

  it('[I1] refuses other extensions, whatever they hold', () => {
    expect(read('plan.docx', utf8('Doel'))).toBe('unsupported-file');
    expect(read('plan', utf8('Doel'))).toBe('unsupported-file');
    expect(read('txt', utf8('Doel'))).toBe('unsupported-file');
  });

  it('[I1] refuses a file without words', () => {
    expect(read('leeg.txt', new Uint8Array())).toBe('empty-file');
    expect(read('leeg.md', utf8(' \n\t\r\n\f '))).toBe('empty-file');
    expect(read('leeg.txt', utf8('\ufeff'))).toBe('empty-file');
  });

  it('[I1] refuses more than the largest size before reading it', () => {
    expect(read('groot.txt', new Uint8Array(TEXT_MAX_BYTES + 1))).toBe('too-large');
    expect(read('net.txt', new Uint8Array(TEXT_MAX_BYTES).fill(97))).toMatch(/^text: aaa/);
  });

  it.each([
    ['a PDF', latin('%PDF-1.7 tekst')],
    ['a Word file', latin('PK\x03\x04 tekst')],
    ['an old Word file', latin('\xd0\xcf\x11\xe0 tekst')],
    ['a PNG', latin('\x89PNG\r\n')],
    ['a JPEG', latin('\xff\xd8\xff\xe0 tekst')],
    ['a program', latin('\x7fELF tekst')],
    ['a text with a NUL', utf8('voor\0na')],
    ['a text full of control characters', utf8('a\x01b\x02c\x03'.repeat(20))],
  ])('[I1] refuses %s under the name of a text', (_what, bytes) => {
    expect(read('plan.txt', bytes)).toBe('binary-file');
  });

  it('[I2] reads windows-1252 when it is no UTF-8, and refuses what is neither', () => {
    expect(read('oud.txt', latin('co\xf6rdinatie \x96 cli\xebnt'))).toBe('text: coördinatie – cliënt');
    expect(read('oud.txt', latin('\xe9\xf1\xfa\xe9\xf1\xfa\xe9'))).toBe('unreadable-text');
    expect(read('oud.txt', latin('tekst tekst \x81 tekst'))).toBe('unreadable-text');
  });

  it('[I2] reads UTF-16 that says so', () => {
    expect(read('breed.txt', latin('\xff\xfeD\0o\0e\0l\0'))).toBe('text: Doel');
    expect(read('breed.txt', latin('\xfe\xff\0D\0o\0e\0l'))).toBe('text: Doel');
    expect(read('breed.txt', latin('\xff\xfeD\0\0\0l\0'))).toBe('binary-file');
  });

  it('[I2] drops the byte order mark, evens line ends and composes accents', () => {
    expect(read('plan.txt', utf8('\ufeffeen\r\ntwee\rdrie\u2028vier'))).toBe('text: een\ntwee\ndrie\nvier');
    expect(read('plan.txt', utf8('cli\u0065\u0308nt'))).toBe('text: cliënt');
    expect(read('plan.txt', utf8(`${'tekst '.repeat(60)}\u0007einde\fpagina`))).toMatch(/tekst einde\fpagina$/);
  });
});
