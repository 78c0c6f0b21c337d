/** One metric that a line of a log carries. */
export interface EmbeddedMetric {
  readonly namespace: string;
  readonly name: string;
  /** CloudWatch's name of the unit, e.g. `Milliseconds`. */
  readonly unit: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: readonly number[];
}

/**
 * The metrics in a line of a log; none when it is no line of CloudWatch's embedded metric format, or breaks its rules, since
 * CloudWatch says nothing of that either.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(line: string): EmbeddedMetric[] {
  const document = line.includes('"_aws"') ? parseRecord(line.slice(line.indexOf('{'))) : undefined;
  return listIn(recordIn(document, '_aws'), 'CloudWatchMetrics').flatMap((directive) => {
    const namespace = textIn(directive, 'Namespace');
    return listIn(directive, 'Dimensions').flatMap((names) =>
      listIn(directive, 'Metrics').flatMap((metric) => {
        const name = textIn(metric, 'Name');
        const values = [document?.[name]].flat().filter((value) => typeof value === 'number');
        const unit = textIn(metric, 'Unit') || 'None';
        const dimensions = Object.fromEntries(
          (Array.isArray(names) ? names : []).map((dimension) => [dimension, String(document?.[dimension])]),
        );
        return namespace && name && values.length > 0 ? [{ namespace, name, unit, dimensions, values }] : [];
      }),
    );
  });
}

type Members = Readonly<Record<string, unknown>>;

function parseRecord(text: string): Members | undefined {
  try {
    return asRecord(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function asRecord(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

const recordIn = (of: unknown, member: string) => asRecord(asRecord(of)?.[member]);

function listIn(of: unknown, member: string): readonly unknown[] {
  const value = asRecord(of)?.[member];
  return Array.isArray(value) ? value : [];
}

function textIn(of: unknown, member: string): string {
  const value = asRecord(of)?.[member];
  return typeof value === 'string' ? value : '';
}
