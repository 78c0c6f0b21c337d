import { join } from 'node:path';
import { exampleCustomer } from '../../client/example-customer.ts';
import { faultsPath } from '../../local/redshift-data/faults/faults.ts';
import type { LocalCloud } from '../../local/stack.ts';

/** A short query for the command line; the customer is written into it, so that it can be read and changed. */
function exampleQuery(): string {
  const fields = Object.entries(exampleCustomer).map(([name, value]) => {
    const isEnum = typeof value === 'string' && name !== 'customerId';
    return `${name}: ${isEnum ? value : JSON.stringify(value)}`;
  });
  return `{ rankStrategies(customer: { ${fields.join(', ')} }) { strategies { rank strategy probability } evaluation { summary } } }`;
}

/** The text that ends a start: where to go, as whom, and a request to paste. */
export function welcome(cloud: LocalCloud, state: string): string {
  const { url } = cloud;
  return `
GraphQL    ${url}/graphql
Web page   ${url}/
Explorer   ${url}/explorer
${hostedLine(cloud)}${signInLine(cloud)}

Ask again, from this folder:
${curl(cloud, state, exampleQuery())}

${closing(cloud)}`;
}

/** The text that ends the start of somebody else's app. */
export function templateWelcome(cloud: LocalCloud, state: string): string {
  const { url, template } = cloud;
  return `
${template.stackName} answers.

GraphQL    ${url}/graphql
Explorer   ${url}/explorer
Log        ${join(state, 'local.log')}
${hostedLine(cloud)}${signInLine(cloud)}
${cloud.userPoolClientId === undefined ? '' : `\nAsk, from this folder:\n${curl(cloud, state, '{ __typename }')}\n`}
${closing(cloud)}`;
}

function hostedLine({ hostedUrl }: LocalCloud): string {
  return hostedUrl === undefined ? '' : `Hosted UI  ${hostedUrl} in place of the user pool's domain\n`;
}

function signInLine({ demo, userPoolClientId }: LocalCloud): string {
  return userPoolClientId === undefined
    ? 'The API admits no app client without a secret, so no command signs in; the explorer takes a token that your app has got.'
    : `Sign in as ${demo.username} with the password ${demo.password}`;
}

function curl({ url }: LocalCloud, state: string, query: string): string {
  const tokenCommand =
    state === '.recourse' ? 'npm run -s token' : `npm run -s token -- --state '${state.replaceAll("'", `'\\''`)}'`;
  return `  curl -s ${url}/graphql \\
    -H "Authorization: $(${tokenCommand})" -H 'Content-Type: application/json' \\
    -d '${JSON.stringify({ query })}'`;
}

function closing({ url, notEmulated, faults }: LocalCloud): string {
  const badDay = faults.read().faults;
  const badDayLine = badDay && `The warehouse has a bad day: ${badDay} (${url}${faultsPath}).\n`;
  return `In the template but not emulated here: ${notEmulated.join(', ') || 'nothing'}.
${badDayLine}Press Ctrl-C to end.`;
}
