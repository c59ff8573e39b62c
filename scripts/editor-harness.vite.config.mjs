import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { patchPlugin } from './patches.mjs';
import { SABOTEURS } from '../test/saboteurs/saboteurs.mjs';

const PAGES = `${import.meta.dirname}/../apps/web/src/editor/testing/harness`;
/** A known bug is put into these pages too, where the check that must find it opens them. */
const { SABOTEUR } = process.env;
const patches = SABOTEURS.find(({ name }) => name === SABOTEUR)?.patches ?? [];

/** A page with the text of a document and three writers in one browser, to look at and to test by. */
export default defineConfig({
  root: PAGES,
  // Not where the web app keeps its own: the two would throw each other's work away.
  cacheDir: `${import.meta.dirname}/../node_modules/.vite-harness`,
  plugins: [vue(), patchPlugin(patches)],
  resolve: { dedupe: ['vue', 'yjs'] },
  html: { cspNonce: 'harness' },
  build: { emptyOutDir: true, rolldownOptions: { input: [`${PAGES}/carets.html`] } },
  server: { fs: { allow: [`${import.meta.dirname}/../..`] } },
});
