import { readFileSync } from 'node:fs';

/** What only a run of the workflow knows; the workflow itself makes each, of digits and its own names. */
export const runtimeNames = ['version', 'model', 'probability_function', 'state'] as const;

const sqlFolder = new URL('../../sql/', import.meta.url);
/** As in `sql/render.ts`: nothing that could end a literal or a name. */
const settingPattern = /^[A-Za-z0-9_][A-Za-z0-9_./-]{0,126}$/;

/**
 * The text of a file of `sql/` with the deploy settings in place; `{{version}}` and its like stay for the workflow.
 *
 * `tokens` are values that CloudFormation knows at deployment, such as the bucket's name.
 *
 * @throws Error naming the setting that is missing or unsafe.
 */
export function sqlFile(
  file: string,
  settings: Readonly<Record<string, string>>,
  tokens: Readonly<Record<string, string>> = {},
): string {
  return readFileSync(new URL(file, sqlFolder), 'utf8').replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    if (runtimeNames.some((known) => known === name)) return placeholder;
    const token = tokens[name];
    if (token !== undefined) return token;
    const value = settings[name];
    if (value === undefined || !settingPattern.test(value)) {
      throw new Error(`sql/${file}: the setting "${name}" is ${value === undefined ? 'missing' : `unsafe: ${value}`}`);
    }
    return value;
  });
}
