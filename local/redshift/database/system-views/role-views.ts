import type { SystemViews } from './system-view.ts';

/** Roles and who has them, https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ROLES.html and its neighbours. */
export const roleViews: SystemViews = {
  svv_roles: `SELECT role_id, role_name, role_owner, external_id FROM roles
    WHERE redshift_sees_identity('role', role_name)`,
  svv_user_grants: `SELECT user_id, user_name, role_id, role_name, admin_option FROM role_members
    JOIN users ON user_name = member JOIN roles USING (role_name)
    WHERE member_kind = 'user' AND redshift_sees_identity('user', user_name)`,
  svv_role_grants: `SELECT of_member.role_id, member AS role_name, granted.role_id AS granted_role_id,
      granted.role_name AS granted_role_name FROM role_members
    JOIN roles AS of_member ON of_member.role_name = member JOIN roles AS granted ON granted.role_name = role_members.role_name
    WHERE member_kind = 'role' AND redshift_sees_identity('role', member)`,
};
