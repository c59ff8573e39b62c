// npm start: everything from a fresh clone to a running Samenspel.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { install, node, root } from './prepare.mjs';

install();
build();
const { flags } = JSON.parse(readFileSync(join(root, 'scripts', 'server-flags.json'), 'utf8'));
const server = spawn(node(), [...flags, join(root, 'apps', 'server', 'dist', 'main.js')], {
  cwd: root,
  // The channel tells the server when this process is gone, however it went: it then stops by itself.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// Ctrl-C reaches the server by itself; a signal to this process alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
// npm tells nobody when it is killed itself: without it we stop in order.
if (process.env.npm_lifecycle_event !== undefined) {
  const npm = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(watch);
    server.kill('SIGTERM');
  }, 500);
}
server.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)));
