import { defineConfig } from 'vitest/config';

export default defineConfig({
  // A slow machine is no fault: the usual five seconds are a bound that nothing here is meant to keep.
  test: { include: ['src/**/*.test.ts'], environment: 'node', testTimeout: 60_000, hookTimeout: 60_000 },
});
