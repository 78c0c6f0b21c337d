import { createHash } from 'node:crypto';
import type { ResourceProperties } from '../../template/resource-properties.ts';
import type { Inspection } from '../inspection.ts';
import { nameOfChoice, type StatementContext } from '../statements/statement.ts';
import { readForwardedAddresses } from './forwarded-addresses.ts';
import { readTextTransformations } from './text-transformations.ts';

/** What a rate-based rule counts a request under, or whether the request matches uncounted. */
export type AggregateKey = (inspection: Inspection) => string | boolean;

type KeyReader = (properties: ResourceProperties, context: StatementContext, rule: ResourceProperties) => AggregateKey;

const keyTypes: Readonly<Record<string, KeyReader>> = {
  IP: () => sourceAddress,
  FORWARDED_IP: forwardedAddress,
  CONSTANT: () => () => 'everyone',
  CUSTOM_KEYS: readCustomKeys,
};

const customKeys: Readonly<Record<string, KeyReader>> = {
  IP: () => sourceAddress,
  ForwardedIP: forwardedAddress,
  HTTPMethod: () => (inspection) => inspection.request.method,
  Header: (properties, context) => {
    const name = properties.requiredText('Name').toLowerCase();
    return transformed(properties, context, ({ request }) => request.headers[name]);
  },
  QueryArgument: (properties, context) => {
    const name = properties.requiredText('Name');
    return transformed(properties, context, ({ request }) => request.query.get(name) ?? undefined);
  },
  QueryString: (properties, context) => transformed(properties, context, ({ request }) => request.query.toString()),
  UriPath: (properties, context) => transformed(properties, context, ({ request }) => request.path),
  LabelNamespace: (properties) => {
    const namespace = properties.requiredText('Namespace');
    return ({ labels }) =>
      [...labels]
        .filter((label) => label.startsWith(namespace))
        .sort()
        .join(' ') || false;
  },
};

/**
 * Reads what a rate-based statement counts by. Throws on what is not emulated, by name.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-aggregation-options.html
 */
export function readAggregateKey(statement: ResourceProperties, context: StatementContext): AggregateKey {
  const type = statement.requiredText('AggregateKeyType');
  const read = Object.hasOwn(keyTypes, type) ? keyTypes[type] : undefined;
  if (!read) throw context.refuse(`AggregateKeyType ${type}`);
  return read(statement, context, statement);
}

function sourceAddress({ request }: Inspection): string {
  return request.sourceIp;
}

function forwardedAddress(_own: unknown, _context: unknown, statement: ResourceProperties): AggregateKey {
  const forwarded = readForwardedAddresses(statement.object('ForwardedIPConfig'));
  return ({ request }) => {
    const addresses = forwarded(request);
    return typeof addresses === 'boolean' ? addresses : (addresses[0] ?? false);
  };
}

/** Only a request that has all of the keys is counted. */
function readCustomKeys(statement: ResourceProperties, context: StatementContext): AggregateKey {
  const keys = statement.objects('CustomKeys').map((choice) => {
    const name = nameOfChoice(choice);
    const read = Object.hasOwn(customKeys, name) ? customKeys[name] : undefined;
    if (!read) throw context.refuse(`custom key ${name}`);
    return read(choice.object(name), context, statement);
  });
  return (inspection) => {
    const parts: string[] = [];
    for (const key of keys) {
      const part = key(inspection);
      if (typeof part === 'boolean') return part;
      parts.push(part);
    }
    return digest(parts);
  };
}

function transformed(
  properties: ResourceProperties,
  context: StatementContext,
  pick: (inspection: Inspection) => string | undefined,
): AggregateKey {
  const transform = readTextTransformations(properties.objects('TextTransformations'), context);
  return (inspection) => {
    const text = pick(inspection);
    return text === undefined ? false : transform(text);
  };
}

/** Callers choose how long their keys are, and a rule keeps thousands; the log should not show a token. */
function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
