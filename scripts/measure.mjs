// npm run figures, npm run screenshots: measurements and pictures of the built product.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { environment, install, node, root } from './prepare.mjs';

install();
build();
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const result = spawnSync(node(), [vitest, 'run', '--config', 'load/vitest.config.ts', process.argv[2] ?? ''], {
  cwd: join(root, 'test'),
  env: environment(),
  stdio: 'inherit',
});
process.exit(result.status ?? 1);
