import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ROOT } from '../architecture/files';

it(
  'known bugs, other ones every day, are caught by the checks that are named for them',
  { timeout: 30 * 60_000 },
  () => {
    const { status, stdout } = spawnSync(process.execPath, ['scripts/saboteurs.mjs', '--rotate', '12'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(status, stdout).toBe(0);
  },
);
