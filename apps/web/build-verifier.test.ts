import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifierPage, verifierScript } from './build-verifier.mjs';

const VERIFIER = join(import.meta.dirname, '../../verifier');

describe('[Z12] the offline verifier', () => {
  it('is one file: it imports nothing but what Node has, and only to read the files that it is given', () => {
    const script = verifierScript();
    expect(script.startsWith('#!/usr/bin/env node\n')).toBe(true);
    expect(script.match(/^import\b[^\n]*|\bimport\([^\n]*/gm)).toEqual([
      "import { readFile, realpath, stat } from 'node:fs/promises';",
      "import { fileURLToPath } from 'node:url';",
    ]);
    expect(script).not.toMatch(/^export\b|\brequire\(/m);
    // Read from top to bottom, in an hour.
    expect(script.split('\n').length).toBeLessThan(1000);
    for (const name of readdirSync(VERIFIER).filter((each) => each.endsWith('.mjs'))) {
      expect(readFileSync(join(VERIFIER, name), 'utf8').split('\n').length, name).toBeLessThan(400);
    }
  });

  it('is one page that can reach nothing: its policy allows its own script and style by their hash, and no address', () => {
    const page = verifierPage();
    const script = /<script type="module">([\s\S]*)<\/script>/.exec(page)?.[1] ?? '';
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? '';
    const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
    expect(/content="(default-src[^"]*)"/.exec(page)?.[1]).toBe(
      `default-src 'none'; script-src 'sha256-${hashOf(script)}'; style-src 'sha256-${hashOf(style)}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/https?:|\bimport\b|\bexport\b|<link|src=/);
  });
});
