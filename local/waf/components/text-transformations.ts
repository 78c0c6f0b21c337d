import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { ResourceProperties } from '../../template/resource-properties.ts';
import type { StatementContext } from '../statements/statement.ts';

/** Changes a text, of one character for each byte, before a statement looks at it. */
export type TextTransformation = (text: string) => string;

const transformations: Readonly<Record<string, TextTransformation>> = {
  NONE: (text) => text,
  LOWERCASE: (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  COMPRESS_WHITE_SPACE: (text) => text.replace(/[\f\t\n\r\v\xa0 ]+/g, ' '),
  URL_DECODE: (text) =>
    text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  BASE64_DECODE: (text) => Buffer.from(text, 'base64').toString('latin1'),
  HEX_DECODE: (text) => Buffer.from(text, 'hex').toString('latin1'),
  MD5: (text) => createHash('md5').update(text, 'latin1').digest().toString('latin1'),
  NORMALIZE_PATH: (text) => (text === '' ? '' : posix.normalize(text)),
  REMOVE_NULLS: (text) => text.replaceAll('\0', ''),
  REPLACE_NULLS: (text) => text.replaceAll('\0', ' '),
  REPLACE_COMMENTS: (text) => text.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' '),
};

/**
 * Reads transformations that are made one after the other, by priority. Throws on one that is not emulated, by name.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-transformation.html
 */
export function readTextTransformations(
  list: readonly ResourceProperties[],
  { refuse }: Pick<StatementContext, 'refuse'>,
): TextTransformation {
  const steps = [...list]
    .sort((a, b) => (a.number('Priority') ?? 0) - (b.number('Priority') ?? 0))
    .map((step) => {
      const type = step.requiredText('Type');
      const transformation = Object.hasOwn(transformations, type) ? transformations[type] : undefined;
      if (!transformation) throw refuse(`TextTransformation ${type}`);
      return transformation;
    });
  return (text) => steps.reduce((changed, step) => step(changed), text);
}
