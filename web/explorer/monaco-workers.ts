/** Workers of the explorer's editor; the build writes each to `/workers/NAME.js`. */
const workers: Readonly<Record<string, string>> = { json: 'json', graphql: 'graphql' };

// Monaco looks for this before it starts, so this module is imported before the editor's.
Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_id: string, label: string) => new Worker(`/workers/${workers[label] ?? 'editor'}.js`),
  },
});
