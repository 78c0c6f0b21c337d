import { fetchIdToken } from '../../commands/start/sign-in.ts';
import { createAppSync } from '../../local/appsync/appsync.ts';
import { appSyncOptions } from '../../local/appsync/from-template.ts';
import { createCognito } from '../../local/cognito/cognito.ts';
import { createIam } from '../../local/iam/iam.ts';
import { serve } from '../../local/serve.ts';
import { readTemplate } from '../../local/template/read-template.ts';
import type { Resource } from '../../local/template/template.ts';
import { createFirewall } from '../../local/waf/firewall.ts';
import type { Listening, ServerTask } from './server.ts';

const user = { username: 'bench', password: 'Bench-Password-1' };
const environment = { installationId: 'bench', region: 'us-east-1', accountId: '000000000000' };

/** Serves the API of the cloud assembly with its firewall and its user pool, and signs a user in. */
export async function serveGreetingApi({ assemblyFolder, stateFolder }: ServerTask): Promise<Listening> {
  const template = readTemplate(assemblyFolder, environment);
  const { resources } = template;
  const { region } = environment;
  const iam = createIam({ resources, accountId: environment.accountId });
  const cognito = await createCognito({ resources, iam, stateFolder, region, log: console.error });
  const judge = createFirewall({ resources, log: console.error });
  const api = createAppSync(
    appSyncOptions(template, {
      lambdaFunction: (arn) => refuse(`the API has no Lambda function ${arn}`),
      serviceCredentials: (arn) => refuse(`the API has no service role ${arn}`),
      jwks: cognito.jwks,
      log: ({ message }) => console.error(message),
    }),
  );
  const { url } = await serve(
    async (request) => {
      if (request.path !== '/graphql') return cognito.handle(request);
      const verdict = judge(request);
      return verdict.action === 'allow' ? api(request) : verdict.response;
    },
    { host: '127.0.0.1', port: 0, trustForwardedFor: true },
  );
  const poolId = refOf(resources, 'AWS::Cognito::UserPool');
  const clientId = refOf(resources, 'AWS::Cognito::UserPoolClient');
  await cognito.ensureUser({ poolId, ...user, groups: [] });
  return { url: `${url}/graphql`, token: await fetchIdToken({ url, region, userPoolId: poolId, clientId, ...user }) };
}

function refuse(reason: string): never {
  throw new Error(reason);
}

function refOf(resources: readonly Resource[], type: string): string {
  const found = resources.find((resource) => resource.type === type);
  if (!found) throw new Error(`the template has no ${type}`);
  return found.ref;
}
