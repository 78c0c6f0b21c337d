/** An error of one field, as a resolver or AppSync itself raises it; the field becomes null. */
export class FieldError extends Error {
  override readonly name = 'FieldError';

  constructor(
    message: string,
    readonly errorType: string | null = null,
    /** Sent with the error, filtered by the field's selection set. */
    readonly data: unknown = null,
    /** Sent with the error as it is. */
    readonly errorInfo: unknown = null,
  ) {
    super(message);
  }
}

/** AppSync's answer to a caller who may not read a field. */
export function unauthorizedField(parentType: string, fieldName: string): FieldError {
  return new FieldError(`Not Authorized to access ${fieldName} on type ${parentType}`, 'Unauthorized');
}
