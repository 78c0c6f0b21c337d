import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { describe, expect, it, vi } from 'vitest';
import { createMetrics, metricsPath } from '../../local/cloudwatch/metrics.ts';
import type { HttpRequest } from '../../local/http.ts';

const asked: HttpRequest = {
  ...{
    method: 'GET',
    path: metricsPath,
    headers: {},
    repeatedHeaders: {},
    query: new URLSearchParams(),
    sourceIp: '127.0.0.1',
  },
  body: Buffer.alloc(0),
};

/** What is read after these lines. */
async function read(...lines: readonly string[]): Promise<string> {
  const metrics = createMetrics();
  for (const line of lines) metrics.readLine(line);
  return String((await metrics.handle(asked)).body);
}

/** The lines that Powertools writes. */
function written(write: (metrics: Metrics) => void): string[] {
  const lines: string[] = [];
  const info = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  const metrics = new Metrics({ namespace: 'recourse-dev', serviceName: 'predictions' });
  write(metrics);
  metrics.publishStoredMetrics();
  info.mockRestore();
  vi.unstubAllEnvs();
  return lines;
}

describe('metrics in the embedded metric format', () => {
  it('are summed up by name and dimensions, for Prometheus to read', async () => {
    const lines = written((metrics) => {
      metrics.addMetric('StatementTime', MetricUnit.Milliseconds, 300);
      metrics.addMetric('StatementTime', MetricUnit.Milliseconds, 500);
      metrics.addMetric('Calls', MetricUnit.Count, 2);
      metrics.singleMetric().addDimension('errorType', 'Throttled').addMetric('Errors', MetricUnit.Count, 1);
    });

    expect(await read(...lines, ...lines.map((line) => `recourse-dev-predictions id: ${line}`))).toBe(
      [
        '# TYPE recourse_dev_errors_total counter',
        'recourse_dev_errors_total{errorType="Throttled",service="predictions"} 2',
        '# TYPE recourse_dev_statement_time_milliseconds summary',
        'recourse_dev_statement_time_milliseconds_sum{service="predictions"} 1600',
        'recourse_dev_statement_time_milliseconds_count{service="predictions"} 4',
        '# TYPE recourse_dev_calls_total counter',
        'recourse_dev_calls_total{service="predictions"} 4',
        '',
      ].join('\n'),
    );
  });

  it.each([
    '',
    'START RequestId: 1',
    '{"_aws":',
    '{"_aws":1}',
    '{"_aws":{"CloudWatchMetrics":[{}]}}',
    '{"level":"INFO"}',
  ])('are not seen in %j', async (line) => {
    expect(await read(line)).toBe('');
  });

  it('are for callers on this machine', async () => {
    const { handle } = createMetrics();

    expect(await handle({ ...asked, sourceIp: '192.0.2.1' })).toMatchObject({ status: 403 });
    expect(await handle({ ...asked, method: 'POST' })).toMatchObject({ status: 405 });
  });
});
