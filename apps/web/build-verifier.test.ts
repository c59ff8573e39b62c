import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifierPage, verifierScript } from './build-verifier.mjs';

describe('[Z12] the offline verifier', () => {
  it('is one file: it imports nothing but what Node has, and only to read the files that it is given', () => {
    const script = verifierScript();
    expect(script.startsWith('#!/usr/bin/env node\n')).toBe(true);
    expect(script.match(/\bimport\b[^\n]*/g)).toEqual(["import('node:fs/promises');"]);
    expect(script.split('\n').length).toBeLessThan(650);
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
