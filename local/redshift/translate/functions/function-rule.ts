import { SqlError } from '../../engine.ts';
import type { Token } from '../../syntax/tokens.ts';
import type { TypeName, ValueType } from '../../syntax/value-type.ts';
import { asText } from '../casts.ts';
import { isText, sized } from '../number-types.ts';
import { asDouble } from '../operators.ts';
import { outputType } from '../output-type.ts';
import { fill, type Translated } from '../translated.ts';

/** Writes the call of a function, whose operands are translated already. */
export interface FunctionRule {
  readonly least: number;
  readonly most: number;
  readonly write: (place: Token, operands: readonly Translated[]) => Translated;
}

/** The functions of one domain, by name. */
export type FunctionRules = Readonly<Record<string, FunctionRule>>;

/** How a template takes an operand: as it is, as text, or as DOUBLE PRECISION. */
type Form = 'plain' | 'text' | 'double';

/** What a function yields: a type, that of its first operand, or a text no longer than its first operand. */
export type ResultType = TypeName | 'first' | 'shorter text';

/**
 * A function that one template answers. `forms` says by one letter how each operand is taken: t(ext), d(ouble) or
 * p(lain); the last letter holds for all that follow.
 */
export function template(
  least: number,
  most: number,
  forms: string,
  type: ResultType,
  ...sql: readonly string[]
): FunctionRule {
  return {
    least,
    most,
    write: (place, operands) => {
      const written = operands.map((operand, index) => inForm(place, operand, formAt(forms, index)));
      // One template for each number of operands, or one for all.
      const text = sql[Math.min(operands.length - least, sql.length - 1)] ?? '';
      return { tokens: fill(place, text, ...written), type: resultType(type, operands[0]) };
    },
  };
}

function resultType(type: ResultType, first: Translated | undefined): ValueType | undefined {
  if (type === 'first') return first?.type;
  if (type !== 'shorter text') return { name: type };
  const own = first && outputType(first);
  return sized('varchar', isText(own) ? own?.bytes : undefined);
}

function formAt(forms: string, index: number): Form {
  const letter = forms[Math.min(index, forms.length - 1)];
  return letter === 't' ? 'text' : letter === 'd' ? 'double' : 'plain';
}

function inForm(place: Token, operand: Translated, form: Form): readonly Token[] {
  if (form === 'text') return asText(place, operand);
  return form === 'double' ? asDouble(place, operand) : operand.tokens;
}

/** A function that Redshift calls with up to `most` operands, and the local engine with those of the rule. */
export function upTo(most: number, name: string, rule: FunctionRule): FunctionRule {
  return {
    ...rule,
    most,
    write: (place, operands) => {
      if (operands.length <= rule.most) return rule.write(place, operands);
      throw new SqlError(`ERROR: ${name} with ${operands.length} arguments is not supported by the local engine`);
    },
  };
}
