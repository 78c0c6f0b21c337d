import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './runtime-error.ts';

/** A handler as its module exports it. */
export type Handler = (
  event: unknown,
  context: object,
  callback: (error?: unknown, result?: unknown) => void,
) => unknown;

/**
 * Loads the function that a handler such as `folder/file.export` or `file.object.export` names.
 *
 * @throws RuntimeError by Lambda's names (`Runtime.ImportModuleError`, `Runtime.HandlerNotFound`, ...), or what the module
 *   threw.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function loadHandler(taskRoot: string, handler: string): Promise<Handler> {
  if (handler.includes('..')) {
    const advice = 'Use absolute paths when specifying root directories in handler names.';
    throw new RuntimeError('Runtime.MalformedHandlerName', `'${handler}' is not a valid handler name. ${advice}`);
  }
  const [, name, exportPath] = /^([^.]*)\.(.*)$/.exec(basename(handler)) ?? [];
  if (name === undefined || exportPath === undefined) {
    throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');
  }
  const exports = await importModule(taskRoot, join(dirname(handler), name)).catch(rename);
  const found = exportPath.split('.').reduce<unknown>((value, key) => memberOf(value, key), exports);
  if (!found) throw new RuntimeError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  if (typeof found !== 'function') throw new RuntimeError('Runtime.HandlerNotFound', `${handler} is not a function`);
  return found as Handler;
}

/** Looks for the module in the runtime's own order: the name as it is, `.js`, `.mjs`, `.cjs`, then as `require` finds it. */
async function importModule(taskRoot: string, name: string): Promise<unknown> {
  const path = resolve(taskRoot, name);
  const require = createRequire(`${taskRoot}/`);
  if (existsSync(path)) return require(path);
  if (existsSync(`${path}.js`)) {
    return isInModulePackage(dirname(path), taskRoot) ? importFile(`${path}.js`) : require(`${path}.js`);
  }
  if (existsSync(`${path}.mjs`)) return importFile(`${path}.mjs`);
  if (existsSync(`${path}.cjs`)) return require(`${path}.cjs`);
  return require(require.resolve(name, { paths: [taskRoot, dirname(path)] }));
}

const importFile = (path: string) => import(pathToFileURL(path).href);

function isInModulePackage(folder: string, taskRoot: string): boolean {
  const file = join(folder, 'package.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).type === 'module';
  return folder !== taskRoot && folder !== dirname(folder) && isInModulePackage(dirname(folder), taskRoot);
}

function memberOf(value: unknown, key: string): unknown {
  return value === null || value === undefined ? undefined : (value as Readonly<Record<string, unknown>>)[key];
}

/** A module's own errors pass; that it does not parse or is not there has a name of the runtime's. */
function rename(error: unknown): never {
  if (error instanceof SyntaxError) throw new RuntimeError('Runtime.UserCodeSyntaxError', String(error));
  const isMissing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
  throw isMissing ? new RuntimeError('Runtime.ImportModuleError', String(error)) : error;
}
