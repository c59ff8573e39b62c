import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContentBlock, TextBlock } from '@samenspel/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { FACTS, jobOf, randomBlocks, randomFrom } from './export-jobs.test-support';
import { makeExport } from './make-export';
import { nodesOf, readingOf, treeOfPdf, type TreeNode } from './pdf-tree.test-support';

const text = (words: string, more: Partial<TextBlock> = {}): TextBlock => ({
  type: 'block',
  kind: 'paragraph',
  runs: [{ text: words }],
  ...more,
});
const EVERYTHING: readonly ContentBlock[] = [
  text('Te diep', { kind: 'heading', level: 4 }),
  text('Gewoon', { kind: 'heading', level: 2 }),
  { type: 'block', kind: 'paragraph', runs: [{ text: 'Zie ' }, { text: 'de bron', link: 'https://voorbeeld.nl/é' }] },
  text('een', { kind: 'bullet', indent: 0 }),
  text('daaronder', { kind: 'numbered', indent: 1 }),
  text('🙂 مرحبا → ☐ 15‑jarigen', { kind: 'quote' }),
  { type: 'table', header: true, rows: [[[text('Wie')], [text('Wat')]], [[text('Wij')], [text('stap', { kind: 'bullet', indent: 0 }), text('twee')]]] },
]; // prettier-ignore

let bytes: Uint8Array;
let file: string;
let tree: TreeNode;
beforeAll(async () => {
  const facts = { ...FACTS, title: 'Plan <voor> A & B' };
  bytes = await makeExport(
    jobOf(
      'pdf',
      [
        ['Alles', EVERYTHING],
        ['Leeg', []],
      ],
      facts,
    ),
  );
  file = Buffer.from(bytes).toString('latin1');
  tree = treeOfPdf(bytes);
}, 120_000);

describe('[F16] a PDF for archive and screen readers', () => {
  it('says that it is, in XML that can be read, with its title, language and colours', () => {
    for (const mark of ['<pdfaid:part>2<', '<pdfaid:conformance>A<', '<pdfuaid:part>1<', 'pdfaExtension:schemas'])
      expect(file, mark).toContain(mark);
    expect(file).toContain('Plan &lt;voor&gt; A &amp; B</rdf:li>');
    for (const mark of ['/Lang (nl-NL)', '/DisplayDocTitle true', '/Marked true', '/OutputIntents', '/Outlines'])
      expect(file, mark).toContain(mark);
  });

  it('carries all its fonts, with the letters of their signs', () => {
    const count = (mark: RegExp): number => file.match(mark)?.length ?? 0;
    expect(count(/\/Type \/FontDescriptor/g)).toBeGreaterThan(3);
    expect(count(/\/FontFile2 \d+ 0 R/g)).toBe(count(/\/Type \/FontDescriptor/g));
    expect(count(/\/ToUnicode \d+ 0 R/g)).toBe(count(/\/Subtype \/Type0/g));
  });

  it('has headings in order, none left out', () => {
    const levels = nodesOf(tree, /^H\d$/).map(({ type }) => Number(type.slice(1)));
    expect(levels[0]).toBe(1);
    levels.forEach((level, at) => expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1));
  });

  it('has lists of items with label and body, and nested ones within a body', () => {
    for (const list of nodesOf(tree, 'L')) expect(list.children.every(({ type }) => type === 'LI')).toBe(true);
    for (const item of nodesOf(tree, 'LI')) expect(item.children.map(({ type }) => type)).toEqual(['Lbl', 'LBody']);
    expect(
      nodesOf(tree, 'LBody')
        .flatMap((body) => nodesOf(body, 'L'))
        .map(readingOf),
    ).toEqual(['a.daaronder']);
  });

  it('has heads of tables that say what for, and rows of one width', () => {
    const [table] = nodesOf(tree, 'Table');
    expect(nodesOf(table!, 'TH').map(({ facts }) => /\/Scope \/(\w+)/.exec(facts)?.[1])).toEqual(['Column', 'Column']);
    expect(new Set(nodesOf(table!, 'TR').map(({ children }) => children.length)).size).toBe(1);
  });

  it('has each link in its place, with words for who does not see it', () => {
    const links = nodesOf(tree, 'Link');
    expect(links.map(readingOf)).toContain('de bron');
    expect(links.every(({ annotated }) => annotated)).toBe(true);
    expect(file.match(/\/Subtype \/Link/g)?.length).toBe(links.length);
    expect(file.match(/\/Contents \((?!\))/g)?.length).toBe(links.length);
    expect(file).toContain('https://voorbeeld.nl/%C3%A9');
  });
});

const { SAMENSPEL_PDF_CHECK: check } = process.env;

/** Same length, so that the places of everything in the file stay right. */
const BROKEN: readonly (readonly [string, string, string])[] = [
  ['no mark of universal access', '<pdfuaid:part>1<', '<pdfuaid:part>7<'],
  ['no mark of an archive', '<pdfaid:part>2<', '<pdfaid:part>9<'],
  ['heads without a scope', '/Scope /Column', '/Scopx /Column'],
  ['links without words', '/Contents (', '/Xontents ('],
  ['items that are no items', '/S /LBody', '/S /Table'],
  ['no language', '/Lang (nl-NL)', '/Xang (nl-NL)'],
  ['a heading left out', '/S /H2', '/S /H5'],
];

/** The verdicts of the veraPDF engine, by `npm run campaign:pdf`. */
function verdicts(files: readonly Uint8Array[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'samenspel-pdf-'));
  const paths = files.map((each, at) => {
    const path = join(folder, `${at}.pdf`);
    writeFileSync(path, each);
    return path;
  });
  const given = paths.flatMap((path) => [`PDFA-2A.xml=${path}`, `PDFUA-1.xml=${path}`]);
  const { stdout } = spawnSync('java', ['-cp', check ?? '', 'Check', ...given], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line !== '');
}

describe.skipIf(check === undefined)('[F16] the veraPDF engine (npm run campaign:pdf)', () => {
  it('passes a document with everything, and documents by chance', { timeout: 600_000 }, async () => {
    const files = [bytes];
    for (let seed = 1; seed <= 8; seed += 1) {
      files.push(
        await makeExport(
          jobOf('pdf', [
            ['Willekeurig', randomBlocks(randomFrom(seed))],
            ['Leeg', []],
          ]),
        ),
      );
    }
    const said = verdicts(files);
    expect(said.filter((line) => !line.startsWith('PASS'))).toEqual([]);
    expect(said.length).toBe(2 * files.length);
  });

  it.each(BROKEN)('fails a file with %s', { timeout: 120_000 }, (_, from, to) => {
    expect(file).toContain(from);
    const broken = Buffer.from(file.replaceAll(from, to), 'latin1');
    expect(verdicts([broken]).some((line) => line.startsWith('FAIL'))).toBe(true);
  });
});
