import type { IStylesOptions } from 'docx';
import { EXPORT_STYLES } from '../docx/style-map';

const FONT = 'Open Sans';
const INK = '1A1F26';
const ACCENT = '154273';
const QUIET = '4A5563';

const heading = (size: number, before: number): object => ({
  run: { font: FONT, size, bold: true, color: ACCENT },
  paragraph: { spacing: { before, after: 120 }, keepNext: true },
});

/** The looks of an export, under the names that Word knows for them. */
export const DOCX_STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: FONT, size: 21, color: INK, language: { value: 'nl-NL' } },
      paragraph: { spacing: { after: 140, line: 300 } },
    },
    title: {
      run: { font: FONT, size: 52, bold: true, color: ACCENT },
      paragraph: { spacing: { before: 1200, after: 360 } },
    },
    heading1: heading(34, 480),
    heading2: heading(27, 320),
    heading3: heading(23, 240),
    heading4: heading(21, 200),
    hyperlink: { run: { color: ACCENT, underline: {} } },
  },
  characterStyles: [
    { id: 'SamenspelCode', name: EXPORT_STYLES.code, basedOn: 'DefaultParagraphFont', run: { color: QUIET } },
  ],
  paragraphStyles: [
    {
      id: 'SamenspelGegevens',
      name: EXPORT_STYLES.facts,
      basedOn: 'Normal',
      run: { color: QUIET, size: 19 },
      paragraph: { spacing: { after: 120 } },
    },
    {
      id: 'Quote',
      name: 'Quote',
      basedOn: 'Normal',
      quickFormat: true,
      run: { color: QUIET },
      paragraph: { indent: { left: 425 }, border: { left: { style: 'single', size: 18, space: 10, color: 'B8C2CC' } } },
    },
    {
      id: 'TOCHeading',
      name: 'TOC Heading',
      basedOn: 'Normal',
      run: { bold: true, size: 27, color: ACCENT },
      paragraph: { spacing: { before: 480 } },
    },
    ...[1, 2, 3].map((level) => ({
      id: `TOC${level}`,
      name: `toc ${level}`,
      basedOn: 'Normal',
      paragraph: { indent: { left: 280 * (level - 1) }, spacing: { after: 60 } },
    })),
    {
      id: 'Footer',
      name: 'footer',
      basedOn: 'Normal',
      run: { size: 15, color: QUIET },
      paragraph: { spacing: { after: 0, line: 240 } },
    },
  ],
};
