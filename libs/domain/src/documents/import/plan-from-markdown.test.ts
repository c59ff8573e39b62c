import { describe, expect, it } from 'vitest';
import { planFromMarkdown } from './plan-from-markdown';
import type { ContentBlock, TextBlock } from './model';
import { outlineOf } from './retention.test-support';

const plan = (text: string) => planFromMarkdown(text, 'Naam');
const blocks = (text: string) => outlineOf(plan(text));
const runs = (text: string) => (plan(text).sections[0]!.blocks[0] as TextBlock).runs;

describe('structure', () => {
  it('[I9] takes the first heading for the title and the next level for the sections', () => {
    const result = plan('# Plan\n\n## Een\n\ntekst\n\n### Dieper\n\n##### Diepst\n\n## Twee ##\n');
    expect(result.title).toBe('Plan');
    expect(result.sections.map((section) => section.title)).toEqual(['Een', 'Twee']);
    expect(outlineOf(result)).toEqual(['p tekst', 'h2 Dieper', 'h4 Diepst']);
  });

  it('[I9] makes sections of several first-level headings', () => {
    const result = plan('# Een\n\n## Onder\n\n# Twee\n');
    expect(result.title).toBe('Naam');
    expect(result.sections.map((section) => section.title)).toEqual(['Een', 'Twee']);
    expect(outlineOf(result)).toEqual(['h2 Onder']);
  });

  it('[I9] keeps what stands before the first section', () => {
    expect(plan('Vooraf.\n\n## Een\n').sections.map((section) => section.title)).toEqual(['Naam', 'Een']);
    expect(plan('').sections).toEqual([{ title: 'Naam', blocks: [] }]);
  });

  it('[I9] reads headings that are underlined and skips rules', () => {
    expect(plan('Plan\n====\n\nDeel\n---\n\ntekst\n\n* * *\n\nmeer').sections).toMatchObject([{ title: 'Deel' }]);
    expect(blocks('een\n\n---\n\ntwee\n')).toEqual(['p een', 'p twee']);
  });

  it('[I9] keeps a heading that is too long for a title as text', () => {
    const long = `${'lang '.repeat(60)}einde`;
    const [section] = plan(`## ${long}\n`).sections;
    expect(section!.title.length).toBeLessThanOrEqual(200);
    expect(outlineOf(plan(`## ${long}\n`))).toEqual([`p? ${long}`]);
  });

  it('[I9] nests lists by their indent and joins the lines of an item', () => {
    const text = '- een\n  gaat door\n  - dieper\n    1. geteld\n    2. verder\n- twee\n\n  nog bij twee\n\nbuiten';
    expect(blocks(text)).toEqual([
      'b0 een gaat door',
      'b1 dieper',
      'n2 geteld',
      'n2 verder',
      'b0 twee nog bij twee',
      'p buiten',
    ]);
  });

  it('[I9] keeps the typed number of a list that does not count from one', () => {
    expect(blocks('1. een\n1. twee\n')).toEqual(['n0 een', 'n0 twee']);
    expect(blocks('3. drie\n4. vier\n')).toEqual(['p 3. drie', 'p 4. vier']);
  });

  it('[I9] reads quotes, with lists in them', () => {
    expect(blocks('> een\n> twee\n>\n> > drie\n> - vier')).toEqual(['q een twee', 'q drie', 'b0 vier']);
  });

  it('[I9] keeps code line by line as it stands', () => {
    expect(blocks('```js\nlet *a* = 1;\n\n# geen kop\n```\ntekst')).toEqual([
      'p let *a* = 1;',
      'p # geen kop',
      'p tekst',
    ]);
  });
});

describe('tables', () => {
  const texts = (block: ContentBlock | undefined) =>
    block?.type === 'table' ? block.rows.map((row) => row.map((cell) => cell.map((one) => one.runs))) : null;

  it('[I10] reads a table, pads short rows and keeps long ones', () => {
    const table = plan('| Doel | Wie |\n| --- | :-: |\n| **Snel** | a\\|b |\n| x |\n| p | q | r |\n').sections[0]!
      .blocks[0];
    expect(table).toMatchObject({ type: 'table', header: true });
    expect(texts(table)).toEqual([
      [[[{ text: 'Doel' }]], [[{ text: 'Wie' }]], [[]]],
      [[[{ text: 'Snel', marks: ['bold'] }]], [[{ text: 'a|b' }]], [[]]],
      [[[{ text: 'x' }]], [[]], [[]]],
      [[[{ text: 'p' }]], [[{ text: 'q' }]], [[{ text: 'r' }]]],
    ]);
  });

  it('[I10] takes bars without a line of dashes for text', () => {
    expect(blocks('a | b\nc | d')).toEqual(['p a | b c | d']);
  });
});

describe('text', () => {
  it('[I11] reads bold, italic, strike and underline, also within each other', () => {
    expect(runs('a **b *c* d** _e_ ~~f~~ <u>g</u> ***h***')).toEqual([
      { text: 'a ' },
      { text: 'b ', marks: ['bold'] },
      { text: 'c', marks: ['bold', 'italic'] },
      { text: ' d', marks: ['bold'] },
      { text: ' ' },
      { text: 'e', marks: ['italic'] },
      { text: ' ' },
      { text: 'f', marks: ['strike'] },
      { text: ' ' },
      { text: 'g', marks: ['underline'] },
      { text: ' ' },
      { text: 'h', marks: ['bold', 'italic'] },
    ]);
  });

  it('[I11] leaves marks that mean nothing as they are', () => {
    expect(runs('2 * 3 * 4, snake_case_naam, **open, ~een~, </u>')).toEqual([
      { text: '2 * 3 * 4, snake_case_naam, **open, ~een~, </u>' },
    ]);
    expect(runs('\\*geen\\* nadruk \\[x\\]')).toEqual([{ text: '*geen* nadruk [x]' }]);
    expect(runs('`**code**` en <b>html</b> &amp;')).toEqual([{ text: '**code** en <b>html</b> &amp;' }]);
  });

  it('[I11] makes links of safe addresses only, and shows the others', () => {
    expect(runs('[de **site**](https://voorbeeld.nl/a_(b) "uitleg")')).toEqual([
      { text: 'de ', link: 'https://voorbeeld.nl/a_(b)' },
      { text: 'site', marks: ['bold'], link: 'https://voorbeeld.nl/a_(b)' },
      { text: ' (uitleg)' },
    ]);
    expect(runs('[mail](mailto:a@b.nl)')).toEqual([{ text: 'mail', link: 'mailto:a@b.nl' }]);
    expect(runs('[klik](javascript:alert(1))')).toEqual([{ text: 'klik (javascript:alert(1))' }]);
    expect(runs('[klik](JaVaScRiPt:x) [blad](./blad.md)')).toEqual([{ text: 'klik (JaVaScRiPt:x) blad (./blad.md)' }]);
    expect(runs('[klik](data:text/html,x) [x](//kwaad.nl)')).toEqual([
      { text: 'klik (data:text/html,x) x (//kwaad.nl)' },
    ]);
  });

  it('[I11] links bare addresses and keeps what an image says', () => {
    expect(runs('Zie <https://a.nl/b> of https://c.nl.')).toEqual([
      { text: 'Zie ' },
      { text: 'https://a.nl/b', link: 'https://a.nl/b' },
      { text: ' of ' },
      { text: 'https://c.nl', link: 'https://c.nl' },
      { text: '.' },
    ]);
    expect(runs('![kaart](kaart.png)')).toEqual([{ text: 'kaart (kaart.png)' }]);
    expect(runs('[](https://a.nl)')).toEqual([{ text: 'https://a.nl', link: 'https://a.nl' }]);
  });
});
