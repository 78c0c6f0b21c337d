import { exampleCustomer } from '../../client/example-customer.ts';
import { faultsPath } from '../../local/redshift-data/faults/faults.ts';
import { demoUsername } from './running.ts';

/** What a person needs to know to use what has started. */
export interface Welcome {
  readonly endpoint: string;
  readonly url: string;
  readonly state: string;
  readonly password: string;
  readonly notEmulated: readonly string[];
  /** The list of faults that are on; empty for none. */
  readonly faults: string;
}

/** A short query for the command line; the customer is written into it, so that it can be read and changed. */
function exampleQuery(): string {
  const fields = Object.entries(exampleCustomer).map(([name, value]) => {
    const isEnum = typeof value === 'string' && name !== 'customerId';
    return `${name}: ${isEnum ? value : JSON.stringify(value)}`;
  });
  return `{ rankStrategies(customer: { ${fields.join(', ')} }) { strategies { rank strategy probability } evaluation { summary } } }`;
}

/** The text that ends a start: where to go, as whom, and a request to paste. */
export function welcome({ endpoint, url, state, password, notEmulated, faults }: Welcome): string {
  const tokenCommand =
    state === '.recourse' ? 'npm run -s token' : `npm run -s token -- --state '${state.replaceAll("'", `'\\''`)}'`;
  return `
GraphQL    ${endpoint}
Web page   ${url}/
Explorer   ${url}/explorer
Sign in as ${demoUsername} with the password ${password}

Ask again, from this folder:
  curl -s ${endpoint} \\
    -H "Authorization: $(${tokenCommand})" -H 'Content-Type: application/json' \\
    -d '${JSON.stringify({ query: exampleQuery() })}'

In the template but not emulated here: ${notEmulated.join(', ') || 'nothing'}.
${faults && `The warehouse has a bad day: ${faults} (${url}${faultsPath}).\n`}Press Ctrl-C to end.`;
}
