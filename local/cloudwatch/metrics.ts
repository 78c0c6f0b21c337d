/**
 * Stands for CloudWatch's metrics: sums up what functions write in the embedded metric format, and tells it as Prometheus
 * reads it. Leaves out time (there is one sum, from the start on), statistics other than sum and count, alarms and
 * dashboards, and the metrics that AWS's services make of themselves.
 */
import { isLoopback } from '../host-guard.ts';
import type { HttpHandler, HttpResponse } from '../http.ts';
import { type EmbeddedMetric, embeddedMetrics } from './embedded-metrics.ts';

/** Where the metrics are read. */
export const metricsPath = '/metrics';

/** The local CloudWatch. */
export interface Metrics {
  /** Takes a line of a function's log. */
  readLine(line: string): void;
  /** Answers GET of `metricsPath`, to callers on this machine. */
  readonly handle: HttpHandler;
}

/** What was measured of one set of dimensions. */
interface Sums {
  sum: number;
  count: number;
}

/** One metric of Prometheus, with a line for each set of labels. */
interface Family {
  readonly isCounter: boolean;
  readonly byLabels: Map<string, Sums>;
}

/** Begins with no metrics. */
export function createMetrics(): Metrics {
  const families = new Map<string, Family>();
  return {
    readLine(line) {
      for (const metric of embeddedMetrics(line)) add(families, metric);
    },
    handle: async ({ method, sourceIp }) => {
      if (!isLoopback(sourceIp)) return text(403, 'Metrics are for callers on this machine.\n');
      if (method !== 'GET') return text(405, 'Metrics are read by GET.\n');
      return text(200, exposition(families));
    },
  };
}

function add(families: Map<string, Family>, metric: EmbeddedMetric): void {
  const name = familyName(metric);
  const family = families.get(name) ?? { isCounter: metric.unit === 'Count', byLabels: new Map() };
  families.set(name, family);
  const labels = labelsOf(metric);
  const sums = family.byLabels.get(labels) ?? { sum: 0, count: 0 };
  family.byLabels.set(labels, sums);
  for (const value of metric.values) sums.sum += value;
  sums.count += metric.values.length;
}

/** E.g. `recourse_dev_statement_time_milliseconds`; a counter ends with `_total`. */
function familyName({ namespace, name, unit }: EmbeddedMetric): string {
  const unitSuffix = unit === 'Count' ? 'total' : unit === 'None' ? '' : unit;
  return [namespace, name, unitSuffix]
    .filter((part) => part !== '')
    .map((part) => part.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').replace(/[^A-Za-z0-9]+/g, '_'))
    .join('_')
    .toLowerCase();
}

function labelsOf({ dimensions }: EmbeddedMetric): string {
  const labels = Object.entries(dimensions).map(
    ([name, value]) => `${name.replace(/\W/g, '_')}=${JSON.stringify(value)}`,
  );
  return labels.length > 0 ? `{${labels.sort().join(',')}}` : '';
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
function exposition(families: ReadonlyMap<string, Family>): string {
  return [...families]
    .map(([name, { isCounter, byLabels }]) => {
      const samples = [...byLabels].flatMap(([labels, { sum, count }]) =>
        isCounter ? [`${name}${labels} ${sum}`] : [`${name}_sum${labels} ${sum}`, `${name}_count${labels} ${count}`],
      );
      return [`# TYPE ${name} ${isCounter ? 'counter' : 'summary'}`, ...samples, ''].join('\n');
    })
    .join('');
}

function text(status: number, body: string): HttpResponse {
  return { status, headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }, body };
}
