import type { Chance } from './chance.ts';

const fragments = (
  'SELECT FROM WHERE ( ) , ; \' " $$ $q$ -- /* */ :: : . .. * + - / = <> [ ] { } NULL ::: ? @ # \\ \0 \u{1F4A5} \u0301 \uFFFF ' +
  'INSERT UPDATE DELETE CREATE TABLE MODEL COPY GRANT WITH AS CASE WHEN END 1 1e 0x \'a\' "b" :p t play'
).split(' ');

/** Text that is no statement: a statement that was damaged, or no more than its pieces. */
export function garbage(chance: Chance, statement: string): string {
  return chance.pick(damages)(chance, statement.slice(0, 2_000));
}

const damages: ReadonlyArray<(chance: Chance, statement: string) => string> = [
  (chance) => chance.some(0, 40, () => chance.pick(fragments)).join(chance.pick([' ', ''])),
  (chance) => chance.some(0, 200, () => String.fromCharCode(chance.below(chance.pick([128, 0xffff])))).join(''),
  (chance, statement) => mutate(chance, [...statement]).join(''),
  (chance, statement) => mutate(chance, statement.split(/(\s+|\b)/)).join(''),
  (chance, statement) => Buffer.from(mutateBytes(chance, Buffer.from(statement))).toString(),
  (chance, statement) => statement.slice(0, chance.below(statement.length + 1)),
  (chance, statement) => statement.slice(chance.below(statement.length + 1)),
  (chance) => chance.pick(fragments).repeat(chance.pick([100, 5_000, 30_000])),
];

function mutate(chance: Chance, pieces: readonly string[]): string[] {
  const result = [...pieces];
  for (let change = 0; change < 1 + chance.below(4); change += 1) {
    const [at, other] = [chance.below(result.length + 1), chance.below(result.length + 1)];
    const piece = chance.pick([chance.pick(fragments), result[other] ?? '']);
    result.splice(at, chance.below(3), ...chance.some(0, 2, () => piece));
  }
  return result;
}

function mutateBytes(chance: Chance, bytes: Buffer): Buffer {
  for (let change = 0; change < 1 + chance.below(6) && bytes.length > 0; change += 1) {
    bytes[chance.below(bytes.length)] = chance.below(256);
  }
  return bytes;
}
