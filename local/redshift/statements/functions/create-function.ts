import { refuseModelFunction } from '../../../redshift-ml/statements/model-functions.ts';
import { functionSignature } from '../../access/function-signature.ts';
import { requireLanguage, requireOwner, requireSchemaCreate } from '../../access/privileges.ts';
import { findSqlFunctions } from '../../access/sql-functions.ts';
import { SqlError } from '../../engine.ts';
import { readNewQualifiedName } from '../../syntax/reserved-words.ts';
import type { QualifiedName, TokenReader } from '../../syntax/token-reader.ts';
import { isSymbol, isWord, type Token } from '../../syntax/tokens.ts';
import { type DataType, duckdbType, readDataType, typeText } from '../../tables/data-type.ts';
import { changeCatalog, keepOwner } from '../change-catalog.ts';
import type { StatementHandler } from '../context.ts';
import { translateBody } from './translate-body.ts';
import { writeMacro } from './write-macro.ts';

/** A function as its statement defines it. */
export interface FunctionDefinition {
  readonly name: QualifiedName;
  readonly argumentTypes: readonly DataType[];
  readonly returnType: DataType;
  readonly volatility: 'volatile' | 'stable' | 'immutable';
  /** Between the dollar signs. */
  readonly body: string;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_FUNCTION.html */
const maximumArguments = 32;

/**
 * CREATE [OR REPLACE] FUNCTION f ([type, ...]) RETURNS type {VOLATILE | STABLE | IMMUTABLE} AS $$ SELECT ... $$ LANGUAGE
 * sql. Functions of one name differ by their argument types; those in Python are refused.
 */
export const createFunction: StatementHandler = (call, context) => {
  call.reader.expect('create');
  const isReplacement = call.reader.take('or', 'replace');
  call.reader.expect('function');
  refusePython(call.tokens);
  const definition = readDefinition(call.reader);
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    const { name, argumentTypes } = definition;
    const signature = functionSignature(name.name, argumentTypes);
    const object = { kind: 'function', schema: name.schema, name: signature } as const;
    requireLanguage(catalog, call.user, 'sql');
    requireSchemaCreate(catalog, call.user, name.schema, 'create or replace function');
    refuseModelFunction(catalog, name);
    const known = findSqlFunctions(catalog, name).find((other) => other.signature === signature);
    if (known && !isReplacement)
      throw new SqlError(`ERROR: function "${name.name}" already exists with same argument types`);
    if (known) requireOwner(catalog, call.user, object, 'create or replace function');
    if (known && known.returnType !== typeText(definition.returnType)) {
      throw new SqlError('ERROR: cannot change return type of existing function');
    }
    const expression = await translateBody(call, context, writer.connection.duckdb, definition);
    await writer.remove('functions', { schema_name: name.schema, signature });
    await writer.insert('functions', {
      schema_name: name.schema,
      function_name: name.name,
      signature,
      argument_types: JSON.stringify(argumentTypes.map(typeText)),
      return_type: typeText(definition.returnType),
      volatility: definition.volatility,
      body: definition.body,
      duckdb_argument_types: JSON.stringify(argumentTypes.map(duckdbType)),
      duckdb_return_type: duckdbType(definition.returnType),
      duckdb_expression: expression,
    });
    if (!known) await keepOwner(writer, catalog, object, call.user);
    await writeMacro(writer.connection.duckdb, name);
    return 0;
  });
};

function refusePython(tokens: readonly Token[]): void {
  const language = tokens[tokens.findIndex((token) => isWord(token, 'language')) + 1];
  if (isWord(language, 'plpythonu')) {
    throw new SqlError('ERROR: LANGUAGE plpythonu is not supported by the local engine');
  }
}

function readDefinition(reader: TokenReader): FunctionDefinition {
  const name = readNewQualifiedName(reader);
  const argumentTypes = readArgumentTypes(reader, name.name);
  reader.expect('returns');
  const returnType = readDataType(reader, name.name);
  const volatility = (['volatile', 'stable', 'immutable'] as const).find((word) => reader.take(word)) ?? reader.fail();
  reader.expect('as');
  const body = reader.text();
  reader.expect('language', 'sql');
  if (!reader.atEnd()) reader.fail();
  if (argumentTypes.length > maximumArguments) {
    throw new SqlError(`ERROR: functions cannot have more than ${maximumArguments} arguments`);
  }
  return { name, argumentTypes, returnType, volatility, body };
}

/** `(type, ...)`; a SQL function's arguments have no names. */
export function readArgumentTypes(reader: TokenReader, name: string): DataType[] {
  reader.expectSymbol('(');
  const types: DataType[] = [];
  if (!isSymbol(reader.peek(), ')')) {
    do types.push(readDataType(reader, name));
    while (reader.takeSymbol(','));
  }
  reader.expectSymbol(')');
  return types;
}
