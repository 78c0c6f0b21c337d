import type { Json, JsonObject } from '../../definition/definition.ts';
import { isObject, refuseArguments, textMembers } from '../arguments.ts';
import type { IntegrationType, TaskServices } from '../integration.ts';
import { sdkResult, serviceMembers } from '../sdk-members.ts';
import { sdkError } from '../service-error.ts';
import { signRequest } from '../sign-request.ts';

/** The errors that the service's model has; others, such as AccessDeniedException, are the service's own. */
export const modeledErrors: readonly string[] = [
  'ActiveSessionsExceededException',
  'ActiveStatementsExceededException',
  'ActiveWaitingRequestsExceededException',
  'BatchExecuteStatementException',
  'DatabaseConnectionException',
  'ExecuteStatementException',
  'InternalServerException',
  'QueryTimeoutException',
  'ResourceNotFoundException',
  'ValidationException',
];

/** Members of results that are moments. */
const moments = new Set(['CreatedAt', 'UpdatedAt']);

/** An operation of the Redshift Data API with the members of its request, which is sent signed. */
export function redshiftDataIntegration(
  operation: string,
  shape: { readonly members: readonly string[]; readonly required: readonly string[] },
): IntegrationType {
  return {
    arn: `arn:aws:states:::aws-sdk:redshiftdata:${operation.charAt(0).toLowerCase()}${operation.slice(1)}`,
    open({ redshiftData, region }) {
      if (!redshiftData) return 'the template has no warehouse';
      return {
        refuse: (written) => refuseArguments(written, shape),
        async call(parameters, { credentials }) {
          const body = JSON.stringify(requestOf(textMembers(parameters, [])));
          const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `RedshiftData.${operation}` };
          const service = { region, service: 'redshift-data' };
          return replyOf(await redshiftData(await signRequest({ headers, body, credentials, ...service })));
        },
      };
    },
  };
}

/** Tasks spell every member large; the service spells those of SQL parameters small. */
function requestOf(parameters: JsonObject): JsonObject {
  const { Parameters: sqlParameters, ...rest } = parameters;
  if (!Array.isArray(sqlParameters)) return parameters;
  return {
    ...rest,
    Parameters: sqlParameters.map((parameter) => (isObject(parameter) ? serviceMembers(parameter) : parameter)),
  };
}

function replyOf({ status, headers, body }: Awaited<ReturnType<NonNullable<TaskServices['redshiftData']>>>): Json {
  const reply = JSON.parse(body.toString()) as JsonObject;
  if (status === 200) return sdkResult(reply, moments);
  const { __type: name, message, Message = message } = reply;
  const requestId = headers['x-amzn-requestid'];
  throw sdkError('RedshiftData', modeledErrors, { name: String(name), message: String(Message), status, requestId });
}
