import { type Catalog, type DatabaseObject, type DefaultPrivilege, grantKey } from './catalog.ts';

type GivenPrivilege = Pick<DefaultPrivilege, 'privilege' | 'grantee' | 'withGrantOption'>;

/** What everyone may do with new objects unless ALTER DEFAULT PRIVILEGES says otherwise. */
const builtIn: Readonly<Record<DefaultPrivilege['kind'], readonly GivenPrivilege[]>> = {
  relation: [],
  function: [{ privilege: 'execute', grantee: { kind: 'public', name: '' }, withGrantOption: false }],
};

/**
 * The privileges that others get on an object when `owner` makes it: those for all schemas, then those of its schema.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_DEFAULT_PRIVILEGES.html
 */
export function defaultPrivilegesOf(catalog: Catalog, object: DatabaseObject, owner: string): GivenPrivilege[] {
  const { kind } = object;
  if (kind !== 'relation' && kind !== 'function') return [];
  const key = ({ grantee, privilege }: GivenPrivilege) => grantKey(grantee, privilege, object);
  const given = new Map(builtIn[kind].map((privilege) => [key(privilege), privilege]));
  for (const schema of ['', object.schema]) {
    for (const one of catalog.defaultPrivileges) {
      if (one.owner !== owner || one.kind !== kind || one.schema !== schema) continue;
      if (one.isGranted) given.set(key(one), one);
      else given.delete(key(one));
    }
  }
  return [...given.values()];
}
