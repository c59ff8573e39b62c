import { describe, expect, it } from 'vitest';
import { filesUnder, isTest, read } from '../architecture/files';

/** Tests that the table names and that are not there: file and title as they stand in it. */
function missing(table: string, tests: readonly { path: string; text: string }[]): string[] {
  const named = [...table.matchAll(/\| `([^`]+)` "([^"]+)"/g)].map(([, path = '', title = '']) => ({ path, title }));
  return named
    .filter(({ path, title }) => !tests.some((test) => test.path === path && test.text.includes(title)))
    .map(({ path, title }) => `${path}: ${title}`);
}

describe('[C66] the table of attacks', () => {
  const tests = ['apps', 'libs', 'test'].flatMap((folder) => filesUnder(folder, ['.ts'])).filter(isTest);

  it('names tests that are there, for every attack on the live channel', () => {
    const table = read('docs/attacks.md');
    expect(missing(table, tests)).toEqual([]);
    for (let n = 1; n <= 22; n += 1) expect(table).toContain(`| T${String(n).padStart(2, '0')} `);
  });

  it('would be found out with a test that is not there', () => {
    expect(missing('| T99 | x | `test/attacks/live.test.ts` "is nowhere" |', tests)).toHaveLength(1);
  });
});
