import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** A page with the text of a document and three writers in one browser, to look at and to test by. */
export default defineConfig({
  root: `${import.meta.dirname}/../../apps/web/src/editor/testing/harness`,
  // Not where the web app keeps its own: the two would throw each other's work away.
  cacheDir: `${import.meta.dirname}/../../node_modules/.vite-harness`,
  plugins: [vue()],
  resolve: { dedupe: ['vue', 'yjs'] },
  html: { cspNonce: 'harness' },
  server: { fs: { allow: [`${import.meta.dirname}/../..`] } },
});
