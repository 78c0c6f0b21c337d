import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Code, FunctionRuntime, type GraphqlApi, LambdaDataSource } from 'aws-cdk-lib/aws-appsync';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type DataSourceName, type FieldWiring, fields } from '../graphql/fields.ts';

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
    for (const [fieldName, { resolver, dataSource, maxBatchSize }] of Object.entries<FieldWiring>(typeFields)) {
      dataSources[dataSource].createResolver(`${typeName}.${fieldName}`, {
        typeName,
        fieldName,
        code: Code.fromInline(resolverBundle(join(folder, `${resolver}.js`))),
        runtime: FunctionRuntime.JS_1_0_0,
        ...(maxBatchSize !== undefined && { maxBatchSize }),
      });
    }
  }
}

function addDataSources(
  api: GraphqlApi,
  functions: Readonly<Record<DataSourceName, IFunction>>,
): Readonly<Record<DataSourceName, LambdaDataSource>> {
  return { predictions: addDataSource(api, 'predictions', functions.predictions) };
}

/** CDK's own role for a data source may invoke every version of the function, too. */
function addDataSource(api: GraphqlApi, name: DataSourceName, lambdaFunction: IFunction): LambdaDataSource {
  const role = new Role(api, `${name}ServiceRole`, { assumedBy: new ServicePrincipal('appsync.amazonaws.com') });
  role.addToPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [lambdaFunction.functionArn] }),
  );
  return new LambdaDataSource(api, name, { api, name, lambdaFunction, serviceRole: role.withoutPolicyUpdates() });
}

function resolverBundle(file: string): string {
  if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run build" first`);
  return readFileSync(file, 'utf8');
}
