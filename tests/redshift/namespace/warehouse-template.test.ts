import { Template } from 'aws-cdk-lib/assertions';
import { afterEach, describe, expect, it } from 'vitest';
import { DataBucket } from '../../../infra/data-bucket.ts';
import { Warehouse } from '../../../infra/warehouse.ts';
import { readWorkgroups } from '../../../local/redshift-data/workgroup.ts';
import { resolveTemplate } from '../../../local/template/resolve-template.ts';
import { accountId } from '../../iam/roles.ts';
import { bareStack } from '../../infra/bare-stack.ts';
import { type EngineUnderTest, openEngineUnderTest } from '../engine-under-test.ts';

const region = 'us-east-1';
let warehouse: EngineUnderTest | undefined;
afterEach(() => warehouse?.discard());

/** An engine with the roles of the warehouse's own template, whose policies lack one action. */
async function openByTemplate(missing?: string): Promise<{ bucket: string; run: EngineUnderTest['run'] }> {
  const stack = bareStack();
  new Warehouse(stack, 'Warehouse', {
    namespace: 'loans',
    workgroup: 'loans',
    database: 'recourse',
    dataBucket: new DataBucket(stack, 'Data'),
  });
  const text = JSON.stringify(Template.fromStack(stack).toJSON());
  const document = JSON.parse(missing === undefined ? text : text.replaceAll(`"${missing}"`, '"s3:GetBucketAcl"'));
  const environment = { installationId: 'one', region, accountId, stackName: 'Stack' };
  const { resources } = resolveTemplate(document, environment);
  const bucket = resources.find(({ type }) => type === 'AWS::S3::Bucket')?.ref ?? '';
  warehouse = await openEngineUnderTest(undefined, readWorkgroups(resources, region, accountId)[0]?.namespaceRoles);
  await warehouse.run('CREATE TABLE numbers (n INTEGER)');
  await warehouse.run('INSERT INTO numbers VALUES (1), (2)');
  warehouse.putObject('numbers.csv', '3\n', bucket);
  return { bucket, run: warehouse.run };
}

const copy = (bucket: string) => `COPY numbers FROM 's3://${bucket}/numbers.csv' IAM_ROLE default CSV`;
const unload = (bucket: string) =>
  `UNLOAD ('SELECT n FROM numbers') TO 's3://${bucket}/out/' IAM_ROLE default CLEANPATH`;
const createModel = (bucket: string) =>
  `CREATE MODEL m FROM (SELECT n, n AS m FROM numbers) TARGET m FUNCTION f IAM_ROLE default SETTINGS (S3_BUCKET '${bucket}')`;

describe('the template of the warehouse', () => {
  it('lets its default role load, unload and train', async () => {
    const { bucket, run } = await openByTemplate();

    expect((await run(copy(bucket))).rowCount).toBe(1);
    expect((await run(unload(bucket))).rowCount).toBe(3);
    // Allowed, and then told that so few rows train nothing.
    await expect(run(createModel(bucket))).rejects.toThrow('needs at least 500 rows');
  });

  it.each([
    ['s3:GetObject', 'COPY', copy],
    ['s3:ListBucket', 'COPY', copy],
    ['s3:PutObject', 'UNLOAD', unload],
    ['s3:PutObject', 'CREATE MODEL', createModel],
  ])('without %s fails %s as the cloud does', async (missing, _, statement) => {
    const { bucket, run } = await openByTemplate(missing);

    await expect(run(statement(bucket))).rejects.toThrow(
      /^ERROR: S3ServiceException:Access Denied,Status 403,Error AccessDenied/,
    );
    await expect(run(statement(bucket))).rejects.toThrow(`perform: ${missing} on resource: arn:aws:s3:::${bucket}`);
  });
});
