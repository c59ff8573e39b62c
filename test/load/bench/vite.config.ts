import { join, resolve } from 'node:path';
import { defineConfig } from 'vite';

const ROOT = resolve(import.meta.dirname, '../../..');

/** The generator as one file for Node: our libs are sources. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    ssr: true,
    target: 'node24',
    outDir: join(ROOT, '.tmp', 'bench'),
    emptyOutDir: true,
    rollupOptions: { input: { main: join(import.meta.dirname, 'main.ts') }, output: { entryFileNames: '[name].js' } },
  },
  ssr: { noExternal: [/^@samenspel\//] },
  resolve: { dedupe: ['yjs'] },
});
