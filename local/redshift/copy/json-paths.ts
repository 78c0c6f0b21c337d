import { readFileSync } from 'node:fs';
import { SqlError } from '../engine.ts';
import { findObject } from './bucket-objects.ts';
import { jsonElements, jsonMembers } from './json-text.ts';
import { LoadFieldError } from './load-record.ts';
import { type ObjectUrl, printObjectUrl } from './object-url.ts';

/** The names and positions that lead to a value. */
export type JsonPath = ReadonlyArray<string | number>;

/**
 * Reads a JSONPaths file: one path for each column,
 * https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html#copy-json-jsonpaths.
 *
 * @returns undefined when the file holds another object, which COPY takes for 'auto'.
 * @throws SqlError when the file is missing or malformed, or has another number of paths than there are columns.
 */
export function readJsonPaths(bucketsFolder: string, url: ObjectUrl, columnCount: number): JsonPath[] | undefined {
  const object = findObject(bucketsFolder, url);
  if (!object) throw new SqlError(`ERROR: The specified S3 prefix '${url.key}' does not exist`);
  const paths = readPaths(readFileSync(object.path, 'utf8'), url);
  if (!paths) return undefined;
  if (paths.length === columnCount) return paths.map(readJsonPath);
  throw new SqlError(
    'ERROR: Number of jsonpaths and the number of columns should match. ' +
      `JSONPath size: ${paths.length}, Number of columns in table or column list: ${columnCount}`,
  );
}

function readPaths(text: string, url: ObjectUrl): string[] | undefined {
  const malformed = (cause?: unknown) =>
    new SqlError(`ERROR: Invalid JSONPaths file: ${printObjectUrl(url)}`, { cause });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw malformed(error);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw malformed();
  if (!('jsonpaths' in content)) return undefined;
  const paths: unknown = content.jsonpaths;
  if (Array.isArray(paths) && paths.every((path) => typeof path === 'string' && path !== '')) return paths;
  throw malformed();
}

const step = /\.([^.[\]]+)|\['([^']*)'\]|\[(\d+)\]/y;

function readJsonPath(path: string): JsonPath {
  const steps: Array<string | number> = [];
  step.lastIndex = 1;
  while (path.startsWith('$') && step.lastIndex < path.length) {
    const match = step.exec(path);
    if (!match) break;
    steps.push(match[3] === undefined ? (match[1] ?? match[2] ?? '') : Number(match[3]));
    if (step.lastIndex === path.length) return steps;
  }
  if (path === '$') return [];
  throw new SqlError(`ERROR: Invalid JSONPath format: ${path}`);
}

/**
 * The text of the value that a path leads to; undefined when an object lacks it.
 *
 * @throws LoadFieldError when an array lacks it, or the path goes through something else.
 */
export function jsonValueAt(text: string, path: JsonPath): string | undefined {
  let value = text;
  for (const name of path) {
    const next = typeof name === 'number' ? elementAt(value, name) : memberOf(value, name);
    if (next === undefined) return undefined;
    value = next;
  }
  return value;
}

function elementAt(text: string, index: number): string {
  const element = text.startsWith('[') ? jsonElements(text)[index] : undefined;
  if (element !== undefined) return element;
  throw new LoadFieldError(1216, 'Invalid JSONPath format: Not an array or index out of range.');
}

function memberOf(text: string, name: string): string | undefined {
  if (text.startsWith('{')) return jsonMembers(text).get(name);
  if (text === 'null') return undefined;
  throw new LoadFieldError(1216, 'Invalid JSONPath format. Member is not an object.');
}
