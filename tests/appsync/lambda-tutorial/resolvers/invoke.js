export function request(ctx) {
  return {
    operation: 'Invoke',
    payload: { field: ctx.info.fieldName, arguments: ctx.args, source: ctx.source },
  };
}

export function response(ctx) {
  return ctx.result;
}
