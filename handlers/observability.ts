import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** What is measured, with its unit. */
const units = {
  /** The first invocation of an instance. */
  ColdStart: MetricUnit.Count,
  /** Of each statement, from its submit until its end is known. */
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

/** Takes a value of the invocation under way; an instance of a Lambda has one at a time. */
export type Measure = (figure: Figure, value: number) => void;

/** Logs and measures one instance of the Lambda. */
export interface Observability {
  readonly logger: Logger;
  readonly measure: Measure;
  /** Counts an answer that failed. */
  countError(errorType: string): void;
  /** Hands the figures of the invocation with this id to CloudWatch, and begins anew. */
  publish(requestId: string): void;
}

/**
 * Structured logs and metrics by Powertools, whose settings are the environment's `POWERTOOLS_SERVICE_NAME` and
 * `POWERTOOLS_METRICS_NAMESPACE`; metrics go through the log, in CloudWatch's embedded metric format
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 */
export function createObservability(): Observability {
  const logger = new Logger();
  const metrics = new Metrics({ logger });
  const errors = new Map<string, number>();
  const measure: Measure = (figure, value) => {
    metrics.addMetric(figure, units[figure], value);
  };
  measure('ColdStart', 1);
  return {
    logger,
    measure,
    countError(errorType) {
      errors.set(errorType, (errors.get(errorType) ?? 0) + 1);
    },
    publish(requestId) {
      metrics.addMetadata('requestId', requestId).publishStoredMetrics();
      for (const [errorType, count] of errors) {
        const ofType = metrics.singleMetric().addDimension('errorType', errorType).addMetadata('requestId', requestId);
        ofType.addMetric('Errors', MetricUnit.Count, count);
      }
      errors.clear();
    },
  };
}
