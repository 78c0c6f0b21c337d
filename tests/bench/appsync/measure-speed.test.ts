import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { synthesizeGreetingStack } from '../../../bench/appsync/greeting-stack.ts';
import { load } from '../../../bench/appsync/load.ts';
import { measureSpeed } from '../../../bench/appsync/measure-speed.ts';

describe('measureSpeed', () => {
  it('has the local AppSync, graphql-yoga and bare graphql-js give the same answers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-appsync-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    synthesizeGreetingStack(join(folder, 'cdk.out'));

    const loads = await measureSpeed({ folder, rounds: 1, until: { requests: 20 }, connections: 2 });

    for (const [first, ...others] of Object.values(loads)) {
      expect(first?.requestsPerSecond).toBeGreaterThan(0);
      expect(first?.p99Ms).toBeGreaterThanOrEqual(first?.p50Ms ?? 0);
      expect(others).toEqual([]);
    }
  });
});

describe('load', () => {
  it('counts no server that answers wrongly', async () => {
    const server = createServer((_request, response) => response.end('{"data":null}')).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    const isRight = (body: string) => body === '{"data":{}}';

    const loaded = load({
      url,
      connections: 1,
      until: { requests: 3 },
      requests: [{ headers: {}, body: '{}' }],
      isRight,
    });

    await expect(loaded).rejects.toThrow('0 replies were no 2xx, 0 requests failed, 3 replies were wrong');
  });
});
