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
    ['AWSTime', '12:00:34.'],
    ['AWSTime', '12:00+05:30:15'],
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
    ['AWSIPAddress', '2001:db8::/32'],
    ['AWSJSON', '{"a":[1,null,"b"]}'],
    ['AWSJSON', `${'['.repeat(1000)}${']'.repeat(1000)}`],
  ])('%s %s, as variable and as literal', async (name, value) => {
    const expected = { data: { [name]: value } };

    expect((await send(name, value)).body).toEqual(expected);
    expect((await api.query(`{ ${name}(value: ${JSON.stringify(value)}) }`)).body).toEqual(expected);
  });
});

describe('a scalar refuses', () => {
  it.each([
    ['AWSDate', '2026-02-30', 'date'],
    ['AWSDate', '2026-1-1', 'date'],
    ['AWSDate', 'today', 'date'],
    ['AWSTime', '24:00', 'time'],
    ['AWSTime', '1:00', 'time'],
    ['AWSDateTime', '2026-01-31', 'DateTime Object'],
    ['AWSDateTime', '2026-13-01T00:00:00Z', 'DateTime Object'],
    ['AWSTimestamp', 1.5, 'timestamp'],
    ['AWSTimestamp', '12', 'timestamp'],
    ['AWSTimestamp', 1e300, 'timestamp'],
    ['AWSTimestamp', true, 'timestamp'],
    ['AWSDate', 20260101, 'date'],
    ['AWSEmail', 7, 'email address'],
    ['AWSEmail', 'a b@c', 'email address'],
    ['AWSJSON', '{', 'JSON'],
    ['AWSJSON', 12, 'JSON'],
    ['AWSJSON', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'JSON'],
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

describe('a scalar that a resolver answers with', () => {
  it.each([
    ['AWSDate', '"yesterday"', 'date'],
    ['AWSTime', '12', 'time'],
    ['AWSDateTime', '"2026-01-31"', 'DateTime Object'],
    ['AWSTimestamp', '"12"', 'timestamp'],
    ['AWSEmail', '"nobody"', 'email address'],
    ['AWSPhone', '"12"', 'phone number'],
    ['AWSURL', '"example.org"', 'URL'],
    ['AWSIPAddress', '"localhost"', 'IP address'],
  ])('%s %s is null with an error where it does not fit', async (name, value, noun) => {
    const { body } = await openApi(`type Query { out: ${name} }`, {
      resolvers: [resolver('Query.out', answering(value))],
    }).query('{ out }');

    expect(body.data).toEqual({ out: null });
    expect(body.errors?.[0]?.message).toBe(
      `Can't serialize value (/out) : Unable to serialize \`${JSON.parse(value)}\` as a valid ${noun}.`,
    );
  });
});

describe('a literal that is no', () => {
  it.each([
    ['AWSTimestamp', '1.0', 'FloatValue{value=1.0}'],
    ['AWSTimestamp', '"1"', "StringValue{value='1'}"],
    ['AWSDate', 'TODAY', "EnumValue{name='TODAY'}"],
    ['AWSJSON', '[1]', 'ArrayValue{values=[IntValue{value=1}]}'],
    ['AWSEmail', 'true', 'BooleanValue{value=true}'],
  ])('%s is refused by validation: %s', async (name, literal, shown) => {
    const { body } = await api.query(`{ ${name}(value: ${literal}) }`);

    expect(body.errors?.[0]?.message).toBe(
      `Validation error of type WrongType: argument 'value' with value '${shown}' is not a valid '${name}' @ '${name}'`,
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
