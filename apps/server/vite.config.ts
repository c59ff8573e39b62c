import { defineConfig } from 'vite';

/** The server is built as an SSR bundle: decorators and their metadata come from tsconfig, our libs are bundled, packages stay outside. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    rollupOptions: {
      input: {
        main: 'src/main.ts',
        import: 'src/import.cli.ts',
        compaction: 'src/documents/live/compaction.worker.ts',
      },
      output: { entryFileNames: '[name].js' },
    },
  },
  ssr: { noExternal: [/^@samenspel\//] },
  resolve: { dedupe: ['yjs'] },
});
