import { type Audit, serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../../local/serve.ts';
import { openApi, token } from './open-api.ts';

/** By audit: why AppSync answers otherwise. https://github.com/graphql/graphql-over-http/issues/81 is its team's own word. */
const deviations: Readonly<Record<string, string>> = {
  '22EB': 'AppSync replies in application/json whatever is accepted',
  '9C48': 'AppSync takes mutations by GET too (graphql-over-http issue 81)',
  '9ABE': 'AppSync reads the same JSON under any content type, so it asks for none',
  '58B0': 'AppSync knows no extensions in a request and passes over them as over any other member',
  '58B1': 'as 58B0',
  '58B2': 'as 58B0',
  '58B3': 'as 58B0',
  '572B': 'AppSync answers 400 to a document that it cannot parse (graphql-over-http issue 81)',
  FDE2: 'the audit asks for a field whose name begins with a digit, which no GraphQL parser takes: as 572B',
  '86EE': 'AppSync answers 200 to a variable that does not fit (graphql-over-http issue 81), whatever is accepted',
};

const api = openApi('type Query { a: Int } type Mutation { b: Int }');
let served: Served;
beforeAll(async () => {
  served = await serve(api.handler, { host: '127.0.0.1', port: 0 });
});
afterAll(() => served.close());

// The list is wanted before there is a port.
const audits: readonly Audit[] = serverAudits({
  url: () => `${served.url}/graphql`,
  fetchFn: (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { authorization: token, ...init.headers } }),
});

describe("graphql-http's audit of a server", () => {
  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (id, name, audit) => {
    const result = await audit.fn();

    expect(result.status === 'ok' ? 'passes' : 'deviates', 'reason' in result ? result.reason : '').toBe(
      id in deviations ? 'deviates' : 'passes',
    );
    if (name.startsWith('MUST')) expect(deviations).not.toHaveProperty(id);
  });

  it('is deviated from by AppSync in these alone', () => {
    const ids = audits.map(({ id }) => id);

    expect(ids.filter((id) => id in deviations).sort()).toEqual(Object.keys(deviations).sort());
    expect(audits.filter(({ name }) => name.startsWith('MUST')).length).toBeGreaterThan(10);
  });
});
