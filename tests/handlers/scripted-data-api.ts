import { vi } from 'vitest';
import type { HttpResponse } from '../../local/http.ts';
import { serve } from '../../local/serve.ts';

/** What one call is answered with; `silence` never ends. */
export type Reply = readonly [status: number, body: object] | 'silence';

/** A Data API that says what it is told to, as the cloud may on a bad day. */
export interface ScriptedDataApi {
  /** What it replies by operation, the last reply again and again. */
  script: Readonly<Record<string, Reply[]>>;
  /** The operations that were called. */
  readonly called: string[];
  /** Their bodies. */
  readonly asked: Record<string, unknown>[];
  forget(): void;
  close(): Promise<void>;
}

/** Opens one, to which the SDK's clients that are made from then on go. */
export async function openScriptedDataApi(): Promise<ScriptedDataApi> {
  const api: Omit<ScriptedDataApi, 'close'> = {
    script: {},
    called: [],
    asked: [],
    forget() {
      api.called.length = 0;
      api.asked.length = 0;
    },
  };
  const served = await serve(
    async ({ headers, body }) => {
      const operation = headers['x-amz-target']?.split('.')[1] ?? '';
      api.called.push(operation);
      api.asked.push(JSON.parse(body.toString()));
      const replies = api.script[operation] ?? [];
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      return reply === undefined || reply === 'silence' ? new Promise<HttpResponse>(() => {}) : json(...reply);
    },
    { host: '127.0.0.1', port: 0 },
  );
  vi.stubEnv('AWS_ENDPOINT_URL_REDSHIFT_DATA', served.url);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  return Object.assign(api, {
    async close() {
      vi.unstubAllEnvs();
      await served.close(0);
    },
  });
}

function json(status: number, body: object): HttpResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) };
}
