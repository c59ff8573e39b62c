import { describe, expect, it } from 'vitest';
import { archiveOf, DOCUMENT_TYPE, headerPart, p, para, r, wordFile, wordParts } from './fixtures.test-support';
import { planFromDocx } from './plan-from-docx';
import { planFromUpload } from './plan-from-upload';
import { outline, read, told } from './reading.test-support';

describe('[F1] a Word file', () => {
  it('becomes sections, headings, lists, quotes and paragraphs', async () => {
    const { plan, remarks } = await read(
      wordFile(
        [
          p('Ons plan', { style: 'Titel' }),
          p('Doelen', { style: 'Kop1' }),
          p('Minder instroom.'),
          p('Hoe', { style: 'Kop2' }),
          p('samen', { list: 1 }),
          p('thuis', { list: 1, level: 1 }),
          p('eerst', { list: 2 }),
          p('Zo zei de raad het.', { style: 'Citaat' }),
          p('Aanpak', { style: 'Hoofdstuk' }),
          p('Stap voor stap.'),
        ].join(''),
      ),
    );
    expect(plan.title).toBe('Ons plan');
    expect(plan.sections.map(({ title }) => title)).toEqual(['Doelen', 'Aanpak']);
    expect(outline(plan)).toEqual([
      'p Minder instroom.',
      'h2 Hoe',
      'b0 samen',
      'b1 thuis',
      'n0 eerst',
      'q Zo zei de raad het.',
    ]);
    expect(outline(plan, 1)).toEqual(['p Stap voor stap.']);
    expect(remarks).toEqual([]);
  });

  it('takes a single first heading for the title, and the name of the file without one', async () => {
    const titled = await read(
      wordFile([p('Ons plan', { style: 'Kop1' }), p('Doelen', { style: 'Kop2' }), p('Tekst.')].join('')),
    );
    expect([titled.plan.title, titled.plan.sections.map(({ title }) => title)]).toEqual(['Ons plan', ['Doelen']]);
    expect((await read(wordFile(p('Tekst.')), 'mijn_plan.docx')).plan.title).toBe('mijn plan');
  });

  it('keeps marks and safe links, and nothing that runs', async () => {
    const { plan, remarks } = await read(
      wordFile(
        para(
          r('vet', '<w:b/>'),
          r(' schuin onder', '<w:i/><w:u w:val="single"/>'),
          r(' door', '<w:strike/>'),
          `<w:hyperlink r:id="rLink">${r(' link')}</w:hyperlink>`,
          `<w:hyperlink r:id="rBad">${r(' slecht')}</w:hyperlink>`,
          `<w:hyperlink w:anchor="x">${r(' hier')}</w:hyperlink>`,
          r('2', '<w:vertAlign w:val="superscript"/>'),
          r(' en'),
          r(' iets', '<w:vertAlign w:val="superscript"/>'),
        ),
      ),
    );
    expect(plan.sections[0]?.blocks).toEqual([
      {
        type: 'block',
        kind: 'paragraph',
        runs: [
          { text: 'vet', marks: ['bold'] },
          { text: ' schuin onder', marks: ['italic', 'underline'] },
          { text: ' door', marks: ['strike'] },
          { text: ' link', link: 'https://voorbeeld.nl/a' },
          { text: ' slecht hier² en iets' },
        ],
      },
    ]);
    expect(told(remarks)).toEqual({ 'inner-links': 1, 'unsafe-links': 1, 'raised-text': 1 });
  });

  it('keeps tables with their merged cells', async () => {
    const cell = (text: string, more = ''): string => `<w:tc><w:tcPr>${more}</w:tcPr>${p(text)}</w:tc>`;
    const { plan, remarks } = await read(
      wordFile(
        `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('Wie')}${cell('Wat', '<w:gridSpan w:val="2"/>')}</w:tr>` +
          `<w:tr>${cell('Raad', '<w:vMerge w:val="restart"/>')}${cell('a')}${cell('b')}</w:tr>` +
          `<w:tr>${cell('', '<w:vMerge/>')}${cell('c')}<w:tc>${p('d')}<w:tbl><w:tr>${cell('diep')}</w:tr></w:tbl>${p('na')}</w:tc></w:tr></w:tbl>`,
      ),
    );
    expect(outline(plan)).toEqual(['p Wie|p Wat|/p Raad|p a|p b/|p c|p d;p diep;p na']);
    expect(plan.sections[0]?.blocks[0]).toMatchObject({
      type: 'table',
      header: true,
      merged: [
        { row: 0, column: 1, rows: 1, columns: 2 },
        { row: 1, column: 0, rows: 2, columns: 1 },
      ],
    });
    expect(told(remarks)).toEqual({ 'nested-tables': 1 });
  });

  it('puts footnotes at the end of their section, under the number that stands in the text', async () => {
    const { plan, remarks } = await read(
      wordFile(
        [
          p('Doelen', { style: 'Kop1' }),
          para(r('Zie de raad'), '<w:r><w:footnoteReference w:id="1"/></w:r>', r('.')),
          p('Aanpak', { style: 'Kop1' }),
          p('Stap.'),
        ].join(''),
      ),
    );
    expect(outline(plan)).toEqual(['p Zie de raad[1].', 'h2 Voetnoten', 'p [1] Bron: de raad.']);
    expect(outline(plan, 1)).toEqual(['p Stap.']);
    expect(told(remarks)).toEqual({ footnotes: 1 });
  });

  it('is read in strict form, with a byte order mark and in UTF-16', async () => {
    const strict = wordParts(p('Tekst')).map(({ name, bytes }) => ({
      name,
      bytes: Buffer.from(
        bytes
          .toString('utf8')
          .replaceAll(
            'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
            'http://purl.oclc.org/ooxml/wordprocessingml/main',
          )
          .replaceAll(
            'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
            'http://purl.oclc.org/ooxml/officeDocument/relationships',
          ),
      ),
    }));
    const marked = wordParts(p('Tekst')).map(({ name, bytes }) => ({
      name,
      bytes: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
    }));
    const wide = wordParts(p('Tekst')).map(({ name, bytes }) => ({
      name,
      bytes:
        name === 'word/document.xml'
          ? Buffer.from(`\ufeff${bytes.toString('utf8').replace('UTF-8', 'UTF-16')}`, 'utf16le')
          : bytes,
    }));
    for (const entries of [strict, marked, wide]) {
      expect(outline((await read(archiveOf(entries))).plan)).toEqual(['p Tekst']);
    }
  });
});

describe('[F2] what a section can not hold', () => {
  it('is told, with how often it was met', async () => {
    const { plan, remarks } = await read(
      wordFile(
        [
          para(
            r('tekst'),
            `<w:ins w:id="1">${r(' erbij')}</w:ins>`,
            '<w:del w:id="2"><w:r><w:delText> weg</w:delText></w:r></w:del>',
            '<w:r><w:commentReference w:id="1"/></w:r>',
            '<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>',
            '<w:r><w:drawing><a:blip r:link="rImage"/></w:drawing></w:r>',
            '<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>',
            '<w:r><w:object><o:OLEObject/></w:object></w:r>',
            `<w:fldSimple w:instr=" DATE ">${r(' vandaag')}</w:fldSimple>`,
            r(' verborgen', '<w:vanish/>'),
          ),
          p('in een stijl', { style: 'Vreemd' }),
          p('Doelen 1', { style: 'Inh1' }),
        ].join(''),
        headerPart('kop'),
      ),
    );
    expect(told(remarks)).toEqual({
      'tracked-changes': 2,
      comments: 1,
      images: 1,
      'external-images': 1,
      equations: 1,
      objects: 1,
      headers: 1,
      contents: 1,
      fields: 1,
      'hidden-text': 1,
      styles: 1,
    });
    expect(outline(plan)).toEqual(['p tekst erbijx vandaag', 'p in een stijl']);
  });
});

describe('[F3] a bad file', () => {
  const many = (count: number, one: string): string => one.repeat(count);
  const MB = 1024 * 1024;
  const zeros = (size: number): Buffer => Buffer.alloc(size);
  const ole = (text: string): Uint8Array =>
    new Uint8Array(
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        zeros(600),
        Buffer.from(text, 'utf16le'),
      ]),
    );
  const types = (kind: string): Record<string, string> => ({
    '[Content_Types].xml': `<Types><Override PartName="/word/document.xml" ContentType="${kind}"/></Types>`,
  });
  const files: readonly [string, () => Uint8Array, string][] = [
    ['an empty file', () => new Uint8Array(), 'empty-file'],
    ['a document without words', () => wordFile(para()), 'empty-file'],
    ['of more than 10 MB', () => new Uint8Array(10 * MB + 1), 'too-large'],
    ['a PDF', () => new Uint8Array(Buffer.from('%PDF-1.7 tekst')), 'unsupported-file'],
    ['an old Word file', () => ole('WordDocument'), 'unsupported-file'],
    ['a file with a password', () => ole('EncryptedPackage'), 'file-protected'],
    ['an encrypted part', () => archiveOf(wordParts(p('x')).map((entry) => ({ ...entry, encrypted: true }))), 'file-protected'],
    ['an OpenDocument', () => archiveOf([{ name: 'mimetype', bytes: Buffer.from('application/vnd.oasis.opendocument.text') }, { name: 'content.xml', bytes: Buffer.from('<a/>') }]), 'unsupported-file'],
    ['a sheet', () => wordFile(p('x'), types('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml')), 'unsupported-file'],
    ['a macro by its type', () => wordFile(p('x'), types('application/vnd.ms-word.document.macroEnabled.main+xml')), 'file-has-macros'],
    ['a macro by its part', () => wordFile(p('x'), { 'word/vbaProject.bin': 'x' }), 'file-has-macros'],
    ['a part less than it names', () => wordFile(p('x'), { ...types(DOCUMENT_TYPE), 'word/document.xml': '<w:document' }), 'file-damaged'],
    ['half a file', () => wordFile(p('x')).subarray(0, 900), 'file-damaged'],
    ['a zip bomb', () => archiveOf([...wordParts(p('x')), { name: 'word/media/a.xml', bytes: zeros(50 * MB) }]), 'file-too-complex'],
    ['a bomb of many parts', () => archiveOf([...wordParts(p('x')), ...Array.from({ length: 80 }, (_, at) => ({ name: `word/${at}.xml`, bytes: zeros(MB) }))]), 'file-too-complex'],
    ['a bomb that lies about its size', () => archiveOf([...wordParts(p('x')), { name: 'word/a.xml', bytes: zeros(50 * MB), declaredSize: 4000 }]), 'file-damaged'],
    ['too many parts', () => archiveOf([...wordParts(p('x')), ...Array.from({ length: 2100 }, (_, at) => ({ name: `word/${at}.bin`, bytes: zeros(1) }))]), 'file-too-complex'],
    ['a name that leads out of the folder', () => wordFile(p('x'), { '../../etc/cron.d/x.xml': '<a/>' }), 'file-damaged'],
    ['an absolute name', () => wordFile(p('x'), { '/etc/passwd.xml': '<a/>' }), 'file-damaged'],
    ['a name with backslashes', () => wordFile(p('x'), { '..\\x.xml': '<a/>' }), 'file-damaged'],
    ['one name twice', () => archiveOf([...wordParts(p('x')), ...wordParts(p('y'))]), 'file-damaged'],
    ['an entity bomb', () => wordFile(p('x'), { 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>' }), 'file-damaged'],
    ['an entity from another file', () => wordFile(p('x'), { 'word/styles.xml': '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:styles>&a;</w:styles>' }), 'file-damaged'],
    ['too deep', () => wordFile(many(5000, '<w:sdt><w:sdtContent>') + p('x') + many(5000, '</w:sdtContent></w:sdt>')), 'file-too-complex'],
    ['too many elements', () => wordFile(many(500_000, '<w:p/>').replace(/(<w:p\/>){1000}/, (all) => all + r(Math.random().toString()))), 'file-too-complex'],
  ]; // prettier-ignore

  it.each(files)('is refused by name: %s', async (_what, bytes, code) => {
    expect(await planFromDocx('plan.docx', bytes())).toEqual({ ok: false, code });
  });

  it('is known by its extension as well', async () => {
    const bytes = wordFile(p('x'), { 'word/vbaProject.bin': 'x' });
    for (const [name, code] of [
      ['plan.docm', 'file-has-macros'],
      ['plan.doc', 'unsupported-file'],
      ['plan.odt', 'unsupported-file'],
      ['plan.txt', 'binary-file'],
    ] as const) {
      expect(await planFromUpload({ name, bytes })).toEqual({ ok: false, code });
    }
  });

  it('of a million columns costs no more than the widest table', async () => {
    const { plan } = await read(
      wordFile(
        `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>${p('a')}</w:tc><w:tc>${p('b')}</w:tc></w:tr></w:tbl>`,
      ),
    );
    const [table] = plan.sections[0]!.blocks;
    expect(table?.type === 'table' && table.rows[0]?.length).toBe(63);
    expect(outline(plan)[0]).toContain('p a;p b');
  });

  it('fetches nothing, whatever it refers to', async () => {
    const { createServer } = await import('node:http');
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const parts = wordParts(para(r('tekst'), '<w:r><w:drawing><a:blip r:link="rImage"/></w:drawing></w:r>'));
    await read(
      archiveOf(
        parts.map(({ name, bytes }) => ({
          name,
          bytes: Buffer.from(bytes.toString('utf8').replaceAll('127.0.0.1:9', `127.0.0.1:${port}`)),
        })),
      ),
    );
    await new Promise((resolve) => server.close(resolve));
    expect(asked).toBe(0);
  });
});
