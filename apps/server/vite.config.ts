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
        main: 'src/app/main.ts',
        import: 'src/app/import.cli.ts',
        backup: 'src/app/backup.cli.ts',
        restore: 'src/app/restore.cli.ts',
        'find-words': 'src/app/find-words.cli.ts',
        compaction: 'src/documents/live/compaction.worker.ts',
        'import-reader': 'src/documents/import.worker.ts',
        exporter: 'src/documents/export/export.worker.ts',
        'search-reader': 'src/search/search.worker.ts',
        'history-worker': 'src/history/history.worker.ts',
        'erasure-worker': 'src/history/erasure/erasure.worker.ts',
      },
      // One flat folder: code finds the workers and the interface from where it stands itself.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', sourcemapExcludeSources: true },
    },
  },
  ssr: { noExternal: [/^@samenspel\//] },
  resolve: { dedupe: ['yjs'] },
});
