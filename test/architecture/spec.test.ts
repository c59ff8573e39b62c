import { describe, expect, it } from 'vitest';
import { idsInTitles, rulesOf, specProblems } from './checks';
import { filesUnder, isTest, read } from './files';

const everything = ['apps', 'libs', 'test'].flatMap((folder) => filesUnder(folder, ['.ts', '.vue']));
const tests = everything.filter(isTest);
const planted = (id: string): { path: string; text: string } => ({
  path: 'planted.test.ts',
  text: `it(${'`'}[${id}] does${'`'}, () => {});`,
});

describe('[A1] the specification', () => {
  it('has a test for every rule, and a rule for every id that a test or a comment names', () => {
    expect(rulesOf(read('docs/spec.md')).length).toBeGreaterThan(80);
    const sources = everything.filter(({ path }) => !path.startsWith('test/architecture/'));
    expect(specProblems(read('docs/spec.md'), tests, sources)).toEqual([]);
  });

  it('misses nothing: a planted rule, test, comment and double are found', () => {
    const spec = `- **Y1** One.\n- **Y2** Two.\n`;
    expect(specProblems(spec, [planted('Y1'), planted('Y2')], [])).toEqual([]);
    expect(specProblems(spec, [planted('Y1')], [])).toEqual(['rule Y2 is named by no test']);
    expect(specProblems(spec, [planted('Y1'), planted('Y2'), planted('Y3')], [])).toEqual([
      'planted.test.ts names Y3, which is no rule',
    ]);
    expect(specProblems(`${spec}- **Y1** Again.\n`, [planted('Y1'), planted('Y2')], [])).toEqual([
      'rule Y1 stands twice',
    ]);
    const comment = { path: 'planted.ts', text: '/** docs/spec.md Y9 */' };
    expect(specProblems(spec, [planted('Y1'), planted('Y2')], [comment])).toEqual([
      'planted.ts refers to Y9, which is no rule',
    ]);
  });

  it('reads ids only where a title begins', () => {
    const open = '[';
    expect(idsInTitles(`it('${open}Y1] ${open}Y2] both', f); // ${open}Y3]\nexpect(x).toBe('a ${open}Y4]')`)).toEqual([
      'Y1',
      'Y2',
    ]);
  });
});
