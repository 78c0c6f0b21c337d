import { readIamRole } from '../../redshift/copy/authorization.ts';
import { SqlError } from '../../redshift/engine.ts';
import { readNewName } from '../../redshift/syntax/reserved-words.ts';
import type { QualifiedName, TokenReader } from '../../redshift/syntax/token-reader.ts';
import { isSymbol, isWord, type Token } from '../../redshift/syntax/tokens.ts';
import type { ProblemType } from '../dataset/labels.ts';
import type { SqlType } from '../dataset/sql-type.ts';
import { readSettings, type Settings } from './read-settings.ts';
import { readSqlType } from './read-sql-type.ts';

/** Where a model comes from: a query's tokens, a table, or a text that names a SageMaker job or a file. */
export type Source =
  | { readonly query: readonly Token[] }
  | { readonly table: QualifiedName; readonly place: Token }
  | { readonly text: string };

/** The clauses of a CREATE MODEL as they are written; a clause that is not there is undefined. */
export interface Clauses {
  readonly from?: Source;
  readonly target?: string;
  readonly function?: { readonly schema: string | undefined; readonly name: string };
  readonly argumentTypes?: readonly SqlType[];
  readonly returns?: SqlType;
  readonly sagemaker?: string;
  readonly iamRole?: string;
  readonly auto?: boolean;
  readonly modelType?: ModelType;
  readonly problemType?: ProblemType;
  readonly objective?: string;
  readonly preprocessors?: string;
  /** Texts by names in lower case; none for HYPERPARAMETERS DEFAULT. */
  readonly hyperparameters?: ReadonlyMap<string, string>;
  readonly settings?: Settings;
}

const modelTypes = ['xgboost', 'mlp', 'linear_learner', 'kmeans', 'forecast'] as const;
/** What MODEL_TYPE can be. */
export type ModelType = (typeof modelTypes)[number];

const problemTypes: readonly ProblemType[] = ['BINARY_CLASSIFICATION', 'MULTICLASS_CLASSIFICATION', 'REGRESSION'];

/** Reads what follows a clause's first word. */
const clauseReaders: Readonly<Record<string, (reader: TokenReader) => Clauses>> = {
  from: (reader) => ({ from: readSource(reader) }),
  // AWS's documentation writes the column also as a text: TARGET 'Churn'.
  target: (reader) => ({
    target: reader.peek()?.kind === 'string' ? reader.text().toLowerCase() : reader.name(),
  }),
  function: readFunction,
  returns: (reader) => ({ returns: readSqlType(reader) }),
  sagemaker: (reader) => ({ sagemaker: readEndpoint(reader) }),
  iam_role: (reader) => ({ iamRole: readIamRole(reader) }),
  auto: (reader) => ({ auto: readOn(reader) }),
  model_type: (reader) => ({ modelType: readWord(reader, modelTypes) }),
  problem_type: (reader) => ({ problemType: inOptionalParentheses(reader, () => readProblemType(reader)) }),
  objective: (reader) => ({ objective: inOptionalParentheses(reader, () => reader.text()) }),
  preprocessors: (reader) => ({ preprocessors: reader.text() }),
  hyperparameters: (reader) => ({ hyperparameters: readHyperparameters(reader) }),
  settings: (reader) => ({ settings: readSettings(reader) }),
};

/**
 * Reads the clauses to the end of the statement, in any order: AWS's own examples write them in more than one.
 *
 * @throws SqlError at the first token that fits no clause, and at a clause or hyperparameter that is written twice.
 */
export function readClauses(reader: TokenReader): Clauses {
  let clauses: Clauses = {};
  while (!reader.atEnd()) {
    const token = reader.peek();
    const keyword = token?.kind === 'word' && Object.hasOwn(clauseReaders, token.value) ? token.value : reader.fail();
    const read = clauseReaders[keyword];
    if (!read || Object.hasOwn(clauses, clauseKey(keyword))) return reader.fail();
    reader.next();
    clauses = { ...clauses, ...read(reader) };
  }
  return clauses;
}

/** `iam_role` is kept as `iamRole`. */
function clauseKey(keyword: string): string {
  return keyword.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function readSource(reader: TokenReader): Source {
  if (reader.peek()?.kind === 'string') return { text: reader.text() };
  if (isSymbol(reader.peek(), '(')) {
    const inner = reader.peek(1);
    if (inner?.kind !== 'string' && !isSymbol(inner, ')')) return { query: reader.group() };
    reader.next();
    const text = reader.text();
    reader.expectSymbol(')');
    return { text };
  }
  const place = reader.peek();
  return place ? { table: reader.qualifiedName(), place } : reader.fail();
}

function readFunction(reader: TokenReader): Clauses {
  const first = readNewName(reader);
  const name = reader.takeSymbol('.')
    ? { schema: first, name: readNewName(reader) }
    : { schema: undefined, name: first };
  if (!reader.takeSymbol('(')) return { function: name };
  if (reader.takeSymbol(')')) return { function: name, argumentTypes: [] };
  const argumentTypes = readList(reader, () => readSqlType(reader));
  return { function: name, argumentTypes };
}

/** SAGEMAKER 'endpoint' or 'endpoint':'model'. */
function readEndpoint(reader: TokenReader): string {
  const endpoint = reader.text();
  return reader.takeSymbol(':') ? `${endpoint}:${reader.text()}` : endpoint;
}

function readOn(reader: TokenReader): boolean {
  if (reader.take('off')) return false;
  reader.expect('on');
  return true;
}

function readWord<Word extends string>(reader: TokenReader, words: readonly Word[]): Word {
  const word = words.find((known) => isWord(reader.peek(), known));
  if (!word) return reader.fail();
  reader.next();
  return word;
}

function readProblemType(reader: TokenReader): ProblemType {
  const words = problemTypes.map((problemType) => problemType.toLowerCase());
  const word = readWord(reader, words);
  return problemTypes.find((problemType) => problemType.toLowerCase() === word) ?? reader.fail();
}

/** The grammar of the documentation has parentheses that most statements leave out. */
function inOptionalParentheses<T>(reader: TokenReader, read: () => T): T {
  const isGrouped = reader.takeSymbol('(');
  const value = read();
  if (isGrouped) reader.expectSymbol(')');
  return value;
}

function readHyperparameters(reader: TokenReader): ReadonlyMap<string, string> {
  reader.expect('default');
  if (!reader.take('except')) return new Map();
  reader.expectSymbol('(');
  const given = new Map<string, string>();
  readList(reader, () => {
    const name = reader.name();
    if (given.has(name)) throw new SqlError(`ERROR: hyperparameter ${name} is given twice`);
    given.set(name, reader.text());
  });
  return given;
}

/** Items between commas, up to the parenthesis that closes the list. */
function readList<T>(reader: TokenReader, read: () => T): T[] {
  const items = [read()];
  while (reader.takeSymbol(',')) items.push(read());
  reader.expectSymbol(')');
  return items;
}
