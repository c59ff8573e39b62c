import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of an archive, with the lies that a test wants told about it. */
export interface FixtureEntry {
  readonly name: string;
  readonly bytes: Buffer;
  readonly declaredSize?: number;
  readonly encrypted?: boolean;
}

/** A compressed archive, byte by byte, so that it can be wrong in every way. */
export function archiveOf(entries: readonly FixtureEntry[]): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, declaredSize, encrypted } of entries) {
    const packed = deflateRawSync(bytes, { level: 9 });
    const fileName = Buffer.from(name, 'utf8');
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(encrypted ? 0x0801 : 0x0800, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt16LE(0x21, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(declaredSize ?? bytes.length, 18);
    facts.writeUInt16LE(fileName.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), facts, place, fileName]));
    local.push(Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), facts, fileName, packed]));
    offset += local.at(-1)!.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...local, directory, Buffer.from([0x50, 0x4b, 5, 6]), end]));
}

export const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:o="urn:schemas-microsoft-com:office:office"';
export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export const DOCUMENT_TYPE = `${WORD}.document.main+xml`;

const STYLES = `${HEAD}<w:styles ${NAMESPACES}>
  ${[1, 2, 3].map((level) => `<w:style w:type="paragraph" w:styleId="Kop${level}"><w:name w:val="heading ${level}"/></w:style>`).join('')}
  <w:style w:type="paragraph" w:styleId="Hoofdstuk"><w:name w:val="Ons hoofdstuk"/><w:basedOn w:val="Kop1"/></w:style>
  <w:style w:type="paragraph" w:styleId="Citaat"><w:name w:val="Quote"/></w:style>
  <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
  <w:style w:type="paragraph" w:styleId="Inh1"><w:name w:val="toc 1"/></w:style>
  <w:style w:type="paragraph" w:styleId="Vreemd"><w:name w:val="Vreemd"/></w:style>
</w:styles>`;

const NUMBERING = `${HEAD}<w:numbering ${NAMESPACES}>${['bullet', 'decimal']
  .map(
    (format, id) =>
      `<w:abstractNum w:abstractNumId="${id}">${[0, 1, 2].map((level) => `<w:lvl w:ilvl="${level}"><w:numFmt w:val="${format}"/></w:lvl>`).join('')}</w:abstractNum>`,
  )
  .join(
    '',
  )}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`;

/** The parts of a Word file with this body; `extra` adds parts or replaces them. */
export function wordParts(body: string, extra: Readonly<Record<string, string>> = {}): FixtureEntry[] {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${DOCUMENT_TYPE}"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `${HEAD}<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${OFFICE}/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="${OFFICE}/footnotes" Target="footnotes.xml"/><Relationship Id="rHeader" Type="${OFFICE}/header" Target="header1.xml"/><Relationship Id="rLink" Type="${OFFICE}/hyperlink" Target="https://voorbeeld.nl/a" TargetMode="External"/><Relationship Id="rBad" Type="${OFFICE}/hyperlink" Target="javascript:alert(1)" TargetMode="External"/><Relationship Id="rImage" Type="${OFFICE}/image" Target="http://127.0.0.1:9/spion.png" TargetMode="External"/></Relationships>`,
    'word/styles.xml': STYLES,
    'word/numbering.xml': NUMBERING,
    'word/footnotes.xml': `${HEAD}<w:footnotes ${NAMESPACES}><w:footnote w:id="1"><w:p><w:r><w:t>Bron: de raad.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
    'word/document.xml': `${HEAD}<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`,
    ...extra,
  };
  return Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(text, 'utf8') }));
}

/** A head for every page. */
export const headerPart = (text: string): Record<string, string> => ({
  'word/header1.xml': `${HEAD}<w:hdr ${NAMESPACES}>${p(text)}</w:hdr>`,
});

export const wordFile = (body: string, extra: Readonly<Record<string, string>> = {}): Uint8Array =>
  archiveOf(wordParts(body, extra));

/** A paragraph of plain text, in a style or a list when given. */
export function p(
  text: string,
  { style, list, level = 0 }: { style?: string; list?: 1 | 2; level?: number } = {},
): string {
  const properties = [
    style === undefined ? '' : `<w:pStyle w:val="${style}"/>`,
    list === undefined ? '' : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`,
  ].join('');
  return `<w:p><w:pPr>${properties}</w:pPr>${r(text)}</w:p>`;
}

/** A run of text with these properties. */
export const r = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

export const para = (...content: string[]): string => `<w:p>${content.join('')}</w:p>`;
