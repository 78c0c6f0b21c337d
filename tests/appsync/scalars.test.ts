import { describe, expect, it } from 'vitest';
import { answering, openApi, resolver } from './open-api.ts';

const names = [
  'AWSDate',
  'AWSTime',
  'AWSDateTime',
  'AWSTimestamp',
  'AWSEmail',
  'AWSJSON',
  'AWSPhone',
  'AWSURL',
  'AWSIPAddress',
];
const schema = `type Query { ${names.map((name) => `${name}(value: ${name}): ${name}`).join(' ')} seen(value: AWSJSON): String out: AWSJSON badOut: AWSJSON }`;
const api = openApi(schema, {
  resolvers: [
    ...names.map((name) => resolver(`Query.${name}`, answering('ctx.args.value'))),
    resolver('Query.seen', answering('ctx.args.value.a[1]')),
    resolver('Query.out', answering('{ a: [1] }')),
    resolver('Query.badOut', answering('"{"')),
  ],
});
const send = (name: string, value: unknown) => api.query(`query($v: ${name}) { ${name}(value: $v) }`, { v: value });

describe('a scalar passes a good value unchanged', () => {
  it.each([
    ['AWSDate', '2026-02-28'],
    ['AWSDate', '2024-02-29Z'],
    ['AWSDate', '1970-01-01+05:30'],
    ['AWSTime', '12:00:34.123Z'],
    ['AWSTime', '23:59'],
    ['AWSDateTime', '2026-01-31T23:59:59.123Z'],
    ['AWSDateTime', '2026-01-31T23:59+00:00'],
    ['AWSDateTime', '2026-01-31T23:59:59-08:00:00'],
    ['AWSTimestamp', 1700000000],
    ['AWSTimestamp', -123123],
    ['AWSEmail', 'a@b'],
    ['AWSPhone', '+1 212-555-0100'],
    ['AWSURL', 'mailto:a@b.example'],
    ['AWSURL', 'https://example.org/a?b=c'],
    ['AWSIPAddress', '192.0.2.1/16'],
    ['AWSIPAddress', '2001:db8::1'],
  ])('%s %s', async (name, value) => {
    expect((await send(name, value)).body).toEqual({ data: { [name]: value } });
  });
});

describe('a scalar refuses', () => {
  it.each([
    ['AWSDate', '2026-02-30', 'date'],
    ['AWSDate', '2026-1-1', 'date'],
    ['AWSDate', 'today', 'date'],
    ['AWSTime', '24:00', 'time'],
    ['AWSDateTime', '2026-01-31', 'DateTime Object'],
    ['AWSDateTime', '2026-13-01T00:00:00Z', 'DateTime Object'],
    ['AWSTimestamp', 1.5, 'timestamp'],
    ['AWSTimestamp', '12', 'timestamp'],
    ['AWSEmail', 'a b@c', 'email address'],
    ['AWSJSON', '{', 'JSON'],
    ['AWSPhone', '+12312', 'phone number'],
    ['AWSURL', 'example.org', 'URL'],
    ['AWSURL', 'https://example.org//a', 'URL'],
    ['AWSIPAddress', '[::1]', 'IP address'],
    ['AWSIPAddress', '192.0.2.1/33', 'IP address'],
  ])('%s %s', async (name, value, noun) => {
    const { body } = await send(name, value);

    expect(body.data).toBeNull();
    expect(body.errors?.[0]?.message).toBe(
      `Variable 'v' has an invalid value. Unable to parse \`${value}\` as a valid ${noun}.`,
    );
  });
});

describe('AWSJSON', () => {
  it('is parsed before the resolver sees it', async () => {
    expect((await api.query('{ seen(value: "{\\"a\\":[1,2]}") }')).body).toEqual({ data: { seen: '2' } });
  });

  it('leaves as text', async () => {
    expect((await api.query('{ out }')).body).toEqual({ data: { out: '{"a":[1]}' } });
  });

  it('that leaves as text must be JSON', async () => {
    const { body } = await api.query('{ badOut }');

    expect(body.errors?.[0]?.message).toBe(
      "Can't serialize value (/badOut) : Unable to serialize `{` as a valid JSON.",
    );
  });

  it('takes no object literal', async () => {
    const { body } = await api.query('{ seen(value: { a: 1 }) }');

    expect(body.errors?.[0]?.message).toBe(
      "Validation error of type WrongType: argument 'value' with value 'ObjectValue{objectFields=[ObjectField{name='a', value=IntValue{value=1}}]}' is not a valid 'AWSJSON' @ 'seen'",
    );
  });
});
