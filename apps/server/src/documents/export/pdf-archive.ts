import PDFDocument from 'pdfkit';

/**
 * A PDF that is kept for good (PDF/A-2a) and that a screen reader can follow (PDF/UA-1). pdfkit writes the mark of one of
 * the two; the other is added with the declaration that the first asks for.
 */
export class ArchivePdf extends PDFDocument {
  constructor(title: string, subject: string, at: Date, margins: PDFKit.PDFDocumentOptions['margins']) {
    super({
      size: 'A4',
      ...(margins === undefined ? {} : { margins }),
      bufferPages: true,
      tagged: true,
      pdfVersion: '1.7',
      subset: 'PDF/A-2a',
      lang: 'nl-NL',
      displayTitle: true,
      info: {
        Title: title,
        Subject: subject,
        Creator: 'Samenspel',
        Producer: 'Samenspel',
        CreationDate: at,
        ModDate: at,
      },
    });
    this.appendXML(UNIVERSAL_ACCESS);
  }

  /** The file's facts stand in XML as they are: signs that mean something there are written as entities. */
  override endMetadata(): void {
    for (const key of ['Title', 'Subject'] as const) this.info[key] = inXml(this.info[key] ?? '');
    super.endMetadata();
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function inXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? '');
}

const UNIVERSAL_ACCESS = `
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>`;
