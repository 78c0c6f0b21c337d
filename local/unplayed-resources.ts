import type { Resource } from './template/template.ts';

/** What a template may hold though nothing here plays it, since what it says changes no answer of the API. */
const unplayed: Readonly<Record<string, string>> = {
  'AWS::AppSync::ApiCache': 'every request is resolved anew',
  'AWS::CloudWatch::Alarm': 'none is raised; what functions measure is told at /metrics',
  'AWS::CloudWatch::Dashboard': 'it is not drawn; what functions measure is told at /metrics',
  'AWS::KMS::Key': 'what it encrypts lies in the state folder as it is',
  'AWS::Logs::MetricFilter': 'no line of a log is counted',
  'AWS::SNS::Topic': 'nothing is sent to it',
  'AWS::WAFv2::LoggingConfiguration': 'what the firewall blocks is not logged',
  'Custom::LogRetention': 'the log is a file of the state folder',
};

/** One line for each kind of resource that is taken and not played. */
export function listUnplayedResources(resources: readonly Resource[]): string[] {
  const types = new Set(resources.map(({ type }) => type));
  return Object.entries(unplayed)
    .filter(([type]) => types.has(type))
    .map(([type, instead]) => `${type}: ${instead}`);
}
