import type { Principal } from '../../iam/iam.ts';

/** Who submitted a statement or opened a session, as far as it matters to who may ask about it later. */
export interface Owner {
  /** The caller's own ARN: of the user, or of the role's session. */
  readonly principalArn: string;
  /** `${aws:userid}` of the caller. */
  readonly userId: string;
  /** ARN of the user or the role; whoever acts in the same role sees the same statements and sessions. */
  readonly identity: string;
}

/** The caller as an owner. */
export function ownerOf({ arn, userId, role }: Principal): Owner {
  return { principalArn: arn, userId, identity: role?.arn ?? arn };
}

/** Whether a caller sees what an owner has made: of the same role, or, unless `roleLevel`, of the same IAM session. */
export function isVisible(owner: Owner, principal: Principal, roleLevel: boolean): boolean {
  const caller = ownerOf(principal);
  return roleLevel ? owner.identity === caller.identity : owner.userId === caller.userId;
}
