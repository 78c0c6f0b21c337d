import { FieldError } from '../execution/field-error.ts';

/** Most bytes of an evaluated request or response: https://docs.aws.amazon.com/general/latest/gr/appsync.html */
const maximumBytes = 5 * 1024 * 1024;

/**
 * Returns what a handler evaluated to, as JSON, when AppSync would take it.
 *
 * @throws FieldError MappingTemplate when it is over 5 MB: https://github.com/awslabs/aws-mobile-appsync-sdk-js/issues/124
 */
export function withinEvaluatedSize(text: string): string {
  // No character takes more than three bytes of UTF-8 for one of UTF-16.
  const isOver = text.length > maximumBytes / 3 && Buffer.byteLength(text) > maximumBytes;
  if (isOver) throw new FieldError('Transformation too large', 'MappingTemplate');
  return text;
}
