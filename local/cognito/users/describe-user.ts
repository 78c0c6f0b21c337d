import type { UserState } from '../state.ts';
import { attributeList } from './attributes.ts';

/** A user as the operations for administrators answer it; `shown` names the attributes, all by default. */
export function describeUser(user: UserState, shown?: readonly string[]) {
  return {
    Username: user.username,
    Attributes: attributeList(user).filter(({ Name }) => shown?.includes(Name) ?? true),
    UserCreateDate: user.createdAt / 1000,
    UserLastModifiedDate: user.modifiedAt / 1000,
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}
