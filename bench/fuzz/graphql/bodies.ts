import type { Chance } from '../chance.ts';
import { garbage } from '../garbage.ts';
import type { Operation } from './documents.ts';

/** The JSON that carries an operation, as a client writes it. */
export function bodyOf({ query, variables, operationName }: Operation): string {
  const members = [
    `"query":${JSON.stringify(query)}`,
    ...(variables === undefined ? [] : [`"variables":${variables}`]),
    ...(operationName === undefined ? [] : [`"operationName":${JSON.stringify(operationName)}`]),
  ];
  return `{${members.join()}}`;
}

/** Bytes that are no longer, or only just, the JSON they were. */
export function damagedBody(chance: Chance, body: string): Buffer {
  return chance.pick(damages)(chance, body);
}

const damages: ReadonlyArray<(chance: Chance, body: string) => Buffer> = [
  (chance, body) => Buffer.from(garbage(chance, body)),
  (chance, body) => Buffer.from(body).subarray(0, chance.below(body.length + 1)),
  (_, body) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body)]),
  (_, body) => Buffer.from(body, 'utf16le'),
  (chance, body) => withBytes(chance, Buffer.from(body), [0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf8, 0x00]),
  (chance, body) => withBytes(chance, Buffer.from(body), [0x00, 0x22, 0x5c, 0x7b, 0x7d]),
  // A body within its own kind: members twice, of other types, of names that JavaScript knows, or nested without end.
  (chance, body) => Buffer.from(`{${chance.pick(members)},${body.slice(1)}`),
  (chance, body) => Buffer.from(`${body.slice(0, -1)},${chance.pick(members)}}`),
  (chance, body) => Buffer.from(`[${chance.some(0, 20, () => body).join()}]`),
  (chance) =>
    Buffer.from(chance.pick(['', ' ', 'null', 'true', '0', '""', '[]', '{}', '{}}', '{{', 'NaN', '\u0000', 'query'])),
  (chance) => Buffer.from(chance.pick(['[', '{"a":', '{"query":']).repeat(chance.pick([10, 5_000, 1_000_000]))),
  (chance, body) => {
    const levels = chance.pick([100, 20_000]);
    return Buffer.from(`${body.slice(0, -1)},"extensions":${'['.repeat(levels)}${']'.repeat(levels)}}`);
  },
  (_, body) => Buffer.from(body.replace(/[a-z]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)),
  (_, body) => Buffer.from(encodeURIComponent(body)),
];

const members = [
  ...[
    '"query":null',
    '"query":""',
    '"query":1',
    '"query":["{model{state}}"]',
    '"query":{"query":"{a}"}',
    '"query":" "',
  ],
  ...['"variables":null', '"variables":[]', '"variables":"{}"', '"variables":1', '"variables":{"v0":1e400}'],
  ...['"variables":{"__proto__":{"v0":1}}', '"variables":{"constructor":{"prototype":{"v0":1}}}', '"variables":{"":1}'],
  ...['"operationName":""', '"operationName":1', '"operationName":"__proto__"', '"operationName":null'],
  ...[
    '"__proto__":{"query":"{model{state}}"}',
    '"constructor":1',
    '"extensions":1',
    '"extensions":{"persistedQuery":{}}',
  ],
];

function withBytes(chance: Chance, bytes: Buffer, strange: readonly number[]): Buffer {
  for (let change = 0; change < 1 + chance.below(4); change += 1) {
    bytes[chance.below(bytes.length)] = chance.pick(strange);
  }
  return bytes;
}
