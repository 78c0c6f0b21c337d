import { Aws } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { watchAnswers, watchApi, watchFunction, watchWarehouse } from './watch.ts';

/** Props of `Monitoring`. */
export interface MonitoringProps {
  /** Name of the dashboard and the topic; begins every alarm's name. */
  readonly name: string;
  readonly api: GraphqlApi;
  readonly function: IFunction;
  /** CloudWatch's namespace of what the function measures. */
  readonly metricNamespace: string;
  readonly workgroupName: string;
  /** RPU-hours a day after which the warehouse refuses queries. */
  readonly dailyRpuHours: number;
  /** Address that alarms write to. @default none */
  readonly alarmEmail?: string | undefined;
}

/** When to raise an alarm. */
export interface AlarmProps {
  readonly metric: IMetric;
  /** What has happened, as the mail says it. */
  readonly description: string;
  /** Raises the alarm when it is reached. @default 1 */
  readonly threshold?: number;
  /** Periods that must all reach the threshold. @default 1 */
  readonly periods?: number;
}

/** Tells people when something is wrong: alarms on one topic, and one dashboard. */
export class Monitoring extends Construct {
  readonly topic: Topic;
  private readonly name: string;
  private readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    this.name = props.name;
    this.topic = new Topic(this, 'Topic', { topicName: `${props.name}-alarms`, enforceSSL: true });
    this.topic.addToResourcePolicy(this.alarmsMayPublish());
    if (props.alarmEmail) this.topic.addSubscription(new EmailSubscription(props.alarmEmail));
    this.dashboard = new Dashboard(this, 'Dashboard', { dashboardName: props.name });

    watchApi(this, props.api);
    watchFunction(this, props.function, props.metricNamespace);
    watchAnswers(this, props.metricNamespace);
    watchWarehouse(this, props);
  }

  /** Raises an alarm on the topic and draws its metric on the dashboard; the id ends the alarm's name. */
  addAlarm(id: string, { metric, description, threshold = 1, periods = 1 }: AlarmProps): Alarm {
    const alarm = new Alarm(this, id, {
      alarmName: `${this.name}-${id}`,
      alarmDescription: description,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // Nothing is measured where nothing happens.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    this.draw(id, metric);
    return alarm;
  }

  /** Draws metrics on the dashboard. */
  draw(title: string, ...left: readonly IMetric[]): void {
    this.dashboard.addWidgets(new GraphWidget({ title, left: [...left], width: 8 }));
  }

  /** A policy of the topic's own, as TLS alone takes, replaces the one by which alarms may publish. */
  private alarmsMayPublish(): PolicyStatement {
    return new PolicyStatement({
      actions: ['sns:Publish'],
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      resources: [this.topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    });
  }
}
