import { Match, Template } from 'aws-cdk-lib/assertions';
import { type Definition, GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from 'vitest';
import * as errors from '../../handlers/errors.ts';
import { deployableSchema } from '../../infra/api-schema.ts';
import { Monitoring } from '../../infra/monitoring.ts';
import { bareStack } from './bare-stack.ts';

function watched(alarmEmail?: string): { readonly template: () => Template; readonly monitoring: Monitoring } {
  const stack = bareStack();
  const definition: Definition = deployableSchema('graphql/schema.graphql');
  const monitoring = new Monitoring(stack, 'Monitoring', {
    name: 'loans',
    api: new GraphqlApi(stack, 'Api', { name: 'loans', definition }),
    function: new LambdaFunction(stack, 'Function', {
      code: Code.fromInline('exports.handler = async () => null;'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_22_X,
    }),
    metricNamespace: 'loans',
    workgroupName: 'loans',
    dailyRpuHours: 100,
    alarmEmail,
  });
  return { template: () => Template.fromStack(stack), monitoring };
}

describe('Monitoring', () => {
  it('raises alarms on errors, throttles, latency and cost, all to one topic', () => {
    const template = watched().template();
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
    const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));

    expect(alarms.map(({ Properties }) => [Properties.AlarmName, Properties.MetricName]).sort()).toEqual([
      ['loans-answers-failed', undefined],
      ['loans-api-errors', '5XXError'],
      ['loans-api-latency', 'Latency'],
      ['loans-cost-guard', 'ComputeSeconds'],
      ['loans-function-errors', undefined],
      ['loans-function-throttles', 'Throttles'],
    ]);
    for (const { Properties } of alarms) {
      expect(Properties).toMatchObject({ AlarmActions: [{ Ref: topic }], TreatMissingData: 'notBreaching' });
      expect(Properties.AlarmDescription).toMatch(/\.$/);
    }
  });

  it('warns at four fifths of the day’s RPU-hours', () => {
    watched()
      .template()
      .hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName: 'ComputeSeconds',
        Dimensions: [{ Name: 'Workgroup', Value: 'loans' }],
        Statistic: 'Sum',
        Period: 86_400,
        Threshold: 288_000,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
  });

  it('counts the failures of the warehouse that callers are told of as data, by their errorTypes', () => {
    const warehouseErrors = [
      new errors.PredictionTimedOutError(),
      new errors.ThrottledError(),
      new errors.WarehouseUnavailableError(),
    ];
    const alarms = Object.values(watched().template().findResources('AWS::CloudWatch::Alarm'));
    const alarm = alarms.find(({ Properties }) => Properties.AlarmName === 'loans-answers-failed');
    const parts: { MetricStat?: { Metric: object } }[] = alarm?.Properties.Metrics ?? [];
    const metrics = parts.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);

    expect(metrics).toHaveLength(warehouseErrors.length);
    expect(metrics).toEqual(
      expect.arrayContaining(
        warehouseErrors.map(({ errorType }) => ({
          Namespace: 'loans',
          MetricName: 'Errors',
          Dimensions: [
            { Name: 'errorType', Value: errorType },
            { Name: 'service', Value: 'predictions' },
          ],
        })),
      ),
    );
  });

  it('draws all that the function measures, and its errors by every type', () => {
    const types = [
      new errors.InvalidCustomerError([]),
      new errors.ModelNotReadyError('TRAINING'),
      new errors.ThrottledError(),
      new errors.WarehouseUnavailableError(),
      new errors.PredictionTimedOutError(),
      new errors.InternalFailureError({}),
    ].map(({ errorType }) => errorType);
    const figures = ['StatementTime', 'WaitTime', 'Rows', 'Calls', 'Retries', 'Questions', 'ColdStart'];
    const drawn = JSON.stringify(watched().template().findResources('AWS::CloudWatch::Dashboard'));

    expect(Object.values(errors).filter(({ name }) => !/^(Recourse|StatementFailed)Error$/.test(name))).toHaveLength(
      types.length,
    );
    for (const figure of figures) expect(drawn).toContain(`\\"loans\\",\\"${figure}\\"`);
    for (const type of types) expect(drawn).toContain(`\\"Errors\\",\\"errorType\\",\\"${type}\\"`);
  });

  it('takes an alarm of another construct, and draws what it measures', () => {
    const { template, monitoring } = watched();
    const metric = new Metric({ namespace: 'Loans', metricName: 'Refused' });
    monitoring.addAlarm('loans-refused', { metric, description: 'A loan was refused.' });

    template().hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: 'loans-loans-refused', Threshold: 1 });
    expect(JSON.stringify(template().findResources('AWS::CloudWatch::Dashboard'))).toContain('Refused');
  });

  it('has one dashboard', () => {
    watched().template().resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  });

  it('takes messages over TLS alone', () => {
    watched()
      .template()
      .hasResourceProperties('AWS::SNS::TopicPolicy', {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ]),
        },
      });
  });

  it('takes messages of this account’s alarms, which a topic with a policy of its own refuses otherwise', () => {
    watched()
      .template()
      .hasResourceProperties('AWS::SNS::TopicPolicy', {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Allow',
              Action: 'sns:Publish',
              Principal: { Service: 'cloudwatch.amazonaws.com' },
              Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
            }),
          ]),
        },
      });
  });

  it('writes to an address only when there is one', () => {
    watched().template().resourceCountIs('AWS::SNS::Subscription', 0);
    watched('risk@example.com')
      .template()
      .hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'risk@example.com' });
  });
});
