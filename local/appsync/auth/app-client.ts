import { compileJavaPattern } from '../appsync-js/java-pattern.ts';

/**
 * Makes the test whether an API admits an app client: `AppIdClientRegex` must match the whole id; without one every
 * client passes.
 * https://docs.aws.amazon.com/appsync/latest/APIReference/API_UserPoolConfig.html
 */
export function appClientTest(appIdClientRegex: string | undefined): (clientId: string) => boolean {
  if (!appIdClientRegex) return () => true;
  const pattern = compileJavaPattern(`^(?:${appIdClientRegex})$`);
  return (clientId) => pattern.test(clientId);
}
