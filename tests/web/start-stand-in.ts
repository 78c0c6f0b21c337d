import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWeb } from '../../build/web.ts';
import { createPages } from '../../local/pages.ts';
import { serve } from '../../local/serve.ts';
import { type StandInState, standInApi, standInUser } from './stand-in-api.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A page that a test drives, and the API behind it. */
export interface StandIn {
  readonly url: string;
  readonly demo: { readonly username: string; readonly password: string };
  readonly state: StandInState;
  close(): Promise<void>;
}

/** The built page beside a stand-in API whose state a test may change at any time. */
export async function startStandIn(): Promise<StandIn> {
  const outdir = await mkdtemp(join(tmpdir(), 'recourse-web-'));
  await buildWeb({ root, outdir });
  const state: StandInState = { betterThanChance: true, failure: null, token: 'header.payload.signature' };
  const config = { graphqlEndpoint: '/graphql', cognitoEndpoint: '/', userPoolClientId: 'page', region: 'us-east-1' };
  const pages = createPages(outdir, () => ({ ...config, demo: standInUser }));
  const api = standInApi(state);
  const { url, close } = await serve((request) => (request.method === 'POST' ? api(request) : pages(request)), {
    host: '127.0.0.1',
    port: 0,
  });
  return {
    url,
    demo: standInUser,
    state,
    close: async () => {
      await close();
      await rm(outdir, { recursive: true });
    },
  };
}
