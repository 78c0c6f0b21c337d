import type { LocalRedshift } from '../../local/local-redshift.ts';
import { faultsPath } from '../../local/redshift-data/faults/faults.ts';
import { awsShellLines } from '../start/aws-shell.ts';
import type { Installation } from './installation.ts';

/** The text that ends a start: what to paste, and a first statement. */
export function welcome(
  { url, workgroup, bucketsFolder, faults }: LocalRedshift,
  credentials: Installation,
  region: string,
): string {
  const { name, database, adminSecretArn } = workgroup;
  const lines = awsShellLines({
    endpointVariable: 'AWS_ENDPOINT_URL_REDSHIFT_DATA',
    ...{ url, region, credentials, variables: { SECRET_ARN: adminSecretArn } },
  });
  const badDay = faults.read().faults;
  return `Redshift Data API at ${url}: workgroup ${name}, database ${database}.
COPY reads s3://BUCKET/KEY from ${bucketsFolder}/BUCKET/KEY.

Paste into the shell that calls it:
${lines.map((line) => `  ${line}`).join('\n')}

A first statement, as the database's admin:
  aws redshift-data execute-statement --workgroup-name ${name} --database ${database} \\
    --secret-arn "$SECRET_ARN" --sql 'SELECT 1'

${badDay && `The workgroup has a bad day: ${badDay} (${url}${faultsPath}).\n`}Press Ctrl-C to end.`;
}
