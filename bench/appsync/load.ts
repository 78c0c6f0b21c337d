import autocannon from 'autocannon';

/** What a load did to a server. */
export interface Load {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** One POST request of a load. */
export interface LoadRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where a load goes, how long it lasts, and what it sends. */
export interface LoadOptions {
  readonly url: string;
  readonly connections: number;
  /** As long, or as many requests. */
  readonly until: { readonly seconds: number } | { readonly requests: number };
  /** Sent in turn on each connection, or made one by one. */
  readonly requests: readonly LoadRequest[] | (() => LoadRequest);
  readonly isRight: (body: string) => boolean;
}

/** Sends POST requests as fast as the server replies; throws when one reply was no 200 or not the right one. */
export async function load({ url, connections, until, requests, isRight }: LoadOptions): Promise<Load> {
  const latencies: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options: autocannon.Options = {
      url,
      connections,
      // Whether it is over is looked at so often.
      sampleInt: 100,
      ...('seconds' in until ? { duration: until.seconds } : { amount: until.requests }),
      requests:
        typeof requests !== 'function'
          ? requests.map((request) => ({ method: 'POST', ...request }))
          : [{ method: 'POST', setupRequest: (request) => ({ ...request, ...requests() }) }],
      verifyBody: (body) => isRight(String(body)),
    };
    const running = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)));
    running.on('response', (_client, _status, _bytes, latencyMs) => latencies.push(latencyMs));
  });
  const { non2xx, errors, mismatches } = result;
  if (non2xx + errors + mismatches > 0)
    throw new Error(
      `${url}: ${non2xx} replies were no 2xx, ${errors} requests failed, ${mismatches} replies were wrong`,
    );
  latencies.sort((a, b) => a - b);
  const quantile = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? Number.NaN;
  return { requestsPerSecond: latencies.length / result.duration, p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}
