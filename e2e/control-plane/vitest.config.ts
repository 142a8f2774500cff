import { defineConfig } from 'vitest/config';

const root = new URL('../../', import.meta.url).pathname;

// Tests on a real control plane: slow, and one file at a time, because each starts its own.
export default defineConfig({
  root,
  resolve: { alias: { 'server-only': `${root}lib/testing/server-only.ts` } },
  test: {
    include: ['e2e/control-plane/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 900_000, // A first start builds the control plane.
    // The machines that run this are shared and stall for seconds. What passed only at its second try is printed as such;
    // random input is then the same again, from the seed that is printed.
    retry: 1,
    restoreMocks: true,
  },
});
