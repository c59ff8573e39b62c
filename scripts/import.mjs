// npm run import: a file becomes a document, beside a running server or without one.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { install, node, root } from './prepare.mjs';

install();
build();
const cli = join(root, 'apps', 'server', 'dist', 'import.js');
// Paths in the arguments are meant from where the command was given.
const cwd = process.env.INIT_CWD ?? root;
const data = process.env.SAMENSPEL_DATA ?? join(root, 'data');
const result = spawnSync(node(), ['--enable-source-maps', cli, ...process.argv.slice(2)], {
  cwd,
  env: { ...process.env, SAMENSPEL_DATA: data },
  stdio: 'inherit',
});
process.exit(result.status ?? 1);
