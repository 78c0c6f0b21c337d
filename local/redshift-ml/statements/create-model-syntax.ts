import { SqlError } from '../../redshift/engine.ts';
import { defaultSchema, type QualifiedName, type TokenReader } from '../../redshift/syntax/token-reader.ts';
import { isSymbol, isWord, quoteName, type Token } from '../../redshift/syntax/tokens.ts';
import { AUTO_OBJECTIVES, type AutoObjective } from '../auto-objective.ts';
import type { ProblemType } from '../dataset/labels.ts';

/** A CREATE MODEL ... AUTO ON statement. */
export interface CreateModelStatement {
  readonly model: QualifiedName;
  /** The query that gives the training data; for FROM table, one that reads all of it. */
  readonly query: readonly Token[];
  readonly target: string;
  readonly function: QualifiedName;
  readonly problemType: ProblemType | undefined;
  readonly objective: AutoObjective | undefined;
  readonly iamRole: string;
  readonly settings: ModelSettings;
}

/** What SETTINGS (...) can hold. */
export interface ModelSettings {
  readonly bucket: string;
  /** Larger training data are sampled down. */
  readonly maxCells: number;
  readonly maxRuntimeSeconds: number;
}

type Clauses = { -readonly [Key in keyof CreateModelStatement]?: CreateModelStatement[Key] | undefined };

// What the real service offers besides AUTO ON and the local one does not have.
const notSupported = ['model_type', 'hyperparameters', 'preprocessors', 'sagemaker', 'returns'];
const problemTypes: readonly ProblemType[] = ['BINARY_CLASSIFICATION', 'MULTICLASS_CLASSIFICATION', 'REGRESSION'];

/** Parses CREATE MODEL, whose clauses AWS's own examples write in more than one order. */
export function readCreateModel(reader: TokenReader): CreateModelStatement {
  reader.expect('create', 'model');
  const model = reader.qualifiedName();
  reader.expect('from');
  const clauses: Clauses = { model, query: readSource(reader) };
  while (!reader.atEnd()) readClause(reader, clauses);
  const { query, target, function: functionName, iamRole, settings } = clauses;
  if (!query || target === undefined || !functionName || iamRole === undefined || !settings) {
    const missing = Object.entries({ TARGET: target, FUNCTION: functionName, IAM_ROLE: iamRole, SETTINGS: settings });
    throw new SqlError(`ERROR: CREATE MODEL lacks ${missing.find(([, value]) => value === undefined)?.[0]}`);
  }
  const { problemType, objective } = clauses;
  return { model, query, target, function: functionName, problemType, objective, iamRole, settings };
}

function readSource(reader: TokenReader): readonly Token[] {
  if (reader.peek()?.kind === 'string') throw refuse('CREATE MODEL from a SageMaker job or a model file (BYOM)');
  if (isSymbol(reader.peek(), '(')) return reader.group();
  const place = reader.peek();
  if (!place) return reader.fail();
  const { schema, name } = reader.qualifiedName();
  const word = (text: string): Token => ({ ...place, kind: 'word', text, value: text, spaced: true });
  const symbol = (text: string): Token => ({ ...word(text), kind: 'symbol' });
  const quoted = (value: string): Token => ({ ...word(quoteName(value)), kind: 'quoted', value });
  const schemaToken = schema === defaultSchema ? word(schema) : quoted(schema);
  return [word('select'), symbol('*'), word('from'), schemaToken, symbol('.'), quoted(name)];
}

function readClause(reader: TokenReader, clauses: Clauses): void {
  const token = reader.peek();
  if (token?.kind === 'word' && notSupported.includes(token.value)) throw refuse(token.value.toUpperCase());
  if (reader.take('target')) clauses.target = reader.name();
  else if (reader.take('function')) clauses.function = readFunction(reader);
  else if (reader.take('iam_role')) clauses.iamRole = reader.take('default') ? 'default' : reader.text();
  else if (reader.take('auto')) {
    if (reader.take('off')) throw refuse('AUTO OFF');
    reader.expect('on');
  } else if (reader.take('problem_type')) clauses.problemType = readProblemType(reader);
  else if (reader.take('objective')) clauses.objective = readObjective(reader);
  else if (reader.take('settings')) clauses.settings = readSettings(reader);
  else reader.fail();
}

function readFunction(reader: TokenReader): QualifiedName {
  const name = reader.qualifiedName();
  if (isSymbol(reader.peek(), '(')) throw refuse('FUNCTION with argument types (BYOM)');
  return name;
}

function readProblemType(reader: TokenReader): ProblemType {
  const isGrouped = reader.takeSymbol('(');
  const asked = reader.peek();
  const problemType = problemTypes.find((known) => isWord(asked, known.toLowerCase()));
  if (!problemType) return reader.fail();
  reader.next();
  if (isGrouped) reader.expectSymbol(')');
  return problemType;
}

function readObjective(reader: TokenReader): AutoObjective {
  const isGrouped = reader.takeSymbol('(');
  const asked = reader.text();
  if (isGrouped) reader.expectSymbol(')');
  const plain = (name: string) => name.toLowerCase().replaceAll('_', '');
  const objective = AUTO_OBJECTIVES.find((known) => plain(known) === plain(asked));
  if (!objective) throw new SqlError(`ERROR: invalid OBJECTIVE '${asked}': use ${AUTO_OBJECTIVES.join(', ')}`);
  return objective;
}

function readSettings(reader: TokenReader): ModelSettings {
  reader.expectSymbol('(');
  let settings: ModelSettings = { bucket: '', maxCells: 1_000_000, maxRuntimeSeconds: 5400 };
  do {
    if (reader.take('s3_bucket')) settings = { ...settings, bucket: reader.text() };
    else if (reader.take('max_runtime')) settings = { ...settings, maxRuntimeSeconds: reader.wholeNumber() };
    else if (reader.take('max_cells')) settings = { ...settings, maxCells: reader.wholeNumber() };
    else if (reader.take('kms_key_id') || reader.take('tags')) reader.text();
    else if (reader.take('s3_garbage_collect')) {
      if (!reader.take('on')) reader.expect('off');
    } else reader.fail();
  } while (reader.takeSymbol(','));
  reader.expectSymbol(')');
  if (settings.bucket === '') throw new SqlError('ERROR: CREATE MODEL lacks the setting S3_BUCKET');
  return settings;
}

function refuse(what: string): SqlError {
  return new SqlError(`ERROR: ${what} is not supported by the local engine`);
}
