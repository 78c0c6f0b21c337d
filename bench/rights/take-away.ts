interface Statement {
  readonly Action: string | readonly string[];
}

interface Policy {
  readonly Type: string;
  readonly Properties: { readonly PolicyDocument: { Statement: Statement[] } };
}

/** Takes the action out of every statement of the policies whose logical id begins with `role`. */
export function withoutAction(text: string, role: string, name: string): string {
  const template = JSON.parse(text) as { readonly Resources: Readonly<Record<string, Policy>> };
  let taken = 0;
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type !== 'AWS::IAM::Policy' || !id.startsWith(role)) continue;
    const { PolicyDocument } = Properties;
    PolicyDocument.Statement = PolicyDocument.Statement.flatMap((statement) => {
      const actions = [statement.Action].flat();
      const left = actions.filter((allowed) => allowed !== name);
      taken += actions.length - left.length;
      return left.length === 0 ? [] : [{ ...statement, Action: left }];
    });
  }
  if (taken === 0) throw new Error(`${role} does not have ${name}`);
  return JSON.stringify(template);
}

/** Puts a statement that changes nothing in the place of a GRANT: the SQL is text in the definition's text in the template: two times JSON. */
export function withoutGrant(template: string, sql: string): string {
  const written = sql.replaceAll('"', '\\\\\\"');
  if (!template.includes(written)) throw new Error(`The template does not say: ${sql}`);
  return template.replace(written, 'SELECT 1');
}
