import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

function tokensOf(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(`\n${selector} {`)).split('}')[0] ?? '';
  return new Map([...block.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!]));
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['--s-surface', '--s-surface-2', '--s-restricted-ground'];
const TEXTS = ['--s-text', '--s-text-quiet', '--s-accent', '--s-danger', '--s-ok', '--s-warn', '--s-restricted-text'];
const HUES = Array.from({ length: 12 }, (_, hue) => `--party-hue-${hue}`);

describe.each([":root[data-theme='dark']", ':root'])('colours of %s', (selector) => {
  const tokens = tokensOf(selector);
  const of = (name: string): string => tokens.get(name) ?? expect.fail(`${name} is missing`);

  it.each([...TEXTS, ...HUES])('[W12] %s can be read on every ground', (name) => {
    for (const ground of GROUNDS) expect(contrast(of(name), of(ground)), ground).toBeGreaterThanOrEqual(4.5);
  });

  it('[W12] controls, focus and soft grounds have enough contrast', () => {
    expect(contrast(of('--s-accent-text'), of('--s-accent'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of('--s-border-control'), of('--s-surface'))).toBeGreaterThanOrEqual(3);
    expect(contrast(of('--s-focus'), of('--s-focus-inverse'))).toBeGreaterThanOrEqual(3);
    for (const kind of ['danger', 'ok', 'warn']) {
      expect(contrast(of(`--s-${kind}`), of(`--s-${kind}-soft`))).toBeGreaterThanOrEqual(4.5);
    }
  });
});
