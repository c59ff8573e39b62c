import { describe, expect, it } from 'vitest';
import { engineProblems, purityProblems, yjsProblems } from './checks';
import { filesUnder, isTest, read } from './files';

const codeOf = (folder: string) => filesUnder(folder, ['.ts', '.vue']).filter((file) => !isTest(file));
const planted = (text: string) => [{ path: 'planted.ts', text }];

describe('[A3] the domain', () => {
  const manifest = JSON.parse(read('libs/domain/package.json')) as Record<string, Record<string, string> | undefined>;

  it('depends on zod and on nothing else', () => {
    expect(Object.keys(manifest['dependencies'] ?? {})).toEqual(['zod']);
    for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies'])
      expect(manifest[kind] ?? {}, kind).toEqual({});
  });

  it('has no clock, no chance and no platform', () => {
    expect(purityProblems(codeOf('libs/domain/src'))).toEqual([]);
  });

  it.each([
    'const now = Date.now();',
    'const now = new Date();',
    'const chance = Math.random();',
    "const home = process.env['HOME'];",
    "import { readFileSync } from 'node:fs';",
    "import * as Y from 'yjs';",
    'const id = crypto.randomUUID();',
  ])('is not pure with %s', (text) => {
    expect(purityProblems(planted(text))).toHaveLength(1);
    expect(purityProblems(planted(`// ${text}\nconst at = new Date(0);`))).toEqual([]);
  });
});

describe('[A4] the engine', () => {
  const engine = codeOf('libs/collab/src');

  it('knows no framework', () => {
    expect(engineProblems(engine.filter(({ path }) => path.includes('/testing/')).map(withoutDice))).toEqual([]);
    expect(engineProblems(engine.filter(({ path }) => !path.includes('/testing/')))).toEqual([]);
  });

  it.each([
    "import { Injectable } from '@nestjs/common';",
    "import { ref } from 'vue';",
    "import { Pool } from 'pg';",
    "import type { Server } from 'socket.io';",
    'const now = Date.now();',
    'const chance = Math.random();',
  ])('would be tied down by %s', (text) => {
    expect(engineProblems(planted(text))).toHaveLength(1);
  });
});

/** Tests may use a clock and dice of their own. */
function withoutDice({ path, text }: { path: string; text: string }) {
  return { path, text: text.replaceAll(/Math\.random|Date\.now/g, '') };
}

describe('[A6] yjs', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, unknown> };
  const code = ['apps', 'libs', 'test'].flatMap(codeOf);

  it('is installed once and imported by its one name', () => {
    expect(yjsProblems(Object.keys(packages), code)).toEqual([]);
  });

  it.each([
    [['node_modules/yjs', 'apps/web/node_modules/yjs'], ''],
    [['node_modules/yjs', 'node_modules/@y/y'], ''],
    [['node_modules/yjs'], "import * as Y from 'yjs/dist/yjs.cjs';"],
  ])('is not twice: %j %s', (installed, text) => {
    expect(yjsProblems(installed, planted(text))).toHaveLength(1);
  });
});
