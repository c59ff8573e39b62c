import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [vue()],
  resolve: { dedupe: ['vue', 'yjs'] },
  // A slow machine is no fault: the usual five seconds are a bound that nothing here is meant to keep.
  test: { include: ['src/**/*.test.ts', '*.test.ts'], environment: 'jsdom', testTimeout: 60_000, hookTimeout: 60_000 },
});
