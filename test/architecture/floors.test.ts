import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './files';
import { floorsOf } from './floors';
import { FLOORS, TESTING } from './rooms';

describe('[A9] rooms have a floor', () => {
  let planted: string;
  beforeAll(() => {
    planted = mkdtempSync(join(tmpdir(), 'samenspel-floors-'));
  });
  afterAll(() => rmSync(planted, { recursive: true, force: true }));

  it.each(Object.entries(FLOORS))('%s: every room has one', (app, rooms) => {
    const folders = readdirSync(join(ROOT, app), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== TESTING)
      .map(({ name }) => name);
    expect(folders.sort()).toEqual([...rooms].sort());
  });

  it('and none uses one above it', async () => {
    const { upward, files } = await floorsOf(ROOT);
    expect(files).toBeGreaterThan(600);
    expect(upward).toEqual([]);
  });

  it('so that an arrow up is found, whether code or type, and one down is none', async () => {
    const place = (path: string, text: string): void => {
      mkdirSync(dirname(join(planted, path)), { recursive: true });
      writeFileSync(join(planted, path), text);
    };
    for (const app of Object.keys(FLOORS)) mkdirSync(join(planted, app), { recursive: true });
    const server = 'apps/server/src';
    place(`${server}/tables/low.ts`, `import type { High } from '../documents/high';\nexport const low: High = 1;\n`);
    place(`${server}/documents/high.ts`, `import '../tables/down';\nexport type High = number;\n`);
    place(`${server}/tables/down.ts`, `export const late = () => import('../comments/late');\n`);
    place(`${server}/comments/late.ts`, `import '../testing/made-up';\nexport {};\n`);
    place(`${server}/testing/made-up.ts`, `export {};\n`);
    place(`${server}/tables/low.test.ts`, `import '../documents/high';\n`);
    const web = 'apps/web/src';
    place(
      `${web}/ui/Low.vue`,
      `<script setup lang="ts">\nimport { high } from '../tables/high';\n</script>\n<template>{{ high }}</template>\n`,
    );
    place(`${web}/tables/high.ts`, `export const high = 1;\n`);
    expect((await floorsOf(planted)).upward).toEqual([
      `${server}/comments/late.ts -> ${server}/testing/made-up.ts`,
      `${server}/tables/down.ts -> ${server}/comments/late.ts`,
      `${server}/tables/low.ts -> ${server}/documents/high.ts`,
      `${web}/ui/Low.vue -> ${web}/tables/high.ts`,
    ]);
  });
});
