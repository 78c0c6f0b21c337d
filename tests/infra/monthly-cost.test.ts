import { describe, expect, it } from 'vitest';
import { loads, monthlyCost, rpuHoursPerDay, trainingCost } from '../../infra/monthly-cost.ts';
import { prices, pricesOf } from '../../infra/prices.ts';
import type { Template } from '../../infra/template-sizes.ts';

const webAcl = (rules: number): Template => ({
  Resources: { Firewall: { Type: 'AWS::WAFv2::WebACL', Properties: { Rules: Array(rules).fill({}) } } },
});
const warehouse = (rpu: number): Template => ({
  Resources: { Workgroup: { Type: 'AWS::RedshiftServerless::Workgroup', Properties: { BaseCapacity: rpu } } },
});
const idleOf = (template: Template, service: string) =>
  monthlyCost(template).find((line) => line.service === service)?.usd[0];

describe('the monthly cost', () => {
  it('follows what the template has', () => {
    expect(idleOf(webAcl(3), 'WAF')).toBe(8);
    expect(idleOf(webAcl(4), 'WAF')).toBe(9);
    expect(idleOf(webAcl(4), 'KMS')).toBe(0);
  });

  it('pays for the memory of the function that answers, and of no other', () => {
    const template = (memory: number): Template => ({
      Resources: {
        Answers: { Type: 'AWS::Lambda::Function', Properties: { MemorySize: memory } },
        Other: { Type: 'AWS::Lambda::Function', Properties: { MemorySize: 10_240 } },
        Source: {
          Type: 'AWS::AppSync::DataSource',
          Properties: { LambdaConfig: { LambdaFunctionArn: { 'Fn::GetAtt': ['Answers', 'Arn'] } } },
        },
      },
    });
    const basis = (memory: number) => monthlyCost(template(memory)).find(({ service }) => service === 'Lambda')?.basis;

    expect(basis(512)).toBe('0.8 s of 0.5 GB for each prediction');
  });

  it('pays for each metric that an alarm watches', () => {
    const Metrics = [{ Expression: 'a + b' }, { MetricStat: {} }, { MetricStat: {} }];
    const alarm = (Properties: object): Template => ({
      Resources: { Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { ...Properties } } },
    });

    expect(idleOf(alarm({ MetricName: 'Errors' }), 'CloudWatch')).toBeCloseTo(prices.alarm.usd);
    expect(idleOf(alarm({ Metrics }), 'CloudWatch')).toBeCloseTo(2 * prices.alarm.usd);
  });

  it('rises with the load', () => {
    const total = loads.map((_, load) => monthlyCost(warehouse(8)).reduce((sum, { usd }) => sum + (usd[load] ?? 0), 0));

    expect(total).toEqual([...total].sort((one, other) => one - other));
    expect(new Set(total).size).toBe(loads.length);
  });

  it('wakes the warehouse for a minute at least, and for no more hours than there are', () => {
    const hours = (predictionsPerDay: number) => rpuHoursPerDay(8, { name: '', predictionsPerDay, hoursPerDay: 24 });

    expect(hours(1)).toBeCloseTo(8 / 60, 3);
    expect(hours(100_000_000)).toBeCloseTo(8 * 24, 2);
    expect(trainingCost(warehouse(16)) - trainingCost(warehouse(8))).toBeCloseTo(8 * 1.5 * prices.redshiftRpuHour.usd);
  });
});

describe('the prices', () => {
  it.each(Object.entries(prices))('tell where %s stands', (_, { usd, unit, page }) => {
    expect(usd).toBeGreaterThan(0);
    expect(unit).not.toBe('');
    expect(page).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9-]+\/pricing\/$/);
  });

  it('are of a day', () => {
    expect(pricesOf).toMatch(/^20\d\d-\d\d-\d\d$/);
  });
});
