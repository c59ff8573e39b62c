import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { dropUnusedTokens } from '../../apps/web/drop-unused-tokens';
import { mockApi } from './mock-api';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const mock: Plugin = {
  name: 'mock-api',
  configurePreviewServer: (server) => void server.middlewares.use(mockApi),
  configureServer: (server) => void server.middlewares.use(mockApi),
};

/** The web app without a server: canned facts, canned texts. A test tool, never shipped. */
export default defineConfig({
  root: here('../../apps/web'),
  plugins: [vue(), dropUnusedTokens(), mock],
  resolve: {
    dedupe: ['vue', 'yjs'],
    alias: [{ find: /^@samenspel\/collab\/client$/, replacement: here('./fake-collab.ts') }],
  },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    outDir: here('../../.tmp/web-harness'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
