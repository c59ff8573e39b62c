// npm run bench: the product against Hocuspocus, @y/websocket-server and y-socket.io. --quick, --only S1,S5.
// The peers are packages of their own, installed here and nowhere else.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { environment, install, node, root } from './prepare.mjs';

install();
build();
const peers = join(root, 'test', 'load', 'peers');
run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], peers);
const bundle = join(root, '.tmp', 'bench');
run(node(), [
  join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
  ...['build', '--config', join(root, 'test', 'load', 'bench', 'vite.config.ts'), '--logLevel', 'error'],
]);
run(node(), [join(bundle, 'main.js'), ...process.argv.slice(2)]);

function run(command, parts, cwd = root) {
  const { status } = spawnSync(command, parts, { cwd, env: environment(), stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
