import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** What is measured of each invocation, with its unit. */
const units = {
  /** From the submit of a statement until its end is known. */
  StatementTime: MetricUnit.Milliseconds,
  /** Pauses before calls that were made again. */
  WaitTime: MetricUnit.Milliseconds,
  /** Rows that the warehouse gave. */
  Rows: MetricUnit.Count,
  /** Calls of the Data API, those that were made again among them. */
  Calls: MetricUnit.Count,
  /** Calls that were made again. */
  Retries: MetricUnit.Count,
  /** Questions that one invocation answered. */
  Questions: MetricUnit.Count,
} as const;

/** Name of a figure. */
export type Figure = keyof typeof units;

/** Adds to a figure of the invocation under way; an instance of a Lambda has one at a time. */
export type Measure = (figure: Figure, value: number) => void;

/** Logs and measures one instance of the Lambda. */
export interface Observability {
  readonly logger: Logger;
  readonly measure: Measure;
  /** Counts an answer that failed. */
  countError(errorType: string): void;
  /** Hands the figures of the invocation to CloudWatch, and begins anew. */
  publish(): void;
}

/**
 * Structured logs and metrics by Powertools, whose settings are the environment's `POWERTOOLS_SERVICE_NAME` and
 * `POWERTOOLS_METRICS_NAMESPACE`; metrics go through the log, in CloudWatch's embedded metric format
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 */
export function createObservability(): Observability {
  const logger = new Logger();
  const metrics = new Metrics({ logger });
  const figures = new Map<Figure, number>();
  return {
    logger,
    measure(figure, value) {
      figures.set(figure, (figures.get(figure) ?? 0) + value);
    },
    countError(errorType) {
      metrics.singleMetric().addDimension('errorType', errorType).addMetric('Errors', MetricUnit.Count, 1);
    },
    publish() {
      metrics.captureColdStartMetric();
      for (const [figure, value] of figures) metrics.addMetric(figure, units[figure], value);
      figures.clear();
      metrics.publishStoredMetrics();
    },
  };
}
