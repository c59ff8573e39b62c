// npm run campaign:pdf: holds exported PDFs against PDF/A-2a and PDF/UA-1 with the veraPDF engine, and shows that it fails broken ones.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runTests } from './campaign.mjs';
import { install, root } from './prepare.mjs';

/** The engine comes as a jar in a package that nothing else needs: it is fetched here, and is no dependency. */
const ENGINE = '@opendataloader/pdf@2.5.11';
const folder = join(root, '.tmp', 'pdf-check');

function run(program, args) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status === 0) return;
  console.error(`${program} ${args.join(' ')} failed; the lines above say why.`);
  process.exit(1);
}

function jarUnder(path) {
  if (!existsSync(path)) return null;
  const found = readdirSync(path, { recursive: true }).find((name) => String(name).endsWith('.jar'));
  return found === undefined ? null : join(path, String(found));
}

if (spawnSync('javac', ['-version']).status !== 0) {
  console.log('skipped: campaign:pdf needs Java 17 with its compiler (javac), and there is none here.');
  process.exit(0);
}
install();
mkdirSync(folder, { recursive: true });
const packages = join(folder, 'node_modules', '@opendataloader');
if (jarUnder(packages) === null) run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', ENGINE]);
const jar = jarUnder(packages);
if (jar === null) {
  console.error(`There is no jar in ${ENGINE}. Look at what it ships now.`);
  process.exit(1);
}
run('javac', ['-cp', jar, '-d', folder, join(root, 'scripts', 'pdf-check', 'Check.java')]);
const { failed } = runTests('apps/server', ['documents/export/archive'], 'SAMENSPEL_PDF', {
  CHECK: [jar, folder].join(delimiter),
});
console.log(JSON.stringify({ failed }));
process.exit(failed === 0 ? 0 : 1);
