import type { ContentBlock } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import { jobOf } from './export-jobs.test-support';
import { makeExport } from './make-export';
import { linesOfPdf, textOfPdf as piecesOfPdf } from './pdf-text.test-support';

const p = (text: string): ContentBlock => ({ type: 'block', kind: 'paragraph', runs: [{ text }] });
const made = async (...blocks: ContentBlock[]): Promise<Uint8Array> => makeExport(jobOf('pdf', [['Proef', blocks]]));
/** All that stands there, whatever fonts it is drawn with. */
const textOfPdf = (bytes: Uint8Array): string => piecesOfPdf(bytes).replaceAll('\n', '');
/** A table with narrow columns. */
const narrow = (text: string, columns = 7): ContentBlock => ({
  type: 'table',
  header: false,
  rows: [Array.from({ length: columns }, () => [{ type: 'block', kind: 'paragraph', runs: [{ text }] }])],
});

describe('[F13] signs on paper', () => {
  it('has a font for what typing and importing bring: each sign is read back, and none is a box', async () => {
    const signs =
      '‑ → ⇒ 🡪 ← ↔ ✓ ✔ ✗ ☐ ☑ ☒ ‰ ½ ⅓ ⅞ °C CO₂ m² ≥ ≤ ≠ ≈ ∑ √ ∞ ∈ € £ • ◦ ▪ ■ □ ● ★ № ™ † ‡ § ① Ⅳ Łódź İğdır ĳ ŵ ẞ Ωμέγα Привет Ґ ქართული Հայերեն';
    const text = textOfPdf(await made(p(signs)));
    for (const sign of signs.split(' ')) expect(text, sign).toContain(sign);
    expect(text).not.toContain('�');
    expect(text).not.toContain('konden niet worden afgedrukt');
  });

  it('draws emoji, families and flags, and letters with accents apart', async () => {
    const text = textOfPdf(await made(p('🙂 👨‍👩‍👧 🇳🇱 ❤️ ✅ ⚠️'), p('cafe\u0301 coo\u0308rdinatie x\u0302')));
    for (const sign of ['🙂', '🇳', '❤', '✅', '⚠', 'café', 'coördinatie', 'x\u0302'])
      expect(text, sign).toContain(sign);
    expect(text).not.toContain('�');
  });

  it('writes Arabic and Hebrew from right to left, in the order of reading for a machine', async () => {
    const bytes = await made(p('مرحبا بكم'), p('Zie مرحبا (12) en שלום.'));
    const text = textOfPdf(bytes);
    for (const word of ['مرحبا بكم', 'Zie مرحبا (12) en שלום.']) expect(text, word).toContain(word);
    expect(Buffer.from(bytes).toString('latin1')).toContain('NotoSansArabic');
    expect(text).not.toContain('�');
  });

  it('shows a box for what no font has, and counts signs, not their parts', async () => {
    const text = textOfPdf(await made(p('日本 en 한')));
    expect(text).toContain('3 tekens konden niet worden afgedrukt. Op die plekken staat �.');
    expect(textOfPdf(await made(p('日')))).toContain('Eén teken kon niet worden afgedrukt.');
  });

  it('counts nothing that has no shape: soft hyphens, joiners, marks of direction', async () => {
    const text = textOfPdf(await made(p('samen\u00adwerking \u200bzacht\ufeff \u200e\u2060einde')));
    expect(text).toContain('samenwerking zacht einde');
    expect(text).not.toContain('konden niet');
  });
});

describe('[F14] where a line ends', () => {
  const hard = ['€\u00a01.250.000', 'artikel\u00a012', '15\u201120\u201125', 'n.v.t.\u202f3'];

  it.each(hard)('is never within %s, wherever it falls', async (words) => {
    for (let length = 60; length < 110; length += 7) {
      const lines = linesOfPdf(
        await made(p(`${'ab '.repeat(length / 3)}${'i'.repeat(length % 3)} ${words} en dan verder`)),
      );
      expect(
        lines.some((line) => line.includes(words)),
        `${length}`,
      ).toBe(true);
    }
  });

  it('breaks a word at its soft hyphens first, and shows no other of them', async () => {
    const word = 'ontwikkel\u00adtafelafspraken';
    const lines = linesOfPdf(await made(narrow(word)));
    expect(lines).toContain('ontwikkel\u00ad');
    expect(linesOfPdf(await made(p(word)))).toContain('ontwikkeltafelafspraken');
  });

  it('leaves a space behind at the end of a line, so that two words are not read as one', async () => {
    const text = textOfPdf(await made(p('Wij werken samen aan minder verblijf. '.repeat(8))));
    expect(text).toContain('Wij werken samen aan minder verblijf. '.repeat(8).trim());
  });
});

describe('[F15] hyphens', () => {
  const LONG = 'Jeugdhulpverleningsorganisatieoverstijgende samenwerkingsafspraken';

  it('break a long word in a narrow cell where Dutch does, each with a hyphen', async () => {
    const lines = linesOfPdf(await made(narrow(LONG)));
    const broken = lines.filter((line) => line.endsWith('\u00ad'));
    expect(broken.length).toBeGreaterThan(6);
    const text = lines.join('').replaceAll('\u00ad', '');
    expect(text).toContain('Jeugdhulpverleningsorganisatieoverstijgende');
    // Syllables by the pattern, not letters by the width.
    for (const line of broken)
      expect('Jeugdhulp-ver-le-nings-or-ga-ni-sa-tie-over-stij-gen-de sa-men-wer-kings-af-spra-ken').toContain(
        line.slice(0, -1).replace(/.*\s/, '').slice(-2),
      );
  });

  it('stand nowhere in a text that fits well without', async () => {
    const lines = linesOfPdf(await made(p('Wij willen dat elk kind zo thuis mogelijk opgroeit. '.repeat(12))));
    expect(lines.filter((line) => line.endsWith('\u00ad'))).toEqual([]);
  });

  it('keep a line from staying half empty', async () => {
    const lines = linesOfPdf(
      await made(
        p(
          `${'Dit is een zin die de regel vult tot hier toe en dan volgt er nog '} kinderbeschermingsmaatregeluitvoeringsorganisatie`,
        ),
      ),
    );
    expect(lines.some((line) => line.endsWith('\u00ad'))).toBe(true);
  });

  it.each([
    'https://www.voorbeeld.nl/jeugdhulpverlening/samenwerkingsafspraken/beschikbaarheidsvoorzieningen',
    'beschikbaarheidsvoorziening@ontwikkeltafel.voorbeeld.nl',
    'NL91ABNA0417164300NL91ABNA0417164300',
  ])('are never put in %s', async (address) => {
    for (const block of [narrow(address), p(`${'woord '.repeat(14)}${address}`)]) {
      const lines = linesOfPdf(await made(block));
      expect(lines.filter((line) => line.endsWith('\u00ad'))).toEqual([]);
      expect(lines.map((line) => line.trimEnd()).join('')).toContain(address);
    }
  });

  it('stand also where no rule breaks a word of letters', async () => {
    const lines = linesOfPdf(await made(p('x'.repeat(300))));
    const cut = lines.filter((line) => /^x+\u00ad?$/.test(line));
    expect(cut.length).toBeGreaterThan(2);
    for (const line of cut.slice(0, -1)) expect(line).toMatch(/\u00ad$/);
  });

  it('come before no trema, which would have to go then', async () => {
    const lines = linesOfPdf(await made(narrow('hulpcoördinatie geüniformeerd beïnvloeding', 8)));
    for (const line of lines) expect(line).not.toMatch(/^[ëïöü]/);
  });
});
