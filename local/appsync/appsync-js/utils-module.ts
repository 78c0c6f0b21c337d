import { FieldError, unauthorizedField } from '../execution/field-error.ts';
import { EarlyReturn, type Evaluation } from './evaluation.ts';
import { dynamodbUtilities } from './modules/dynamodb.ts';
import { createHttpUtilities } from './modules/http.ts';
import { mathUtilities, strUtilities, textUtilities } from './modules/text.ts';
import { timeUtilities } from './modules/time.ts';
import { transformUtilities } from './modules/transform.ts';

/**
 * Makes what `@aws-appsync/utils` exports to resolver code: `util`, `runtime` and `extensions`. Left out are the members
 * of `notEmulated`, which the checker refuses by name.
 */
export function createUtilsModule(current: () => Evaluation) {
  return {
    util: {
      ...textUtilities,
      ...createErrorUtilities(current),
      authType: () => current().authType,
      time: { ...timeUtilities },
      str: { ...strUtilities },
      math: { ...mathUtilities },
      http: createHttpUtilities(current),
      dynamodb: { ...dynamodbUtilities },
      transform: { ...transformUtilities },
    },
    runtime: {
      earlyReturn: (value?: unknown, options?: { skipTo?: 'END' | 'NEXT' }) => {
        if (current().handler === 'response') throw new Error('earlyReturn is for request handlers only');
        throw new EarlyReturn(value, options?.skipTo ?? 'NEXT');
      },
    },
    extensions: {},
  };
}

/** What AppSync has and this runtime leaves out, with the part of the service that it belongs to. */
export const notEmulated: Readonly<Record<string, string>> = {
  'util.rds': 'RDS data sources',
  'util.xml': 'XML replies of HTTP data sources',
  'extensions.evictFromApiCache': 'caching',
  'extensions.setSubscriptionFilter': 'subscriptions',
  'extensions.setSubscriptionInvalidationFilter': 'subscriptions',
  'extensions.invalidateSubscriptions': 'subscriptions',
};

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

// Values leave the realm as copies, by the rules of JSON.
const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value) ?? 'null'));
