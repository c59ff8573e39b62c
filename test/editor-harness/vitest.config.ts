import { defineConfig } from 'vitest/config';

/** Tests in a real browser; `npx vitest run --config test/editor-harness/vitest.config.ts`. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.browser.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
