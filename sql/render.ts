/** A setting is an identifier, a date, a whole number or an S3 key; nothing that could end a literal or a name. */
const settingPattern = /^[A-Za-z0-9_][A-Za-z0-9_./-]{0,126}$/;

/**
 * Puts deploy settings in the place of `{{name}}`. Request data never passes through here: it is bound to `:name`.
 *
 * @throws Error naming the setting that is missing, unsafe or not used by the statement.
 */
export function renderSql(sql: string, settings: Readonly<Record<string, string | number>>): string {
  return sql.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = settings[name];
    if (value === undefined) throw new Error(`SQL setting "${name}" is missing`);
    if (!settingPattern.test(String(value))) throw new Error(`SQL setting "${name}" has an unsafe value: ${value}`);
    return String(value);
  });
}
