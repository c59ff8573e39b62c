import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { buildVerifier } from './build-verifier.mjs';
import { dropUnusedTokens } from './drop-unused-tokens';

/** The server of this repository, as `npm start` runs it. */
const SERVER = 'http://localhost:3000';

export default defineConfig({
  plugins: [vue(), dropUnusedTokens(), buildVerifier()],
  resolve: {
    // Two copies of yjs in one page silently corrupt texts: constructor checks fail between them.
    dedupe: ['vue', 'yjs'],
  },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  server: {
    proxy: {
      '/api': SERVER,
      '/socket.io': { target: SERVER, ws: true },
    },
  },
  build: {
    outDir: 'dist',
    target: 'es2023',
    // A data: address in CSS or HTML would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules[\\/](@vue|vue|vue-router|pinia|vue-i18n|@intlify)[\\/]/ },
            { name: 'text', test: /node_modules[\\/](yjs|lib0|y-protocols)[\\/]/ },
            { name: 'editor', test: /node_modules[\\/](@tiptap|prosemirror-[a-z]+)[\\/]/ },
          ],
        },
      },
    },
  },
});
