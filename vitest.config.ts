import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    {
      // SQL is imported as text, as in the bundles that esbuild makes.
      name: 'sql-as-text',
      transform: (code, id) => (id.endsWith('.sql') ? `export default ${JSON.stringify(code)};` : undefined),
    },
  ],
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
