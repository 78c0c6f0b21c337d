import { freeActiveUsers, type Price, prices, shortestWakeSeconds } from './prices.ts';
import { type Template, templateSizes } from './template-sizes.ts';

/** How much is asked of a stack. */
export interface Load {
  readonly name: string;
  readonly predictionsPerDay: number;
  /** Hours of a day that they are spread over. */
  readonly hoursPerDay: number;
}

/** What a month of one service costs. */
export interface CostLine {
  readonly service: string;
  /** What it is computed from. */
  readonly basis: string;
  /** US dollars a month, for each load in turn. */
  readonly usd: readonly number[];
}

/** The loads that a deployment is estimated for. */
export const loads: readonly Load[] = [
  { name: 'idle', predictionsPerDay: 0, hoursPerDay: 24 },
  { name: '1 k a day', predictionsPerDay: 1000, hoursPerDay: 8 },
  { name: '1 M a day', predictionsPerDay: 1_000_000, hoursPerDay: 24 },
];

/** What is assumed where no template tells. */
export const assumed = {
  daysPerMonth: 365 / 12,
  daysOfLongestMonth: 31,
  /** An awake warehouse answers a statement in 0.3 to 1 s. */
  lambdaSeconds: 0.8,
  storedGb: 1,
  /** AppSync's summary of each request, the Lambda's lines, and the warehouse's of the connection. */
  loggedKb: 3,
  answeredKb: 2,
  activeUsers: 100,
  operations: 3,
  /** Requests, errors and latency of each resolver, data source and operation. */
  metricsOfEach: 3,
  /** What the Lambda measures itself: its figures, cold starts, and errors of five types. */
  ownMetrics: 12,
  /** X-Ray's default rule records the first request of each second, and this share of the others. */
  sampledShare: 0.05,
  /** The longest search of Redshift ML; the workflow looks every minute, so the warehouse stays awake. */
  trainingHours: 1.5,
};

const costOf = ({ usd }: Price, amount: number) => usd * amount;
const millions = (count: number) => count / 1_000_000;
const gigabytes = (kilobytes: number) => kilobytes / 1_000_000;

/** Estimates what a month of the template's resources costs under each of the loads. */
export function monthlyCost(template: Template): readonly CostLine[] {
  const sizes = templateSizes(template);
  const line = (service: string, basis: string, usd: (perMonth: number, load: Load) => number): CostLine => ({
    ...{ service, basis },
    usd: loads.map((load) => usd(load.predictionsPerDay * assumed.daysPerMonth, load)),
  });
  const { rpu, webAcls, rules, alarmMetrics, dashboards, keys, secrets, memoryGb, measured } = sizes;
  const metrics = assumed.ownMetrics + assumed.metricsOfEach * (measured + (measured > 0 ? assumed.operations : 0));
  return [
    line(
      'Redshift Serverless',
      `${rpu} RPU while awake, ${assumed.storedGb} GB`,
      (_, load) =>
        costOf(prices.redshiftRpuHour, assumed.daysPerMonth * rpuHoursPerDay(rpu, load)) +
        costOf(prices.redshiftStorage, assumed.storedGb),
    ),
    line('AppSync', 'a request for each prediction', (count) => costOf(prices.appSyncRequests, millions(count))),
    line(
      'Lambda',
      `${assumed.lambdaSeconds} s of ${memoryGb} GB for each prediction`,
      (count) =>
        costOf(prices.lambdaRequests, millions(count)) +
        costOf(prices.lambdaCompute, count * assumed.lambdaSeconds * memoryGb),
    ),
    line(
      'WAF',
      `${webAcls} web ACL, ${rules} rules`,
      (count) =>
        costOf(prices.wafWebAcl, webAcls) +
        costOf(prices.wafRule, rules) +
        costOf(prices.wafRequests, webAcls * millions(count)),
    ),
    line(
      'CloudWatch',
      `${alarmMetrics} alarm metrics, ${metrics} others, ${dashboards} dashboard`,
      (count) =>
        costOf(prices.alarm, alarmMetrics) +
        costOf(prices.dashboard, dashboards) +
        costOf(prices.customMetric, count > 0 ? metrics : 0) +
        costOf(prices.logs, gigabytes(count * assumed.loggedKb)),
    ),
    line('X-Ray', 'the default sampling', (_, load) => costOf(prices.traces, millions(tracesPerMonth(load)))),
    line('KMS', `${keys} key`, () => costOf(prices.key, keys)),
    line('Secrets Manager', `${secrets} secret`, () => costOf(prices.secret, secrets)),
    line('S3', `${assumed.storedGb} GB`, () => costOf(prices.s3Storage, assumed.storedGb)),
    line('Cognito', `${assumed.activeUsers} active users`, () =>
      costOf(prices.activeUser, Math.max(0, assumed.activeUsers - freeActiveUsers)),
    ),
    line('Data to the internet', `${assumed.answeredKb} kB for each prediction`, (count) =>
      costOf(prices.dataOut, gigabytes(count * assumed.answeredKb)),
    ),
  ];
}

/**
 * RPU-hours that a load takes of a warehouse of so many RPU. Predictions come by chance: one that finds the warehouse asleep
 * wakes it for the shortest time that is charged, and those that come meanwhile add nothing.
 */
export function rpuHoursPerDay(rpu: number, { predictionsPerDay, hoursPerDay }: Load): number {
  const perWake = (predictionsPerDay / (hoursPerDay * 3600)) * shortestWakeSeconds;
  return rpu * hoursPerDay * (perWake / (1 + perWake));
}

/** What one training costs at most, in US dollars. */
export function trainingCost(template: Template): number {
  const rpuHours = templateSizes(template).rpu * assumed.trainingHours;
  return costOf(prices.autoTraining, 1) + costOf(prices.redshiftRpuHour, rpuHours);
}

function tracesPerMonth({ predictionsPerDay, hoursPerDay }: Load): number {
  const first = Math.min(predictionsPerDay, hoursPerDay * 3600);
  return assumed.daysPerMonth * (first + assumed.sampledShare * (predictionsPerDay - first));
}
