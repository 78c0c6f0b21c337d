import type { Evaluated, Evaluation } from '../../../local/appsync/appsync-js/evaluation.ts';
import type { Handlers } from '../../../local/appsync/appsync-js/runtime.ts';

/** Resolver code with these bodies of its handlers; the request handler's is on line 2. */
export function resolverCode(request: string, { outside = '', response = 'return ctx.result;' } = {}): string {
  return `import { runtime, util } from '@aws-appsync/utils';
export function request(ctx) { ${request} }
export function response(ctx) { ${response} }
${outside}`;
}

/** Runs a request handler on a context of its own. */
export function evaluateRequest(handlers: Handlers, more: Partial<Evaluation> = {}): Evaluated {
  return handlers({
    handler: 'request',
    contextMembers: '"arguments":{},"source":null,"identity":null,"info":{"fieldName":"a","parentTypeName":"Query"}',
    stash: '{}',
    selection: { selectionSetList: () => ['id'], selectionSetGraphQL: () => '{ id }' },
    authType: 'User Pool Authorization',
    parentTypeName: 'Query',
    fieldName: 'a',
    log: () => undefined,
    appendError: () => undefined,
    addResponseHeader: () => true,
    ...more,
  });
}
