import type { HttpRequest } from '../../http.ts';
import type { ResourceProperties } from '../../template/resource-properties.ts';
import type { StatementContext } from '../statements/statement.ts';
import { readFieldToMatch } from './field-to-match.ts';
import { readTextTransformations } from './text-transformations.ts';

/** Whether a part of the request passes a test; each text has one character for each byte. */
export type Component = (request: HttpRequest, test: (text: string) => boolean) => boolean;

/** Reads what a statement looks at: `FieldToMatch` after its `TextTransformations`. */
export function readComponent(properties: ResourceProperties, context: StatementContext): Component {
  const field = readFieldToMatch(properties.object('FieldToMatch'), context);
  const transform = readTextTransformations(properties.objects('TextTransformations'), context);
  return (request, test) => {
    const found = field(request);
    return typeof found === 'boolean' ? found : found.some((text) => test(transform(text)));
  };
}
