import type { HttpRequest } from '../../http.ts';
import type { ResourceProperties } from '../../template/resource-properties.ts';
import { nameOfChoice, type StatementContext } from '../statements/statement.ts';

/**
 * Picks a part of a request: its texts, none when the request has no such part, or the outcome that the statement's
 * oversize handling decides without a look.
 */
export type Field = (request: HttpRequest) => readonly string[] | boolean;

type FieldReader = (properties: ResourceProperties, context: StatementContext) => Field;

/** WAF sees so many bytes of a body in front of AppSync, of all headers, and so many headers. */
const limits = { bodyBytes: 8_192, headerBytes: 8_192, headers: 200 };

const fields: Readonly<Record<string, FieldReader>> = {
  AllQueryArguments: () => (request) => [...request.query.values()].map(toBytes),
  Body: (properties, context) => {
    const oversized = readOversizeHandling(properties, context);
    return ({ body }) =>
      oversized(body.length > limits.bodyBytes, () => [body.toString('latin1', 0, limits.bodyBytes)]);
  },
  Headers: readHeaders,
  Method: () => (request) => [request.method],
  QueryString: () => (request) => [request.query.toString()],
  SingleHeader: (properties) => {
    const name = properties.requiredText('Name').toLowerCase();
    return ({ headers }) => present(headers[name]);
  },
  SingleQueryArgument: (properties) => {
    const name = properties.requiredText('Name').toLowerCase();
    return ({ query }) => [...query].flatMap(([key, value]) => (key.toLowerCase() === name ? [toBytes(value)] : []));
  },
  UriPath: () => (request) => [request.path],
};

/**
 * Reads a `FieldToMatch`. Throws on one that is not emulated, by name.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-fields-list.html
 */
export function readFieldToMatch(choice: ResourceProperties, context: StatementContext): Field {
  const name = nameOfChoice(choice);
  const read = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!read) throw context.refuse(`FieldToMatch ${name}`);
  return read(choice.object(name), context);
}

function readHeaders(properties: ResourceProperties, context: StatementContext): Field {
  const oversized = readOversizeHandling(properties, context);
  const isIncluded = readMatchPattern(properties.object('MatchPattern'));
  const scope = properties.requiredText('MatchScope');
  if (!['ALL', 'KEY', 'VALUE'].includes(scope)) throw context.refuse(`MatchScope ${scope}`);
  const textsOf = (name: string, value: string) => [
    ...(scope === 'VALUE' ? [] : [name]),
    ...(scope === 'KEY' ? [] : [value]),
  ];
  return ({ headers }) => {
    const all = Object.entries(headers).map(([name, value = '']) => [name, value] as const);
    const bytes = all.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    return oversized(bytes > limits.headerBytes || all.length > limits.headers, () =>
      firstOf(all).flatMap(([name, value]) => (isIncluded(name) ? textsOf(name, value) : [])),
    );
  };
}

/** The headers, up to the first that is no longer whole within what WAF sees. */
function firstOf<Header extends readonly [string, string]>(headers: readonly Header[]): readonly Header[] {
  let bytes = 0;
  const end = headers.findIndex(([name, value], index) => {
    bytes += name.length + value.length;
    return bytes > limits.headerBytes || index >= limits.headers;
  });
  return end < 0 ? headers : headers.slice(0, end);
}

function readMatchPattern(pattern: ResourceProperties): (name: string) => boolean {
  const named = (member: string) => new Set(pattern.texts(member).map((name) => name.toLowerCase()));
  if (pattern.names.includes('IncludedHeaders')) {
    const included = named('IncludedHeaders');
    return (name) => included.has(name);
  }
  const excluded = named('ExcludedHeaders');
  return (name) => !excluded.has(name);
}

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-oversize-request-components.html */
function readOversizeHandling(properties: ResourceProperties, { refuse }: StatementContext) {
  const handling = properties.text('OversizeHandling') ?? 'CONTINUE';
  if (!['CONTINUE', 'MATCH', 'NO_MATCH'].includes(handling)) throw refuse(`OversizeHandling ${handling}`);
  return (isOversized: boolean, texts: () => readonly string[]) =>
    isOversized && handling !== 'CONTINUE' ? handling === 'MATCH' : texts();
}

const present = (value: string | undefined) => (value === undefined ? [] : [value]);
const toBytes = (text: string) => Buffer.from(text).toString('latin1');
