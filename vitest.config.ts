import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { 'server-only': new URL('./lib/testing/server-only.ts', import.meta.url).pathname } },
  test: {
    include: ['{app,components,lib,scripts,bin}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // Nothing here measures time: a busy machine may take as long as it needs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
