import { SqlError } from '../engine.ts';

const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/**
 * Reads the text of an IAM_ROLE: one ARN, or several where each role assumes the next, with commas between them,
 * https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service.html#authorizing-redshift-service-chaining-roles.
 *
 * @throws SqlError when the text is anything else.
 */
export function readRoleArns(text: string): string[] {
  const arns = text.split(/,(?=arn:)/);
  if (arns.every((arn) => roleArn.test(arn))) return arns;
  throw new SqlError(
    "ERROR: Invalid credentials. Must be of the format: credentials 'aws_iam_role=...' or " +
      "'aws_access_key_id=...;aws_secret_access_key=...[;token=...]'",
  );
}
