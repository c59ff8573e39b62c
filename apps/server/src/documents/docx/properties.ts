/** Elements of properties: they come as one, and what stands in them is no text. */
export const PROPERTIES = new Set([
  'w:pPr', 'w:rPr', 'w:tcPr', 'w:trPr', 'w:sdtPr', 'w:tblPr', 'w:tblPrEx', 'w:tblGrid', 'w:ffData', 'w:sectPr', 'w:sdtEndPr',
  'w:customXmlPr', 'w:smartTagPr', 'm:naryPr', 'm:dPr', 'm:rPr', 'm:ctrlPr',
]); // prettier-ignore
