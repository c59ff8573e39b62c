// node scripts/failpoints.mjs: builds the server with points at which a test can kill it, beside the product and not in
// it, when a source is newer; prints its folder.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { fingerprint } from './build.mjs';
import { patchPlugin } from './patches.mjs';
import { root } from './prepare.mjs';

/** A point before, or behind, a piece of source that stands exactly once in its file. */
const before = (name, file, find) => ({ file, find, replace: `globalThis.failpoint('${name}'); ${find}` });
const behind = (name, file, find) => ({ file, find, replace: `${find} globalThis.failpoint('${name}');` });

const STORE = 'apps/server/src/documents/live/pg-section-store.ts';
const COMMITS = 'libs/collab/src/server/group-commit.ts';
const WRITING = 'libs/collab/src/server/writing.ts';
const COMPACTION = 'apps/server/src/documents/live/compaction.service.ts';

const FAILPOINTS = [
  behind('before-commit', STORE, 'async commit(frames: readonly FrameToCommit[]): Promise<CommitResult[]> {'),
  behind('after-commit', COMMITS, 'const results = await this.#write(batch.map(({ frame }) => frame));'),
  before('after-ack', WRITING, 'if (fresh) this.growth.take('),
  before('compaction-before-switch', COMPACTION, "await client.query('DELETE FROM section_snapshots"),
  before('compaction-after-switch', COMPACTION, 'this.done(sectionId, head.generation, output.snapshot, output.seq);'),
  behind('frame', WRITING, 'const { sectionId, leaseId, frame, bytes } = message;'),
  before('migration', 'apps/server/src/platform/migrations/0011-search.ts', 'await runner.query(grantTo('),
  before('export', 'apps/server/src/documents/export/export.service.ts', 'const bytes = await this.#maker.run('),
  behind('mail-sent', 'apps/server/src/notifications/mail-sender.ts', 'const failure = await transport.send(letter);'),
];

const folder = join(root, '.tmp', 'failpoints');
const server = join(root, 'apps', 'server');
const target = join(folder, 'server', 'dist');

const stamp = join(folder, 'built');
const now = fingerprint() + JSON.stringify(FAILPOINTS);
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== now) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true });
  // The built server finds the interface and its packages from where it stands.
  symlinkSync(join(root, 'apps', 'web'), join(folder, 'web'));
  symlinkSync(join(server, 'node_modules'), join(folder, 'server', 'node_modules'));
  await build({
    root: server,
    configFile: join(server, 'vite.config.ts'),
    plugins: [patchPlugin(FAILPOINTS)],
    logLevel: 'error',
    build: { outDir: target, emptyOutDir: true },
  });
  writeFileSync(stamp, now);
}
console.log(target);
