import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { archiveOf, DOCUMENT_TYPE, NAMESPACES, p, wordFile, wordParts } from './fixtures.test-support';
import { planFromDocx } from './plan-from-docx';
import { readXml, XmlBudget } from './xml';

const still = (): number => 0;
const codeOf = async (bytes: Uint8Array, now = still): Promise<string> => {
  const result = await planFromDocx('plan.docx', bytes, now);
  return result.ok ? 'ok' : result.code;
};

/** How much of a part was given to the parser before it was refused, in pieces of which the clock is asked. */
function piecesRead(xml: string): { code: string; pieces: number } {
  let pieces = 0;
  const budget = new XmlBudget(() => {
    pieces += 1;
    return 0;
  });
  try {
    readXml(Buffer.from(xml), budget, {});
    return { code: 'ok', pieces };
  } catch (error) {
    return { code: (error as { code?: string }).code ?? String(error), pieces };
  }
}

describe('[I26] a file that would take time without end', () => {
  it.each([
    ['tags that do not end', `<w:document ${NAMESPACES}><w:body>${'<dir '.repeat(200_000)}`],
    ['wrappers that do not end', `<w:document ${NAMESPACES}>${'<w:fldSimple '.repeat(100_000)}`],
    ['types that do not end', `<Types>${'<Override '.repeat(100_000)}`],
    ['attributes that do not end', `<w:document ${NAMESPACES} a="${'<'.repeat(500_000)}`],
    ['comments that do not fit', `<w:document ${NAMESPACES}>${'<!-- -- '.repeat(100_000)}`],
  ])('is refused at its first fault, whatever follows: %s', (_what, xml) => {
    expect(piecesRead(xml)).toEqual({ code: 'file-damaged', pieces: 1 });
  });

  it('is refused in every part that is read', async () => {
    const bad = '<a '.repeat(100_000);
    for (const part of [
      'word/document.xml',
      'word/styles.xml',
      'word/numbering.xml',
      'word/footnotes.xml',
      '[Content_Types].xml',
      'word/_rels/document.xml.rels',
    ])
      expect([part, await codeOf(wordFile(p('x'), { [part]: bad }))]).toEqual([part, 'file-damaged']);
  });

  it('has a wide declaration of its letters', async () => {
    const wide = wordParts(p('x')).map(({ name, bytes }) => ({
      name,
      bytes: name === 'word/styles.xml' ? Buffer.from(`\ufeff<?xml${' '.repeat(400_000)}?><a/>`, 'utf16le') : bytes,
    }));
    expect(await codeOf(archiveOf(wide))).toMatch(/^(?:ok|file-damaged)$/);
  });

  it.each([
    ['many attributes', `<w:p ${Array.from({ length: 300 }, (_, at) => `a${at}=""`).join(' ')}/>`],
    ['many elements', '<w:p/>'.repeat(400_001)],
    ['deep elements', '<w:sdt>'.repeat(300) + '</w:sdt>'.repeat(300)],
    ['many rows', `<w:tbl>${'<w:tr/>'.repeat(5_001)}${p('x')}</w:tbl>`],
  ])('is refused as too much: %s', async (_what, body) => {
    const bytes = wordFile(`${p('x')}${body}`);
    expect(await codeOf(bytes)).toBe('file-too-complex');
  });

  it('is refused when its time is over, by the clock', async () => {
    let at = 0;
    const slow = (): number => (at += 10_000);
    expect(await codeOf(wordFile(p('x').repeat(3_000)), slow)).toBe('file-too-complex');
    expect(await codeOf(wordFile(p('x').repeat(3_000)))).toBe('ok');
  });

  it('costs as many looks at the clock as it has pieces and elements: four times as long, four times as many', async () => {
    const looks = async (paragraphs: number): Promise<number> => {
      let asked = 0;
      const now = (): number => {
        asked += 1;
        return 0;
      };
      const body = Array.from({ length: paragraphs }, (_, at) => p(`Alinea ${at} met woorden.`, { list: 2 })).join('');
      expect(await codeOf(wordFile(body), now)).toBe('ok');
      return asked;
    };
    const [short, long] = [await looks(4_000), await looks(16_000)];
    expect(long / short).toBeLessThan(5);
  });

  it('is found by the type of its text, however that is written', async () => {
    const types = (name: string): string =>
      `<t:Types xmlns:t="http://schemas.openxmlformats.org/package/2006/content-types"><t:Override ContentType='${DOCUMENT_TYPE}' PartName='${name}'></t:Override></t:Types>`;
    expect(await codeOf(wordFile(p('x'), { '[Content_Types].xml': types('/word/document.xml') }))).toBe('ok');
    expect(await codeOf(wordFile(p('x'), { '[Content_Types].xml': types('/Word/Document.xml') }))).toBe('ok');
    expect(await codeOf(wordFile(p('x'), { '[Content_Types].xml': types('/word/weg.xml') }))).toBe('file-damaged');
  });
});
