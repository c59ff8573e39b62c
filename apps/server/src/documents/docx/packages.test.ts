import { describe, expect, it } from 'vitest';
import { archiveOf, DOCUMENT_TYPE, HEAD, wordFile, wordParts } from './fixtures.test-support';
import { planFromDocx } from './plan-from-docx';
import { linesOf, outline, p } from './reading.test-support';

/** What becomes of a file of which the text was written with other bytes. */
async function rewritten(encode: (text: string) => Buffer, text = 'café'): Promise<string[] | string> {
  const parts = wordParts(p(text)).map(({ name, bytes }) =>
    name === 'word/document.xml' ? { name, bytes: encode(bytes.toString('utf8')) } : { name, bytes },
  );
  const result = await planFromDocx('x.docx', archiveOf(parts));
  return result.ok ? outline(result.plan) : result.code;
}
const declared = (text: string, encoding: string): string => text.replace('UTF-8', encoding);

describe('[I34] a file of another program', () => {
  it.each([
    ['ISO-8859-1', (text: string) => Buffer.from(declared(text, 'ISO-8859-1'), 'latin1')],
    ['windows-1252', (text: string) => Buffer.from(declared(text, 'windows-1252'), 'latin1')],
    ['UTF-16 without a mark', (text: string) => Buffer.from(declared(text, 'UTF-16'), 'utf16le')],
    ['the same in the other order', (text: string) => Buffer.from(declared(text, 'UTF-16'), 'utf16le').swap16()],
  ])('is read in the letters that it says: %s', async (_what, encode) => {
    expect(await rewritten(encode)).toEqual(['p café']);
  });

  it('is damaged where its letters are none', async () => {
    expect(await rewritten((text) => Buffer.from(text, 'latin1'))).toBe('file-damaged');
  });

  it('hides no entities behind other letters', async () => {
    const bomb = (text: string): string => text.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>');
    expect(await rewritten((text) => Buffer.from(bomb(text), 'utf16le'))).toBe('file-damaged');
  });

  it('begins where its links say, when every part is a text by default', async () => {
    const types = `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="${DOCUMENT_TYPE}"/></Types>`;
    expect(await linesOf(p('x'), { '[Content_Types].xml': types })).toEqual(['p x']);
    const broken = wordFile(p('x'), { '[Content_Types].xml': types, '_rels/.rels': '<Relationships/>' });
    expect(await planFromDocx('x.docx', broken)).toEqual({ ok: false, code: 'file-damaged' });
  });

  it.each(['number%69ng.xml', '/word/./../Word/Numbering.xml'])('has names as in an address: %s', async (target) => {
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const links = `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${office}/numbering" Target="${target}"/></Relationships>`;
    expect(await linesOf(p('punt', { list: 1 }), { 'word/_rels/document.xml.rels': links })).toEqual(['b0 punt']);
  });
});
