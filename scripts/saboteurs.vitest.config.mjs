// The tests of a project (SABOTEUR_PROJECT) on a source with a known bug in it (SABOTEUR; none without it).
import { join } from 'node:path';
import { mergeConfig } from 'vitest/config';
import { patchPlugin } from './patches.mjs';
import { root } from './prepare.mjs';
import { SABOTEURS } from '../test/saboteurs/saboteurs.mjs';

const { SABOTEUR, SABOTEUR_PROJECT } = process.env;
const folder = join(root, SABOTEUR_PROJECT ?? '');
const { default: own } = await import(join(folder, 'vitest.config.ts'));
const patches = SABOTEURS.find(({ name }) => name === SABOTEUR)?.patches ?? [];

export default mergeConfig(own, {
  root: folder,
  plugins: [patchPlugin(patches)],
  // Modules are kept by what their files hold: with the bug of another run in them, or without this one's.
  test: { fsModuleCache: false },
});
