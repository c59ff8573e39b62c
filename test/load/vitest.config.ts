import { defineConfig } from 'vitest/config';

/** Measurements and pictures: not checks, so not part of `npm test`. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.measure.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
  resolve: { dedupe: ['yjs'] },
});
