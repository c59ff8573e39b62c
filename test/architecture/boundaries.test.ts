import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layerProblems } from './checks';
import { ROOT, filesUnder } from './files';

/** Imports that must not be. The real lint, with the project graph, has to refuse each by name of the rule. */
const PLANTED = [
  {
    project: '@samenspel/domain',
    path: 'libs/domain/src/planted-violation.ts',
    text: `import { TEXT_ROOT } from '@samenspel/collab';\n\nexport const planted = TEXT_ROOT;\n`,
  },
  {
    project: '@samenspel/web',
    path: 'apps/web/src/planted-violation.ts',
    text: `import { DEFAULT_PORT } from '@samenspel/server/src/platform/config';\n\nexport const planted = DEFAULT_PORT;\n`,
  },
];

function remove(): void {
  for (const { path } of PLANTED) rmSync(join(ROOT, path), { force: true });
}

function lint(project: string): { status: number | null; output: string } {
  const own = join(ROOT, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  const node = existsSync(own) ? own : process.execPath;
  const path = [dirname(node), join(ROOT, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  const nx = join(ROOT, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const result = spawnSync(node, [nx, 'lint', project, '--skip-nx-cache', '--output-style=static'], {
    cwd: ROOT,
    // Without the daemon: it could answer from a graph of a moment ago.
    env: { ...process.env, PATH: path, NX_DAEMON: 'false', NO_COLOR: '1', FORCE_COLOR: '0' },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { status: result.status, output: `${result.stdout}${result.stderr}` };
}

describe('[A2] domain <- collab <- server, web', () => {
  // A run that was killed may have left its plants behind.
  beforeAll(remove);
  afterAll(remove);

  it.each(PLANTED)('is enforced by the lint of $project', ({ project, path, text }) => {
    try {
      writeFileSync(join(ROOT, path), text);
      const { status, output } = lint(project);
      expect(status, output).not.toBe(0);
      expect(output).toContain('planted-violation.ts');
      expect(output).toContain('@nx/enforce-module-boundaries');
    } finally {
      rmSync(join(ROOT, path), { force: true });
    }
  });

  it('holds in every file, for names that the lint can not resolve too', () => {
    const files = ['apps', 'libs'].flatMap((folder) => filesUnder(folder, ['.ts', '.vue']));
    expect(files.length).toBeGreaterThan(200);
    expect(layerProblems(files.filter(({ path }) => !path.endsWith('planted-violation.ts')))).toEqual([]);
  });

  it.each([
    ['libs/domain/src/a.ts', '@samenspel/collab'],
    ['libs/collab/src/a.ts', '@samenspel/server'],
    ['apps/web/src/a/b.vue', '@samenspel/server'],
    ['apps/web/src/a/b.ts', '../../../server/src/main'],
    ['apps/server/src/a.ts', '@samenspel/web'],
  ])('sees a planted import in %s of %s', (path, name) => {
    expect(layerProblems([{ path, text: `import { x } from '${name}';` }])).toEqual([`${path} imports ${name}`]);
    expect(layerProblems([{ path, text: `const x = await import('${name}');` }])).toHaveLength(1);
    expect(layerProblems([{ path, text: `import { x } from './x';\n// from '${name}'` }])).toEqual([]);
  });
});
