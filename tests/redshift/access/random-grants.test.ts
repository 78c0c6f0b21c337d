import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../local/redshift-ml/learner/random.ts';
import { type EngineUnderTest, openEngineUnderTest } from '../engine-under-test.ts';

/*
 * What grants come to, told in another way than the engine's: facts are texts in a set, and what a user may do is found
 * by walking from each fact to its holders.
 */
const users = ['ann', 'bob', 'cid', 'dee'];
const roles = ['clerk', 'chief', 'staff'];
const groups = ['north', 'south'];
const tables = ['hall.a', 'hall.b', 'public.c', 'public.d'];
const owners: Readonly<Record<string, string>> = {
  'hall.a': 'ann',
  'hall.b': 'admin',
  'public.c': 'bob',
  'public.d': 'admin',
};
const privileges = ['select', 'insert', 'delete'];
const seeds = [1, 2];
const stepsPerSeed = 30;

interface Model {
  /** `grantee privilege object`, with grantees as GRANT names them. */
  readonly grants: Set<string>;
  /** `role member`, with members as GRANT names them. */
  readonly memberships: Set<string>;
  /** `group user`. */
  readonly groupMembers: Set<string>;
}

/** Everyone who holds what the grantee holds: breadth first over memberships, from a role down to its users. */
function usersBehind(model: Model, grantee: string): Set<string> {
  if (grantee === 'PUBLIC') return new Set(users);
  const [kind = '', name = ''] = grantee.includes(' ') ? grantee.split(' ') : ['USER', grantee];
  if (kind === 'USER') return new Set([name]);
  if (kind === 'GROUP') return new Set(users.filter((user) => model.groupMembers.has(`${name} ${user}`)));
  const found = new Set<string>();
  const seen = new Set([name]);
  const queue = [name];
  for (let role = queue.shift(); role !== undefined; role = queue.shift()) {
    for (const membership of model.memberships) {
      const [of, ...member] = membership.split(' ');
      if (of !== role) continue;
      if (member.length === 1) found.add(member[0] ?? '');
      else if (!seen.has(member[1] ?? '')) {
        seen.add(member[1] ?? '');
        queue.push(member[1] ?? '');
      }
    }
  }
  return found;
}

function may(model: Model, user: string, privilege: string, object: string): boolean {
  if (user === 'admin' || owners[object] === user) return true;
  const isPublicSchema = object === 'public' && privilege === 'usage';
  return (
    isPublicSchema ||
    [...model.grants].some((fact) => {
      const [, grantee = '', held, on] = /^(.+) (\S+) (\S+)$/.exec(fact) ?? [];
      return held === privilege && on === object && usersBehind(model, grantee).has(user);
    })
  );
}

let warehouse: EngineUnderTest;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
  for (const user of users) await warehouse.run(`CREATE USER ${user} PASSWORD DISABLE`);
  for (const role of roles) await warehouse.run(`CREATE ROLE ${role}`);
  for (const group of groups) await warehouse.run(`CREATE GROUP ${group}`);
  await warehouse.run('CREATE SCHEMA hall');
  await warehouse.run('GRANT ALL ON SCHEMA hall TO ann');
  for (const table of tables) await warehouse.run(`CREATE TABLE ${table} (n INTEGER)`, {}, owners[table]);
  await warehouse.run('REVOKE ALL ON SCHEMA hall FROM ann');
});
afterAll(() => warehouse.discard());

/** One random change, as the statement and as what it makes of the model. */
function randomChange(pick: <T>(from: readonly T[]) => T, model: Model): { sql: string; apply: () => void } {
  const isGrant = pick([true, true, true, false]);
  const change = (facts: Set<string>, fact: string) => () => {
    if (isGrant) facts.add(fact);
    else facts.delete(fact);
  };
  const words = isGrant ? (['GRANT', 'TO'] as const) : (['REVOKE', 'FROM'] as const);
  const role = () => `ROLE ${pick(roles)}`;
  // What everyone holds hides what only some do.
  const grantee = pick([
    pick(users),
    role(),
    role(),
    role(),
    role(),
    `GROUP ${pick(groups)}`,
    pick(['PUBLIC', role()]),
  ]);
  const kind = pick(['table', 'table', 'schema', 'role', 'role', 'role', 'group']);
  if (kind === 'table') {
    const [privilege, table] = [pick(privileges), pick(tables)];
    const sql = `${words[0]} ${privilege} ON ${table} ${words[1]} ${grantee}`;
    return { sql, apply: change(model.grants, `${grantee} ${privilege} ${table}`) };
  }
  if (kind === 'schema') {
    const sql = `${words[0]} USAGE ON SCHEMA hall ${words[1]} ${grantee}`;
    return { sql, apply: change(model.grants, `${grantee} usage hall`) };
  }
  if (kind === 'role') {
    const [granted, member] = [pick(roles), pick([pick(users), role()])];
    return {
      sql: `${words[0]} ROLE ${granted} ${words[1]} ${member}`,
      apply: change(model.memberships, `${granted} ${member}`),
    };
  }
  const [group, user] = [pick(groups), pick(users)];
  const verb = isGrant ? 'ADD' : 'DROP';
  return { sql: `ALTER GROUP ${group} ${verb} USER ${user}`, apply: change(model.groupMembers, `${group} ${user}`) };
}

/** True when the change would let a role be granted to itself, by way of others. */
function closesCircle(model: Model, sql: string): boolean {
  const [, role, member] = /^GRANT ROLE (\w+) TO ROLE (\w+)$/.exec(sql) ?? [];
  if (role === undefined || member === undefined) return false;
  const above = new Set([role]);
  for (const each of above) {
    for (const other of roles) if (model.memberships.has(`${other} ROLE ${each}`)) above.add(other);
  }
  return above.has(member);
}

const checks = users.flatMap((user) =>
  tables.flatMap((table) => privileges.map((privilege) => ({ user, table, privilege }))),
);
const matrix = `SELECT ${checks
  .map(({ user, table, privilege }, at) => `has_table_privilege('${user}', '${table}', '${privilege}') AS c${at}`)
  .join(', ')}`;

const statements: Readonly<Record<string, (table: string) => string>> = {
  select: (table) => `SELECT COUNT(*) FROM ${table}`,
  insert: (table) => `INSERT INTO ${table} VALUES (1)`,
};

/** What a statement comes to: the schema is asked for first. */
function expectedOutcome(model: Model, user: string, privilege: string, table: string): string {
  const [schema = '', name = ''] = table.split('.');
  if (!may(model, user, 'usage', schema)) return `ERROR: permission denied for schema ${schema}`;
  return may(model, user, privilege, table) ? 'ok' : `ERROR: permission denied for relation ${name}`;
}

describe('random grants', () => {
  it.each(seeds)('come to what an independent reading of them says (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const model: Model = { grants: new Set(), memberships: new Set(), groupMembers: new Set() };
    const log: string[] = [];
    for (let step = 0; step < stepsPerSeed; step += 1) {
      const { sql, apply } = randomChange(pick, model);
      log.push(sql);
      const outcome = await warehouse.run(sql).then(() => 'ok', String);
      const isRefused = closesCircle(model, sql);
      expect(outcome, log.join('\n')).toMatch(isRefused ? /is a member of role/ : /^ok$/);
      if (!isRefused) apply();

      const { rows } = await warehouse.run(matrix);
      const said = checks.filter((_, at) => rows[0]?.[at] === true);
      expect(said, log.join('\n')).toEqual(checks.filter((one) => may(model, one.user, one.privilege, one.table)));

      const [user, table, privilege] = [pick(users), pick(tables), pick(Object.keys(statements))];
      const ran = await warehouse.run(statements[privilege]?.(table) ?? '', {}, user).then(
        () => 'ok',
        (error: Error) => error.message,
      );
      expect(ran, `${user}: ${privilege} ${table}\n${log.join('\n')}`).toBe(
        expectedOutcome(model, user, privilege, table),
      );
    }
    await forget(model);
  });
});

async function forget(model: Model): Promise<void> {
  for (const fact of model.grants) {
    const [, grantee = '', privilege = '', on = ''] = /^(.+) (\S+) (\S+)$/.exec(fact) ?? [];
    await warehouse.run(`REVOKE ${privilege} ON ${on === 'hall' ? 'SCHEMA hall' : on} FROM ${grantee}`);
  }
  for (const fact of model.memberships) {
    const [role, ...member] = fact.split(' ');
    await warehouse.run(`REVOKE ROLE ${role} FROM ${member.join(' ')}`);
  }
  for (const fact of model.groupMembers) {
    const [group, user] = fact.split(' ');
    await warehouse.run(`ALTER GROUP ${group} DROP USER ${user}`);
  }
}
