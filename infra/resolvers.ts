import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Code, FunctionRuntime, type GraphqlApi, type LambdaDataSource } from 'aws-cdk-lib/aws-appsync';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type DataSourceName, type FieldWiring, fields } from '../graphql/fields.ts';
import { acknowledgeWildcard, underArn } from './acknowledge-wildcard.ts';

/**
 * Wires every field of the API to its resolver bundle and its data source.
 *
 * @throws Error naming the bundle that has not been built.
 */
export function addResolvers(
  api: GraphqlApi,
  folder: string,
  functions: Readonly<Record<DataSourceName, IFunction>>,
): void {
  const dataSources = addDataSources(api, functions);
  for (const [typeName, typeFields] of Object.entries(fields)) {
    for (const [fieldName, { resolver, dataSource }] of Object.entries<FieldWiring>(typeFields)) {
      dataSources[dataSource].createResolver(`${typeName}.${fieldName}`, {
        typeName,
        fieldName,
        code: Code.fromInline(resolverBundle(join(folder, `${resolver}.js`))),
        runtime: FunctionRuntime.JS_1_0_0,
      });
    }
  }
}

function addDataSources(
  api: GraphqlApi,
  functions: Readonly<Record<DataSourceName, IFunction>>,
): Readonly<Record<DataSourceName, LambdaDataSource>> {
  const predictions = api.addLambdaDataSource('predictions', functions.predictions);
  acknowledgeWildcard(
    predictions,
    underArn(functions.predictions, ':*'),
    'It stands for the versions of this one function, of which CDK lets any be invoked.',
  );
  return { predictions };
}

function resolverBundle(file: string): string {
  if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run build" first`);
  return readFileSync(file, 'utf8');
}
