import { util } from '@aws-appsync/utils';

export function request(ctx) {
  return {
    operation: 'Invoke',
    payload: { field: ctx.info.fieldName, arguments: ctx.args, source: ctx.source },
  };
}

export function response(ctx) {
  util.error('Failed to fetch relatedPosts', 'LambdaFailure', ctx.result);
}
