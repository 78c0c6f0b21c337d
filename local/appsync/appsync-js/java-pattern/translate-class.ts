import { literal, type PatternReader } from './pattern-reader.ts';
import { literals, readEscape } from './translate-escape.ts';

/** Translates a character class, from behind its opening bracket: unions, intersections and ranges. */
export function translateClass(reader: PatternReader): string {
  const negation = reader.take('^') ? '^' : '';
  const operands: string[] = [''];
  const add = (part: string) => operands.push(`${operands.pop() ?? ''}${part}`);
  // A bracket that closes nothing yet means itself.
  if (reader.take(']')) add(literal(']'));
  while (!reader.take(']')) {
    if (reader.done()) throw new SyntaxError(`Unclosed character class in "${reader.pattern}"`);
    if (reader.take('&&')) operands.push('');
    else if (reader.take('[')) add(translateClass(reader));
    else add(readPart(reader));
  }
  // "[a&&]" intersects with nothing more.
  const meant = operands.filter((operand) => operand !== '');
  if (meant.length < 2) return `[${negation}${meant.join('')}]`;
  return `[${negation}${meant.map((operand) => `[${operand}]`).join('&&')}]`;
}

function readPart(reader: PatternReader): string {
  const from = readItem(reader);
  if (from.text?.length !== 1 || !/^-(?!&&)[^\][]/.test(reader.rest())) return from.source;
  reader.take('-');
  return `${from.source}-${readItem(reader).source}`;
}

/** One character, quoted characters, or a set, which has no text. */
interface Item {
  readonly source: string;
  readonly text?: string;
}

function readItem(reader: PatternReader): Item {
  if (!reader.take('\\')) return charactersItem(reader.next());
  const escaped = readEscape(reader);
  return escaped.kind === 'characters' ? charactersItem(escaped.text) : { source: escaped.source };
}

const charactersItem = (text: string): Item => ({ source: literals(text), text });
