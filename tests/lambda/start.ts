import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createLambda, type Lambda, type LambdaOptions } from '../../local/lambda/lambda.ts';
import type { Resource } from '../../local/template/template.ts';

/** A function as the template reader gives it. */
export function functionResource(name: string, properties: Record<string, unknown> = {}): Resource {
  return {
    logicalId: `Function${name}`,
    type: 'AWS::Lambda::Function',
    ref: name,
    attributes: { Arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}` },
    properties: {
      FunctionName: name,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/asker',
      Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
      Timeout: 5,
      MemorySize: 256,
      ...properties,
    },
  };
}

/** Makes an empty folder for a bundle, for the time of one test. */
export async function makeBundleFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lambda-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Writes a bundle and starts, for the time of one test, a Lambda with this one function, named `asker`. */
export async function start(
  source: string,
  properties: Record<string, unknown> = {},
  options: Partial<LambdaOptions> = {},
): Promise<Lambda & { readonly lines: readonly string[] }> {
  const bundle = await makeBundleFolder();
  await writeFile(join(bundle, 'index.mjs'), source);
  const lines: string[] = [];
  const lambda = createLambda({
    resources: [functionResource('asker', properties)],
    assetPath: () => bundle,
    environment: { AWS_ENDPOINT_URL_REDSHIFT_DATA: 'http://127.0.0.1:1' },
    credentials: (roleArn, sessionName) => ({
      accessKeyId: 'ASIAEXAMPLE',
      secretAccessKey: `secret of ${roleArn}`,
      sessionToken: `session ${sessionName}`,
    }),
    log: (line) => lines.push(line),
    ...options,
  });
  onTestFinished(() => lambda.close());
  return { ...lambda, lines };
}
