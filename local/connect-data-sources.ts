import type { DataSourceNeighbours } from './appsync/data-sources/read-data-source.ts';
import type { Iam } from './iam/iam.ts';
import type { Lambda } from './lambda/lambda.ts';

/** The session name that AppSync gives itself in a data source's service role. */
const sessionName = 'APPSYNC_ASSUME_ROLE';

/** Lets an API's data sources act in the name of their service roles, with the rights that the template gives those. */
export function connectDataSources(lambda: Lambda, iam: Iam): DataSourceNeighbours {
  return {
    lambdaFunction(functionArn, serviceRoleArn) {
      lambda.requireFunction(functionArn);
      const caller = iam.assumeRole(serviceRoleArn, sessionName, 'appsync.amazonaws.com');
      return (payload, invocationType) => lambda.invoke(functionArn, payload, { invocationType, caller });
    },
    serviceCredentials: (serviceRoleArn) => iam.issueCredentials(serviceRoleArn, sessionName, 'appsync.amazonaws.com'),
  };
}
