import Table from 'cli-table3';
import type { Template, TemplateResource } from '../../infra/template-sizes.ts';

/** Names that are no plain words of CloudFormation's own. */
const spelled: Readonly<Record<string, string>> = {
  AppSync: 'AppSync',
  CloudWatch: 'CloudWatch',
  EC2: 'VPC (EC2)',
  GraphQLApi: 'GraphQL API',
  GraphQLSchema: 'GraphQL schema',
  Logs: 'CloudWatch Logs',
  RedshiftServerless: 'Redshift Serverless',
  StepFunctions: 'Step Functions',
  VPC: 'VPC',
  WAFv2: 'WAF',
  WebACL: 'Web ACL',
  WebACLAssociation: 'Web ACL association',
};

/** What a template creates, by service and kind, no wider than 100 columns. */
export function resourceTable({ Resources }: Template): string {
  const rows = new Map<string, { service: string; kind: string; names: string[] }>();
  for (const [logicalId, resource] of Object.entries(Resources)) {
    const { service, kind } = namesOfType(resource.Type);
    const row = rows.get(resource.Type) ?? { service, kind, names: [] };
    row.names.push(nameOf(logicalId, resource));
    rows.set(resource.Type, row);
  }
  const table = new Table({
    head: ['Service', 'Resource', '', 'Which'],
    colWidths: [21, 25, 4, 45],
    colAligns: ['left', 'left', 'right', 'left'],
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  let last: string | undefined;
  for (const { service, kind, names } of [...rows.values()].sort(byService)) {
    table.push([service === last ? '' : service, kind, names.length, names.map(inLines).join(', ')]);
    last = service;
  }
  return table.toString();
}

function byService(one: { service: string; kind: string }, other: { service: string; kind: string }): number {
  return one.service.localeCompare(other.service) || one.kind.localeCompare(other.kind);
}

/** A name longer than its column goes on in the next line, after a slash or a hyphen if it can; the table would cut it off. */
const inLines = (name: string) => name.replaceAll(/(?=.{43})(?:.{1,41}[/-]|.{42})/g, '$&\n');

function namesOfType(type: string): { service: string; kind: string } {
  const [owner, service = '', kind = ''] = type.split('::');
  return owner === 'AWS'
    ? { service: spelled[service] ?? service, kind: spelled[kind] ?? inWords(kind) }
    : { service: 'SDK calls of the deployment', kind: 'Custom resource' };
}

/** `UserPoolClient` is told as `User pool client`. */
function inWords(kind: string): string {
  const [first = '', ...others] = kind.split(/(?<=[a-z])(?=[A-Z])/);
  return [first, ...others.map((word) => word.toLowerCase())].join(' ');
}

/** The name that the resource gets, else the one that the template knows it by. */
function nameOf(logicalId: string, { Type, Properties = {} }: TemplateResource): string {
  const kind = Type.split('::')[2] ?? '';
  if (kind === 'Resolver') return `${Properties.TypeName}.${Properties.FieldName}`;
  const [lastWord = ''] = /[A-Z][a-z]+$/.exec(kind) ?? [];
  const names = [`${kind}Name`, `${lastWord}Name`, 'Name'].map((key) => Properties[key]);
  const name = kind === 'Policy' ? undefined : names.find((value) => typeof value === 'string');
  // A policy is told by whose it is; the hash that ends each id says nothing.
  const ending = /(DefaultPolicy|CustomResourcePolicy)?[0-9A-F]{8}$/;
  return typeof name === 'string' ? name : logicalId.replace(ending, '');
}
