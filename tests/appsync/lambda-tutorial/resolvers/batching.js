import { util } from '@aws-appsync/utils';

export function request(ctx) {
  const field = ctx.info.fieldName;
  return {
    operation: field === 'relatedPosts' ? 'BatchInvoke' : 'Invoke',
    payload: { field, arguments: ctx.args, source: ctx.source },
  };
}

export function response(ctx) {
  const { error, result } = ctx;
  if (error) {
    util.appendError(error.message, error.type, result);
  }
  return result;
}
