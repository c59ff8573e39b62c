import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** A page with the text of a document and three writers in one browser, to look at and to test by. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue()],
  resolve: { dedupe: ['vue', 'yjs'] },
  html: { cspNonce: 'harness' },
  server: { fs: { allow: ['../..'] } },
});
