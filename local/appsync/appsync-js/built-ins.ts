/**
 * The built-ins that APPSYNC_JS documents, and nothing else: the checker refuses other names and the realm holds no
 * others.
 * https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */
export const staticMethods: Readonly<Record<string, ReadonlySet<string>>> = {
  Object: new Set(['assign', 'entries', 'hasOwn', 'keys', 'values']),
  Number: new Set(['isFinite', 'isNaN']),
  String: new Set(['raw']),
  Math: new Set(['random', 'min', 'max', 'round', 'floor', 'ceil']),
  JSON: new Set(['parse', 'stringify']),
  console: new Set(['log', 'error']),
};

/** Methods of strings. `replace` and `replaceAll` take a Java regular expression in a string. */
export const stringMethods: ReadonlySet<string> = new Set([
  'charAt',
  'concat',
  'endsWith',
  'indexOf',
  'lastIndexOf',
  'replace',
  'replaceAll',
  'slice',
  'split',
  'startsWith',
  'toLowerCase',
  'toUpperCase',
  'trim',
  'trimEnd',
  'trimStart',
]);

/** Methods of arrays that take a function. */
export const callbackMethods: ReadonlySet<string> = new Set([
  'forEach',
  'map',
  'flatMap',
  'filter',
  'reduce',
  'reduceRight',
  'find',
  'some',
  'every',
  'findIndex',
  'findLast',
  'findLastIndex',
]);

/** Methods of arrays. `sort` takes no comparator. */
export const arrayMethods: ReadonlySet<string> = new Set([
  ...callbackMethods,
  'concat',
  'fill',
  'flat',
  'indexOf',
  'join',
  'lastIndexOf',
  'pop',
  'push',
  'reverse',
  'shift',
  'slice',
  'sort',
  'splice',
  'unshift',
]);

/** Global names that are no objects with methods. */
export const globalValues: ReadonlySet<string> = new Set(['NaN', 'Infinity', 'undefined']);

/** What `@aws-appsync/utils` exports; the same names are also global. */
export const utilsExports: ReadonlySet<string> = new Set(['util', 'extensions', 'runtime']);
