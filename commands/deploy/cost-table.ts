import Table from 'cli-table3';
import { assumed, type CostLine, loads, monthlyCost, rpuHoursPerDay, trainingCost } from '../../infra/monthly-cost.ts';
import { priceRegion, prices, pricesOf, shortestWakeSeconds } from '../../infra/prices.ts';
import type { Settings } from '../../infra/settings.ts';
import { type Template, templateSizes } from '../../infra/template-sizes.ts';

/** The rows of the estimate: a service, what it is computed from, and US dollars a month for each load. */
export function costRows(template: Template): readonly (readonly string[])[] {
  const lines = monthlyCost(template);
  const total = loads.map((_, load) => lines.reduce((sum, { usd }) => sum + (usd[load] ?? 0), 0));
  const row = ({ service, basis, usd }: CostLine) => [service, basis, ...usd.map(dollars)];
  return [...lines.map(row), row({ service: 'Total', basis: '', usd: total })];
}

/** The head of those rows. */
export const costHead = ['$ a month', 'Computed from', ...loads.map(({ name }) => name)];

/** The estimate, no wider than 100 columns. */
export function costTable(template: Template): string {
  const table = new Table({
    head: [...costHead],
    colAligns: ['left', 'left', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  table.push(...costRows(template).map((row) => [...row]));
  return table.toString();
}

/** What the estimate rests on, and what it leaves out, a sentence or three each. */
export function costNotes(template: Template, { dailyRpuHours }: Pick<Settings, 'dailyRpuHours'>): readonly string[] {
  const { rpu } = templateSizes(template);
  const uncertain = Object.values(prices).filter(({ certainty }) => certainty !== 'checked');
  const [, few, many] = loads.map((load) => ({ ...load, rpuHours: Math.ceil(rpuHoursPerDay(rpu, load)) }));
  const mostPerMonth = dailyRpuHours * assumed.daysOfLongestMonth * prices.redshiftRpuHour.usd;
  const rpuHoursOfTraining = rpu * assumed.trainingHours;
  const tooMany = rpuHoursOfTraining > dailyRpuHours ? ', which are more than there are: it may fail for that' : '';
  return [
    `Prices on demand of ${pricesOf} in ${priceRegion} (infra/prices.ts); no free tier is taken off but Cognito's ` +
      `users. Less sure than the others are those of: ${uncertain.map(({ unit, certainty }) => `${unit} (${certainty})`).join(', ')}.`,
    `The ${few?.name} come by chance within ${few?.hoursPerDay} hours, the ${many?.name} at all hours. One that finds the warehouse ` +
      `asleep pays for ${shortestWakeSeconds} s of it; those that come meanwhile add nothing. Capacity above the base is not counted. ` +
      `Each leaves ${assumed.loggedKb} kB of logs.`,
    `That takes ${few?.rpuHours} and ${many?.rpuHours} RPU-hours a day. After ${dailyRpuHours} (the setting dailyRpuHours) Redshift refuses ` +
      `queries until the next day (UTC), so a month of it costs hardly more than $${dollars(mostPerMonth)}; to serve ${many?.name}, set ${many?.rpuHours}.`,
    `Each training costs up to $${dollars(trainingCost(template))} more: SageMaker's search (up to $${dollars(prices.autoTraining.usd)} has been ` +
      `observed) and ${assumed.trainingHours} h of the warehouse, ${rpuHoursOfTraining} of the day's RPU-hours${tooMany}. The deployment starts one.`,
    `A rotated key costs $${prices.key.usd} a month more after its first year, and again after its second.`,
  ];
}

const dollars = (usd: number) => usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
