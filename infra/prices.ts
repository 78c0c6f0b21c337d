/** What AWS asks for one unit of something. */
export interface Price {
  /** US dollars. */
  readonly usd: number;
  /** What they are asked for. */
  readonly unit: string;
  /** AWS's own page of the service's prices. */
  readonly page: string;
  /**
   * `checked` when several sources of this year name the figure for this Region; `recalled` when none of this year was at
   * hand; `observed` when AWS names no price and others have told what they paid.
   */
  readonly certainty: 'checked' | 'recalled' | 'observed';
}

/** When the figures were looked up. */
export const pricesOf = '2026-11-21';
/** Where they hold; other Regions ask a little more. */
export const priceRegion = 'us-east-1';

const page = (service: string) => `https://aws.amazon.com/${service}/pricing/`;

/** Prices on demand, before any free tier. The only place where a price stands. */
export const prices = {
  redshiftRpuHour: { usd: 0.375, unit: 'RPU-hour, by the second', page: page('redshift'), certainty: 'checked' },
  redshiftStorage: { usd: 0.024, unit: 'GB-month', page: page('redshift'), certainty: 'checked' },
  appSyncRequests: { usd: 4, unit: 'million requests', page: page('appsync'), certainty: 'checked' },
  lambdaRequests: { usd: 0.2, unit: 'million requests', page: page('lambda'), certainty: 'checked' },
  lambdaCompute: { usd: 0.0000133334, unit: 'GB-second on arm64', page: page('lambda'), certainty: 'checked' },
  wafWebAcl: { usd: 5, unit: 'web ACL and month', page: page('waf'), certainty: 'checked' },
  wafRule: { usd: 1, unit: 'rule or group of rules and month', page: page('waf'), certainty: 'checked' },
  wafRequests: { usd: 0.6, unit: 'million requests', page: page('waf'), certainty: 'checked' },
  alarm: { usd: 0.1, unit: 'alarm metric and month', page: page('cloudwatch'), certainty: 'checked' },
  dashboard: { usd: 3, unit: 'dashboard and month', page: page('cloudwatch'), certainty: 'checked' },
  customMetric: { usd: 0.3, unit: 'custom metric and month', page: page('cloudwatch'), certainty: 'recalled' },
  logs: { usd: 0.5, unit: 'GB taken in', page: page('cloudwatch'), certainty: 'checked' },
  traces: { usd: 5, unit: 'million traces recorded', page: page('xray'), certainty: 'checked' },
  key: { usd: 1, unit: 'KMS key and month', page: page('kms'), certainty: 'recalled' },
  secret: { usd: 0.4, unit: 'secret and month', page: page('secrets-manager'), certainty: 'checked' },
  s3Storage: { usd: 0.023, unit: 'GB-month', page: page('s3'), certainty: 'checked' },
  activeUser: { usd: 0.015, unit: 'active user and month, Essentials', page: page('cognito'), certainty: 'checked' },
  dataOut: { usd: 0.09, unit: 'GB to the internet', page: page('ec2'), certainty: 'checked' },
  autoTraining: { usd: 8, unit: 'CREATE MODEL with AUTO', page: page('sagemaker'), certainty: 'observed' },
} as const satisfies Readonly<Record<string, Price>>;

/** Redshift Serverless charges so many seconds at least whenever it wakes. */
export const shortestWakeSeconds = 60;
/** Users of a month whom Cognito's Essentials tier asks nothing for. */
export const freeActiveUsers = 10_000;
