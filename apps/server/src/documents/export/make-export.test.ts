import { writeFileSync } from 'node:fs';
import { canonicalText, createTextDoc, readBlocks } from '@samenspel/collab';
import type { ContentBlock, TextBlock } from '@samenspel/domain';
import { timesAsLong } from '@samenspel/domain/testing';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openPackage } from '../docx/open-package';
import { planFromDocx } from '../docx/plan-from-docx';
import { FACTS, jobOf, randomBlocks, randomFrom, updateOf } from './export-jobs.test-support';
import type { ExportJob } from './export-model';
import { makeExport } from './make-export';
import { textOfPdf } from './pdf-text.test-support';

function textOf(blocks: readonly ContentBlock[]): unknown {
  const doc = createTextDoc();
  Y.applyUpdate(doc, updateOf(blocks));
  return canonicalText(readBlocks(doc));
}

describe('[F4] an export to Word, imported again', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('says the same: seed %i', async (seed) => {
    const random = randomFrom(seed);
    const sections = Array.from(
      { length: 1 + Math.floor(random() * 3) },
      (_, at) => [`Sectie ${at} <&> één`, randomBlocks(random)] as const,
    );
    const result = await planFromDocx('x.docx', await makeExport(jobOf('docx', sections)));
    if (!result.ok) throw new Error(result.code);
    expect(result.plan.title).toBe(FACTS.title);
    expect(result.plan.sections.map(({ title }) => title)).toEqual(sections.map(([title]) => title));
    sections.forEach(([, blocks], at) => expect(textOf(result.plan.sections[at]!.blocks)).toEqual(textOf(blocks)));
    expect(result.remarks.map(({ kind }) => kind).sort()).toEqual(['contents', 'headers', 'own-export']);
  });
});

const p = (text: string): ContentBlock => ({ type: 'block', kind: 'paragraph', runs: [{ text }] });
const some = (kind: 'bullet' | 'numbered', text: string, indent: number): ContentBlock => ({
  type: 'block',
  kind,
  indent,
  runs: [{ text }],
});
const SECTIONS: readonly (readonly [string, readonly ContentBlock[]])[] = [
  ['Doelen', [p('Wij willen dat elk kind zo thuis mogelijk opgroeit. '.repeat(12)), { type: 'block', kind: 'heading', level: 2, runs: [{ text: 'Hoe' }] }, some('bullet', 'samen met gezinnen', 0), some('bullet', 'thuis als het kan', 1), some('numbered', 'eerst luisteren', 0), some('numbered', 'dan doen '.repeat(30), 0), some('numbered', 'klein', 1), { type: 'block', kind: 'quote', runs: [{ text: 'Zo zei de raad het. ' }, { text: 'Lees verder', link: 'https://voorbeeld.nl' }] }]],
  ['Aanpak', [{ type: 'table', header: true, rows: [[[p('Wie') as TextBlock], [p('Wat') as TextBlock], [p('Wanneer') as TextBlock]], ...Array.from({ length: 30 }, (_, at) => [[p(`Partij ${at}`) as TextBlock], [p('schrijft het werkplan en legt het voor aan de tafel '.repeat(at % 4)) as TextBlock, some('bullet', 'stap', 0) as TextBlock], [p('1 maart') as TextBlock]])] }, { type: 'block', kind: 'paragraph', runs: [{ text: 'vet', marks: ['bold'] }, { text: ' schuin', marks: ['italic'] }, { text: ' onder', marks: ['underline'] }, { text: ' door', marks: ['strike'] }, { text: ' Ωμέγα Привет ŵ ≤ 日本 🙂' }] }]],
  ['Mandaat', [p('Alleen voor ons.')]],
  ['Leeg', []],
]; // prettier-ignore

describe('[F5] an export', () => {
  it('to PDF holds every word, marks what it can not draw, and has a foot on every page', async () => {
    const bytes = await makeExport(jobOf('pdf', SECTIONS));
    if (process.env.SAMENSPEL_KEEP_EXPORTS) writeFileSync(`${process.env.SAMENSPEL_KEEP_EXPORTS}/export.pdf`, bytes);
    const text = textOfPdf(bytes);
    for (const word of [
      'Transformatieplan',
      'Noorderveen',
      'Partij 29',
      'eerst luisteren',
      'Ωμέγα',
      'Привет',
      'ŵ',
      '�',
      'Afgeschermd',
      'Deze sectie is nog leeg.',
    ]) {
      expect(text).toContain(word);
    }
    expect(text).toContain('2 tekens konden niet worden afgedrukt');
    const pages = /Pagina 1 van (\d+)/.exec(text)?.[1];
    expect(Number(pages)).toBeGreaterThan(2);
    expect(text.match(/SHA-256 [0-9a-f]{64}/g)?.length).toBe(Number(pages) + 1);
    const file = Buffer.from(bytes).toString('latin1');
    for (const mark of ['/MarkInfo', '/StructTreeRoot', '/Lang', '/Outlines', '/S /H1', '/S /LBody', '/S /TH', '/S /L'])
      expect(file).toContain(mark);
  });

  it('to Word has a title, a language, heading rows and a foot', async () => {
    const bytes = await makeExport(jobOf('docx', SECTIONS));
    if (process.env.SAMENSPEL_KEEP_EXPORTS) writeFileSync(`${process.env.SAMENSPEL_KEEP_EXPORTS}/export.docx`, bytes);
    const opened = await openPackage(bytes);
    if (!opened.ok) throw new Error(opened.code);
    const part = (name: string): string => opened.parts.get(name)?.toString('utf8') ?? '';
    expect(part('docProps/core.xml')).toContain('<dc:title>Transformatieplan</dc:title>');
    expect(part('word/styles.xml')).toContain('w:val="nl-NL"');
    expect(part('word/document.xml')).toContain('<w:tblHeader');
    expect(part('word/document.xml')).toContain('Zichtbaar voor: gemeenten en Jeugdhulp De Brug.');
    expect([...opened.parts].find(([name]) => name.startsWith('word/footer'))?.[1].toString()).toMatch(
      /SHA-256 [0-9a-f]{64}/,
    );
  });

  it('has one hash for one text, in both forms, and another when a letter, a title or a code is other', async () => {
    const hashOf = async (job: ExportJob): Promise<string> =>
      /SHA-256 ([0-9a-f]{64})/.exec(textOfPdf(await makeExport(job)))![1]!;
    const first = await hashOf(jobOf('pdf', SECTIONS));
    expect(await hashOf(jobOf('pdf', SECTIONS, { ...FACTS, at: 'later', copy: 'van een ander' }))).toBe(first);
    const others = [
      jobOf('pdf', SECTIONS, { ...FACTS, title: 'Ander plan' }),
      jobOf('pdf', [...SECTIONS.slice(0, 2), ['Mandaat', [p('Alleen voor ons')]], SECTIONS[3]!]),
      jobOf('pdf', [SECTIONS[0]!, ['Aanpak!', SECTIONS[1]![1]], ...SECTIONS.slice(2)]),
    ];
    for (const other of others) expect(await hashOf(other)).not.toBe(first);
  });

  it('is made of anything that can stand in a text', async () => {
    const odd = [
      p(''),
      p('\u0000\u0001\ud800 half'),
      p('x'.repeat(5000)),
      p('\n\n\n'),
      p('‏עברית‎'),
      { type: 'table', header: false, rows: [] } as ContentBlock,
      { type: 'table', header: true, rows: [[]] } as ContentBlock,
    ];
    for (const format of ['docx', 'pdf'] as const) {
      expect(
        (await makeExport(jobOf(format, [['Vreemd \u0007', odd]], { ...FACTS, title: '\u0000' }))).length,
      ).toBeGreaterThan(1000);
      expect((await makeExport(jobOf(format, []))).length).toBeGreaterThan(1000);
    }
    const result = await planFromDocx('x.docx', await makeExport(jobOf('docx', [['Vreemd', odd]])));
    expect(result.ok).toBe(true);
  });

  it.each(['docx', 'pdf'] as const)(
    'of a document eight times as long takes not much more than eight times as long: %s',
    async (format) => {
      const ofLength = (paragraphs: number) => {
        const text = Array.from({ length: paragraphs }, (_, at) =>
          p(`Alinea ${at}. ${'Wij werken samen aan minder verblijf. '.repeat(10)}`),
        );
        const sections = Array.from({ length: 6 }, (_, at) => [`Hoofdstuk ${at}`, text] as const);
        return makeExport(jobOf(format, sections));
      };
      expect((await ofLength(600)).length).toBeGreaterThan(10_000);
      const times = await timesAsLong(
        () => ofLength(600),
        () => ofLength(75),
        24,
      );
      expect(times).toBeLessThan(24);
    },
    300_000,
  );
});
