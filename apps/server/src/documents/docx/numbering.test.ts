import { describe, expect, it } from 'vitest';
import { HEAD, NAMESPACES } from './fixtures.test-support';
import { formatNumber } from './number-formats';
import { linesOf, p, readBody, told } from './reading.test-support';

interface LevelFacts {
  readonly format?: string;
  readonly text: string;
  readonly start?: number;
  readonly more?: string;
}
const level = ({ format = 'decimal', text, start = 1, more = '' }: LevelFacts, at: number): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
/** A part with lists: each has levels, and numbers that point to it, with what they add. */
const lists = (
  all: readonly {
    readonly levels: readonly LevelFacts[];
    readonly nums: Readonly<Record<string, string>>;
    readonly more?: string;
  }[],
): Record<string, string> => ({
  'word/numbering.xml': `${HEAD}<w:numbering ${NAMESPACES}>${all
    .map(
      ({ levels, more = '' }, id) =>
        `<w:abstractNum w:abstractNumId="${id}">${more}${levels.map(level).join('')}</w:abstractNum>`,
    )
    .join('')}${all
    .map(({ nums }, id) =>
      Object.entries(nums)
        .map(([num, more]) => `<w:num w:numId="${num}"><w:abstractNumId w:val="${id}"/>${more}</w:num>`)
        .join(''),
    )
    .join('')}</w:numbering>`,
});
const item = (text: string, num: number | string, at = 0): string =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${num}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const restart = (start: number, at = 0): string =>
  `<w:lvlOverride w:ilvl="${at}"><w:startOverride w:val="${start}"/></w:lvlOverride>`;
const ONE: LevelFacts = { text: '%1.' };
const LETTER: LevelFacts = { format: 'lowerLetter', text: '%2.' };
const plainList = lists([
  {
    levels: [ONE, LETTER, { format: 'lowerRoman', text: '%3.' }],
    nums: { 1: '', 2: '', 3: restart(1), 4: restart(5) },
  },
]);

describe('[I13] what Word numbers by itself', () => {
  it('is a list where ours shows the same numbers, over three depths', async () => {
    const body = [item('a', 1), item('b', 1, 1), item('c', 1, 2), item('d', 1, 2), item('e', 1, 1), item('f', 1)].join(
      '',
    );
    const { plan, remarks } = await readBody(body, plainList);
    expect(plan.sections[0]?.blocks.map((block) => block.type === 'block' && [block.kind, block.indent])).toEqual(
      [0, 1, 2, 2, 1, 0].map((indent) => ['numbered', indent]),
    );
    expect(remarks).toEqual([]);
  });

  it('goes on after a paragraph, and in another list of the same kind, as text', async () => {
    const body = [
      item('een', 1),
      item('twee', 1),
      p('tussen'),
      item('drie', 1),
      item('diep', 1, 1),
      item('vier', 2),
    ].join('');
    expect(await linesOf(body, plainList)).toEqual([
      'n0 een',
      'n0 twee',
      'p tussen',
      'p 3. drie',
      'n1 diep',
      'p 4. vier',
    ]);
    expect(told((await readBody(body, plainList)).remarks)).toEqual({ 'typed-numbers': 2 });
  });

  it('begins anew where it is told to, once, also directly behind another list', async () => {
    const body = [
      item('een', 1),
      item('twee', 1),
      item('weer een', 3),
      item('weer twee', 3),
      p('x'),
      item('vijf', 4),
      item('zes', 4),
    ].join('');
    expect(await linesOf(body, plainList)).toEqual([
      'n0 een',
      'n0 twee',
      'p ',
      'n0 weer een',
      'n0 weer twee',
      'p x',
      'p 5. vijf',
      'p 6. zes',
    ]);
  });

  it('keeps the order of leden under articles: 1. and then a.', async () => {
    const articles = lists([
      { levels: [{ text: 'Artikel %1' }, { text: '%2.' }, { format: 'lowerLetter', text: '%3.' }], nums: { 1: '' } },
    ]);
    const body = [item('lid', 1, 1), item('onder a', 1, 2), item('onder b', 1, 2), item('tweede lid', 1, 1)].join('');
    expect(await linesOf(body, articles)).toEqual(['n0 lid', 'n1 onder a', 'n1 onder b', 'n0 tweede lid']);
  });

  it.each([
    ['1.1 under 1.', [ONE, { text: '%1.%2' }], ['n0 x', 'p 1.1 y', 'p 1.2 z']],
    ['capitals', [{ format: 'upperLetter', text: '%1.' }], ['p A. x']],
    ['letters at the first depth', [{ format: 'lowerLetter', text: '%1.' }], ['n1 x']],
    ['Roman figures', [{ format: 'upperRoman', text: '%1.' }], ['p I. x']],
    ['a word and a number', [{ text: 'Bijlage %1:' }], ['p Bijlage 1: x']],
    [
      'legal numbers',
      [
        { format: 'upperRoman', text: '%1.' },
        { text: '%1.%2', more: '<w:isLgl/>' },
      ],
      ['p I. x', 'p 1.1 y', 'p 1.2 z'],
    ],
    ['zeros', [{ format: 'decimalZero', text: '%1.' }], ['p 01. x']],
    ['a word alone', [{ format: 'none', text: 'Let op:' }], ['p Let op: x']],
    ['no number', [{ format: 'none', text: '' }], ['p x']],
    ['a start of its own', [{ text: '%1.', start: 7 }], ['p 7. x']],
    ['a tick', [{ format: 'bullet', text: '\uf0fe', more: '' }], ['b0 ☑ x']],
    ['an ordinary bullet', [{ format: 'bullet', text: '\uf0b7' }], ['b0 x']],
  ] as [string, LevelFacts[], string[]][])('of %s', async (_what, levels, lines) => {
    const body = [item('x', 1), ...(lines.length > 1 ? [item('y', 1, 1), item('z', 1, 1)] : [])].join('');
    expect(await linesOf(body, lists([{ levels, nums: { 1: '' } }]))).toEqual(lines);
  });

  it('keeps its number when only the sign behind it is another, and says so', async () => {
    const { plan, remarks } = await readBody(item('x', 1), lists([{ levels: [{ text: '%1)' }], nums: { 1: '' } }]));
    expect(plan.sections[0]?.blocks[0]).toMatchObject({ kind: 'numbered', indent: 0 });
    expect(told(remarks)).toEqual({ 'number-signs': 1 });
  });

  it('counts on within a higher level when it is told not to begin anew', async () => {
    const levels = [ONE, { text: '%1.%2', more: '<w:lvlRestart w:val="0"/>' }];
    const body = [item('a', 1), item('b', 1, 1), item('c', 1), item('d', 1, 1)].join('');
    expect(await linesOf(body, lists([{ levels, nums: { 1: '' } }]))).toEqual(['n0 a', 'p 1.1 b', 'p 2. c', 'p 2.2 d']);
  });

  it('stands between the label and the text as Word has it', async () => {
    const levels = [{ text: 'Art. %1', more: '<w:suff w:val="nothing"/>' }];
    expect(await linesOf(item(': x', 1), lists([{ levels, nums: { 1: '' } }]))).toEqual(['p Art. 1: x']);
  });

  it('comes from the style, from a style of lists, and from what a style is based on', async () => {
    const styles = `${HEAD}<w:styles ${NAMESPACES}>
      <w:style w:type="paragraph" w:styleId="Lijst"><w:name w:val="ZD lijst"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="ZD sub"/><w:basedOn w:val="Lijst"/></w:style>
      <w:style w:type="paragraph" w:styleId="Geen"><w:name w:val="Normal"/><w:basedOn w:val="Lijst"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
      <w:style w:type="numbering" w:styleId="Huis"><w:name w:val="Huis"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
    </w:styles>`;
    const numbering = lists([
      { levels: [], nums: { 1: '' }, more: '<w:numStyleLink w:val="Huis"/>' },
      {
        levels: [ONE, { ...LETTER, more: '<w:pStyle w:val="Sub"/>' }],
        nums: { 2: '' },
        more: '<w:styleLink w:val="Huis"/>',
      },
    ]);
    const body = [p('een', { style: 'Lijst' }), p('a', { style: 'Sub' }), p('los', { style: 'Geen' })].join('');
    expect(await linesOf(body, { ...numbering, 'word/styles.xml': styles })).toEqual(['n0 een', 'n1 a', 'p los']);
  });

  it('keeps its place when an item is empty, and none when it was struck or is hidden', async () => {
    const mark = (change: string): string => `<w:rPr>${change}</w:rPr>`;
    const gone = (change: string): string =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>${mark(change)}</w:pPr><w:del w:id="1"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>`;
    const body = [
      item('een', 1),
      item('', 1),
      item('drie', 1),
      gone('<w:del w:id="2"/>'),
      gone('<w:vanish/>'),
      item('vier', 1),
    ].join('');
    expect(await linesOf(body, plainList)).toEqual(['n0 een', 'n0 ', 'n0 drie', 'n0 vier']);
  });

  it('begins anew in every cell as the screen does, else it is text', async () => {
    const cell = (content: string): string => `<w:tc>${content}</w:tc>`;
    const body = `<w:tbl><w:tr>${cell(item('a', 1) + item('b', 1))}${cell(item('c', 1))}</w:tr></w:tbl>`;
    expect(await linesOf(body, plainList)).toEqual(['n0 a;n0 b|p 3. c']);
  });

  it.each([
    [3, 'upperRoman', 'III'], [27, 'lowerLetter', 'aa'], [28, 'lowerLetter', 'bb'], [2, 'ordinal', '2e'], [2, 'ordinalText', 'Tweede'], [3, 'cardinalText', 'Drie'], [5, 'decimalEnclosedCircle', '⑤'], [3, 'numberInDash', '- 3 -'], [5, 'chicago', '**'], [255, 'hex', 'FF'], [9_000_000, 'lowerLetter', '9000000'], [4000, 'upperRoman', '4000'], [0, 'upperLetter', '0'], [7, 'thaiNumbers', '7'],
  ])('writes %i in %s as %s', (value, format, text) => {
    expect(formatNumber(value, format)).toBe(text);
  }); // prettier-ignore

  it('has the zeros of a sample', () => {
    expect(formatNumber(7, 'custom', '001, 002, 003, ...')).toBe('007');
  });
});

describe('[I14] the number of a heading', () => {
  const heading = (text: string, num: number, style = 'Kop1', at = 0): string =>
    `<w:p><w:pPr><w:pStyle w:val="${style}"/><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${num}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const chapters = lists([
    { levels: [{ text: '%1' }, { text: '%1.%2' }], nums: { 1: '' } },
    { levels: [{ text: 'Artikel %1' }], nums: { 2: '' } },
    { levels: [{ format: 'upperLetter', text: 'Bijlage %1' }], nums: { 3: '' } },
  ]);

  it('goes where our section has the same, and stays where it has not', async () => {
    const body = [
      heading('Doelen', 1),
      heading('Waarom', 1, 'Kop2', 1),
      p('Tekst.'),
      heading('Aanpak', 1),
      p('x'),
    ].join('');
    const { plan, remarks } = await readBody(body, chapters);
    expect(plan.sections.map(({ title }) => title)).toEqual(['Doelen', 'Aanpak']);
    expect(await linesOf(body, chapters)).toEqual(['h2 1.1 Waarom', 'p Tekst.']);
    expect(told(remarks)).toEqual({ 'typed-numbers': 1 });
    const shifted = await readBody(p('Een omslag.') + body, chapters);
    expect(shifted.plan.sections.map(({ title }) => title)).toEqual(['plan', '1 Doelen', '2 Aanpak']);
  });

  it('stays when it is a name: Artikel 3, Bijlage A', async () => {
    const body = [heading('Begrippen', 2), heading('Looptijd', 2), heading('Tarieven', 3)].join('');
    const { plan } = await readBody(body, chapters);
    expect(plan.sections.map(({ title }) => title)).toEqual([
      'Artikel 1 Begrippen',
      'Artikel 2 Looptijd',
      'Bijlage A Tarieven',
    ]);
  });
});

describe('[I32] a number that a list gives', () => {
  const withStyles = (...all: readonly (readonly [id: string, more: string])[]): Record<string, string> => ({
    'word/styles.xml': `${HEAD}<w:styles ${NAMESPACES}>${all.map(([id, more]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="Normal"/>${more}</w:style>`).join('')}</w:styles>`,
  });
  const numPr = (inner: string): string => `<w:pPr><w:numPr>${inner}</w:numPr></w:pPr>`;

  it('begins where its list says, whenever its level begins anew', async () => {
    const body = [item('a', 2), item('b', 2, 1), item('c', 2), item('d', 2, 1), item('e', 2, 1)].join('');
    const levels = [ONE, { text: '%1.%2' }];
    expect(await linesOf(body, lists([{ levels, nums: { 1: '', 2: restart(5, 1) } }]))).toEqual([
      'n0 a',
      'p 1.5 b',
      'p 2. c',
      'p 2.5 d',
      'p 2.6 e',
    ]);
  });

  it('has the level of the nearest style that has one', async () => {
    const levels = [{ ...ONE, more: '<w:pStyle w:val="Lid"/>' }, { text: '%1.%2' }];
    const styles = withStyles(
      ['Lid', numPr('<w:numId w:val="1"/>')],
      ['Sub', `<w:basedOn w:val="Lid"/>${numPr('<w:ilvl w:val="1"/>')}`],
      ['SubSub', '<w:basedOn w:val="Sub"/>'],
    );
    const body = p('een', { style: 'Lid' }) + p('sub', { style: 'Sub' }) + p('nog een', { style: 'SubSub' });
    const parts = { ...lists([{ levels, nums: { 1: '' } }]), ...styles };
    expect(await linesOf(body, parts)).toEqual(['n0 een', 'p 1.1 sub', 'p 1.2 nog een']);
  });

  it('is kept when it is all that a heading shows, unless it is a bare number', async () => {
    const chapter = (text: string): string =>
      `<w:p><w:pPr><w:pStyle w:val="Kop1"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>${text === '' ? '' : `<w:r><w:t>${text}</w:t></w:r>`}</w:p>`;
    const body = chapter('') + p('Een tafel.') + chapter('') + p('Twee jaar.');
    const { plan, remarks } = await readBody(body, lists([{ levels: [{ text: 'Artikel %1' }], nums: { 1: '' } }]));
    expect(plan.sections.map(({ title }) => title)).toEqual(['Artikel 1', 'Artikel 2']);
    expect(told(remarks)).toEqual({ 'typed-numbers': 2 });
    const bare = await readBody(chapter('') + chapter('Doelen'), lists([{ levels: [ONE], nums: { 1: '' } }]));
    expect(bare.plan.sections.map(({ title }) => title)).toEqual(['2. Doelen']);
  });

  it('is words: a bullet that says something', async () => {
    const levels = [{ format: 'bullet', text: 'Actie:' }];
    expect(await linesOf(item('x', 1), lists([{ levels, nums: { 1: '' } }]))).toEqual(['b0 Actie: x']);
    const letter = [{ format: 'bullet', text: 'o' }];
    expect(await linesOf(item('x', 1), lists([{ levels: letter, nums: { 1: '' } }]))).toEqual(['b0 x']);
  });
});
