/** A synthesized CloudFormation template, as far as its resources go. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

/** A resource as the template has it. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Properties;
}

type Properties = Readonly<Record<string, unknown>>;

/** What of a template decides its price. */
export interface TemplateSizes {
  /** Base capacity of the warehouse. */
  readonly rpu: number;
  /** Memory of the function that answers. */
  readonly memoryGb: number;
  readonly webAcls: number;
  /** Rules and groups of rules of all web ACLs. */
  readonly rules: number;
  /** Metrics that alarms watch, each of which is paid for. */
  readonly alarmMetrics: number;
  readonly dashboards: number;
  readonly keys: number;
  /** Those of the template, and those that Redshift makes for an administrator's password. */
  readonly secrets: number;
  /** Resolvers and data sources that AppSync measures one by one. */
  readonly measured: number;
}

/** Counts what a template would have to be paid for. */
export function templateSizes({ Resources }: Template): TemplateSizes {
  const all = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type);
  const sum = (type: string, amount: (properties: Properties) => number) =>
    all(type).reduce((total, { Properties = {} }) => total + amount(Properties), 0);
  const isMeasured = all('AWS::AppSync::GraphQLApi').some(({ Properties }) => Properties?.EnhancedMetricsConfig);
  return {
    rpu: sum('AWS::RedshiftServerless::Workgroup', ({ BaseCapacity }) => Number(BaseCapacity)),
    memoryGb: sum('AWS::AppSync::DataSource', ({ LambdaConfig }) => memoryMb(Resources, LambdaConfig) / 1024),
    webAcls: all('AWS::WAFv2::WebACL').length,
    rules: sum('AWS::WAFv2::WebACL', ({ Rules }) => (Rules as readonly unknown[]).length),
    alarmMetrics: sum('AWS::CloudWatch::Alarm', metricsOfAlarm),
    dashboards: all('AWS::CloudWatch::Dashboard').length,
    keys: all('AWS::KMS::Key').length,
    secrets:
      all('AWS::SecretsManager::Secret').length +
      sum('AWS::RedshiftServerless::Namespace', ({ ManageAdminPassword }) => (ManageAdminPassword ? 1 : 0)),
    measured: isMeasured ? all('AWS::AppSync::Resolver').length + all('AWS::AppSync::DataSource').length : 0,
  };
}

/** An alarm on an expression is paid for by the metrics in it. https://aws.amazon.com/cloudwatch/pricing/ */
function metricsOfAlarm({ Metrics }: Properties): number {
  if (Metrics === undefined) return 1;
  return (Metrics as readonly object[]).filter((metric) => 'MetricStat' in metric).length;
}

/** Memory of the function behind a data source. https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
function memoryMb(resources: Template['Resources'], lambdaConfig: unknown): number {
  const { LambdaFunctionArn } = lambdaConfig as { LambdaFunctionArn: { 'Fn::GetAtt': readonly [string, string] } };
  const [logicalId] = LambdaFunctionArn['Fn::GetAtt'];
  return Number(resources[logicalId]?.Properties?.MemorySize ?? 128);
}
