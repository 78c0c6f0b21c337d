import { defineConfig } from 'vitest/config';
import { LongFilesFirst } from './tests/long-files-first.ts';
import { makeOwnTemporaryFolder } from './tests/own-temporary-folder.ts';

makeOwnTemporaryFolder();

// Tests that drive the whole local cloud share one, started once. Its clients bear others beside them.
const clients = ['tests/clients/**/*.test.ts', 'tests/web/page.test.ts'];
const onTheStack = ['tests/contract/**/*.test.ts', 'tests/stack/**/*.test.ts'];

export default defineConfig({
  plugins: [
    {
      // SQL is imported as text, as in the bundles that esbuild makes.
      name: 'sql-as-text',
      transform: (code, id) => (id.endsWith('.sql') ? `export default ${JSON.stringify(code)};` : undefined),
    },
  ],
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    sequence: { sequencer: LongFilesFirst },
    // The SDK's notice about a Node of its future.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Loaded by Node itself it would get another copy of graphql than our code does.
    server: { deps: { inline: ['@graphql-tools/utils'] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...clients, ...onTheStack],
          globalSetup: ['tests/cognito/make-keys.ts', 'tests/commands/start/make-folder.ts'],
          // Loading is a third of the work: files of one worker share what they import.
          isolate: false,
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'clients',
          include: clients,
          globalSetup: 'tests/stack/start-stack.ts',
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        // One after another, since they count each other's requests.
        test: {
          name: 'stack',
          include: onTheStack,
          globalSetup: 'tests/stack/start-stack.ts',
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
