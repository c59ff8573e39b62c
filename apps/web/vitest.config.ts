import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [vue()],
  resolve: { dedupe: ['vue', 'yjs'] },
  test: { include: ['src/**/*.test.ts', '*.test.ts'], environment: 'jsdom' },
});
