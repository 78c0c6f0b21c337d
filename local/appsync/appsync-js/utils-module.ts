import { FieldError, unauthorizedField } from '../execution/field-error.ts';
import { EarlyReturn, type Evaluation } from './evaluation.ts';
import { copyHeaders, isSettable } from './modules/http.ts';
import { mathUtilities, strUtilities, textUtilities } from './modules/text.ts';
import { timeUtilities } from './modules/time.ts';

/**
 * Makes what `@aws-appsync/utils` exports to resolver code: `util`, `runtime` and `extensions`. Left out, so that using
 * them fails by name: `util.dynamodb`, `util.rds`, `util.xml`, `util.transform` and the extensions, which belong to
 * data sources, caching and subscriptions that this service does not run.
 */
export function createUtilsModule(current: () => Evaluation) {
  return {
    util: {
      ...textUtilities,
      ...createErrorUtilities(current),
      authType: () => 'User Pool Authorization',
      time: { ...timeUtilities },
      str: { ...strUtilities },
      math: { ...mathUtilities },
      http: createHttpUtilities(current),
    },
    runtime: {
      earlyReturn: (value?: unknown, options?: { skipTo?: 'END' | 'NEXT' }) => {
        if (current().handler === 'response') throw new FieldError('earlyReturn is for request handlers only', 'Code');
        throw new EarlyReturn(value, options?.skipTo ?? 'NEXT');
      },
    },
    extensions: {},
  };
}

function createErrorUtilities(current: () => Evaluation) {
  const toError = (message: string, type?: string, data?: unknown, errorInfo?: unknown) =>
    new FieldError(String(message), type ?? null, plain(data), plain(errorInfo));
  return {
    error: (...args: Parameters<typeof toError>) => {
      throw toError(...args);
    },
    appendError: (...args: Parameters<typeof toError>) => current().appendError(toError(...args)),
    unauthorized: () => {
      throw unauthorizedField(current().parentTypeName, current().fieldName);
    },
  };
}

function createHttpUtilities(current: () => Evaluation) {
  const addResponseHeader = (name: string, value: unknown) => {
    if (isSettable(name)) current().addResponseHeader(name.toLowerCase(), String(value));
  };
  return {
    copyHeaders,
    addResponseHeader,
    addResponseHeaders: (headers: Readonly<Record<string, unknown>>) => {
      for (const [name, value] of Object.entries(headers)) addResponseHeader(name, value);
    },
  };
}

// Values leave the realm as copies, by the rules of JSON.
const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value) ?? 'null'));
