import type { LocalRedshift } from '../../local/local-redshift.ts';
import { faultsPath } from '../../local/redshift-data/faults/faults.ts';
import type { Installation } from './installation.ts';

/** The text that ends a start: what to paste, and a first statement. */
export function welcome(
  { url, workgroup, bucketsFolder, faults }: LocalRedshift,
  { accessKeyId, secretAccessKey }: Installation,
  region: string,
): string {
  const { name, database, adminSecretArn } = workgroup;
  const badDay = faults.read().faults;
  return `Redshift Data API at ${url}: workgroup ${name}, database ${database}.
COPY reads s3://BUCKET/KEY from ${bucketsFolder}/BUCKET/KEY.

Paste into the shell that calls it:
  export AWS_ENDPOINT_URL_REDSHIFT_DATA=${url}
  export AWS_ACCESS_KEY_ID=${accessKeyId}
  export AWS_SECRET_ACCESS_KEY=${secretAccessKey}
  export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
  export SECRET_ARN='${adminSecretArn}'
  unset AWS_SESSION_TOKEN AWS_PROFILE

A first statement, as the database's admin:
  aws redshift-data execute-statement --workgroup-name ${name} --database ${database} \\
    --secret-arn "$SECRET_ARN" --sql 'SELECT 1'

${badDay && `The workgroup has a bad day: ${badDay} (${url}${faultsPath}).\n`}Press Ctrl-C to end.`;
}
