import { Duration } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { MathExpression, Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Monitoring, MonitoringProps } from './monitoring.ts';

type Workgroup = Pick<MonitoringProps, 'workgroupName' | 'dailyRpuHours'>;

/** Warns before the cost guard turns queries off. */
const costGuardShare = 0.8;
/** A field has 30 s; a warehouse that is awake answers in about one. */
const slowMs = 5000;
/** The errorTypes that tell of the warehouse, as the Lambda counts them. */
const failedAnswers = ['WarehouseUnavailable', 'PredictionTimedOut', 'Throttled'];
/** All errorTypes that the Lambda counts. */
const errorTypes = [...failedAnswers, 'InternalFailure', 'ModelNotReady', 'InvalidCustomer'];
/** A warehouse that wakes may fail one or two. */
const manyFailures = 5;

/** Server errors and slow answers of the API. */
export function watchApi(monitoring: Monitoring, { apiId }: GraphqlApi): void {
  const metric = (metricName: string, statistic: string) =>
    metricOf('AWS/AppSync', metricName, { statistic, dimensionsMap: { GraphQLAPIId: apiId } });
  monitoring.draw('Requests', metric('Requests', 'Sum'), metric('4XXError', 'Sum'));
  monitoring.addAlarm('api-errors', {
    metric: metric('5XXError', 'Sum'),
    description: 'AppSync answered requests with a server error.',
  });
  monitoring.addAlarm('api-latency', {
    metric: metric('Latency', 'p95'),
    threshold: slowMs,
    periods: 3,
    description: `One request in twenty has taken ${slowMs} ms or more for a quarter of an hour.`,
  });
}

/** Unexpected errors and throttles of the Lambda function; those that it could still tell, it counts itself. */
export function watchFunction(monitoring: Monitoring, lambda: IFunction, namespace: string): void {
  monitoring.draw('Duration', lambda.metricDuration({ statistic: 'p50' }), lambda.metricDuration({ statistic: 'p95' }));
  monitoring.addAlarm('function-errors', {
    metric: sumOf('Unexpected errors', [lambda.metricErrors(), countedErrors(namespace, 'InternalFailure')]),
    description: 'The Lambda function met an error that it did not expect.',
  });
  monitoring.addAlarm('function-throttles', {
    metric: lambda.metricThrottles(),
    description: 'Invocations were refused for want of concurrency.',
  });
}

/**
 * What the function itself measures (`handlers/observability.ts`): the work of a request, and failures that a caller is told of
 * as data, which neither AppSync nor Lambda takes for errors.
 */
export function watchAnswers(monitoring: Monitoring, namespace: string): void {
  const own = (metricName: string, statistic: string, dimensionsMap: Record<string, string> = {}) =>
    metricOf(namespace, metricName, { statistic, dimensionsMap: { service: 'predictions', ...dimensionsMap } });
  monitoring.draw('Time of a statement', own('StatementTime', 'p50'), own('StatementTime', 'p95'));
  monitoring.draw('Calls, and those made again', own('Calls', 'Sum'), own('Retries', 'Sum'));
  monitoring.draw('Time of pauses before calls made again', own('WaitTime', 'p95'), own('WaitTime', 'Sum'));
  monitoring.draw(
    'Questions, rows and cold starts',
    own('Questions', 'Sum'),
    own('Rows', 'Sum'),
    own('ColdStart', 'Sum'),
  );
  monitoring.draw('Errors by type', ...errorTypes.map((errorType) => countedErrors(namespace, errorType)));
  monitoring.addAlarm('answers-failed', {
    metric: sumOf(
      'Failed answers',
      failedAnswers.map((errorType) => countedErrors(namespace, errorType)),
    ),
    threshold: manyFailures,
    description: `In five minutes ${manyFailures} requests or more were answered with ${failedAnswers.join(', ')}.`,
  });
}

/** What the warehouse uses of its RPU-hours. */
export function watchWarehouse(monitoring: Monitoring, { workgroupName, dailyRpuHours }: Workgroup): void {
  const metric = (metricName: string, options: MetricOptions) =>
    metricOf('AWS/Redshift-Serverless', metricName, { dimensionsMap: { Workgroup: workgroupName }, ...options });
  monitoring.draw('Capacity in RPU', metric('ComputeCapacity', { statistic: 'Average' }));
  monitoring.addAlarm('cost-guard', {
    metric: metric('ComputeSeconds', { statistic: 'Sum', period: Duration.days(1) }),
    threshold: costGuardShare * dailyRpuHours * 3600,
    description: `The warehouse has used ${100 * costGuardShare} % of the ${dailyRpuHours} RPU-hours a day after which it refuses queries.`,
  });
}

/** Trainings that did not end in a model that answers. */
export function watchTraining(monitoring: Monitoring, stateMachine: StateMachine): void {
  monitoring.addAlarm('training-failed', {
    metric: sumOf('Trainings that did not succeed', [
      stateMachine.metricFailed(),
      stateMachine.metricTimedOut(),
      stateMachine.metricAborted(),
    ]),
    description: 'A training did not end in a model that answers; the version before still does.',
  });
}

/** Answers that failed by this errorType, as the Lambda counts them. */
function countedErrors(namespace: string, errorType: string): Metric {
  return metricOf(namespace, 'Errors', {
    statistic: 'Sum',
    dimensionsMap: { service: 'predictions', errorType },
    label: errorType,
  });
}

/** What is missing counts as nothing. */
function sumOf(label: string, metrics: readonly Metric[]): MathExpression {
  const named = metrics.map((metric, index) => [`m${index}`, metric] as const);
  return new MathExpression({
    label,
    expression: `SUM([${named.map(([name]) => name).join(', ')}])`,
    usingMetrics: Object.fromEntries(named),
  });
}

function metricOf(namespace: string, metricName: string, options: MetricOptions): Metric {
  return new Metric({ namespace, metricName, ...options });
}
