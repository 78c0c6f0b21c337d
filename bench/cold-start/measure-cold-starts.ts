import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleCustomer } from '../../client/example-customer.ts';
import { createLambda } from '../../local/lambda/lambda.ts';
import type { LocalCloud } from '../../local/stack.ts';
import type { Resource } from '../../local/template/template.ts';
import { quantile } from '../serving/load.ts';

/** Medians of cold starts, in milliseconds. */
export interface ColdStart {
  /** From the invocation to the answer, where no instance runs. */
  readonly firstMs: number;
  /** The part of it in which the instance starts and loads the code, as Lambda's log tells it. */
  readonly initMs: number;
  /** The next invocation of the same instance. */
  readonly nextMs: number;
}

/** The service's function beside one that does nothing. */
export interface ColdStarts {
  readonly service: ColdStart;
  readonly nothing: ColdStart;
  readonly bundleBytes: number;
}

/** Starts the function of the cloud's template anew, `starts` times, in turns with one that does nothing. */
export async function measureColdStarts(cloud: LocalCloud, starts: number): Promise<ColdStarts> {
  const { resources, assetPath } = cloud.template;
  const predictions = resources.find(({ properties }) => isPredictions(properties));
  if (!predictions) throw new Error('The template has no function of predictions');
  const bundle = assetPath(codeKey(predictions));
  const empty = await mkdtemp(join(tmpdir(), 'recourse-nothing-'));
  try {
    await writeFile(join(empty, 'index.mjs'), 'export const handler = async () => null;\n');
    const [service, nothing]: [number[][], number[][]] = [[], []];
    // Not counted: the first start of all prepares what every other one uses.
    await startAnew(cloud, predictions, empty);
    for (let start = 0; start < starts; start += 1) {
      service.push(await startAnew(cloud, predictions, bundle));
      nothing.push(await startAnew(cloud, predictions, empty));
    }
    const { size: bundleBytes } = await stat(join(bundle, 'index.mjs'));
    return { service: medians(service), nothing: medians(nothing), bundleBytes };
  } finally {
    await rm(empty, { recursive: true });
  }
}

/** Milliseconds of the first invocation, of its init, and of the next invocation. */
async function startAnew(cloud: LocalCloud, { attributes, ...resource }: Resource, folder: string): Promise<number[]> {
  const lines: string[] = [];
  const lambda = createLambda({
    resources: [{ attributes, ...resource }],
    assetPath: () => folder,
    environment: { AWS_ENDPOINT_URL_REDSHIFT_DATA: cloud.url },
    credentials: cloud.roleCredentials,
    log: (line) => lines.push(line),
  });
  const ask = async () => {
    const begun = performance.now();
    const question = { field: 'rankStrategies', arguments: { customer: exampleCustomer } };
    const event = { ...question, requestId: randomUUID(), deadline: Date.now() + 25_000 };
    const reply = await lambda.invoke(attributes.Arn ?? '', event);
    const milliseconds = performance.now() - begun;
    if (!reply.ok || JSON.stringify(reply.payload).startsWith('{"error"')) throw new Error(JSON.stringify(reply));
    return milliseconds;
  };
  try {
    const first = await ask();
    const [, init] = /Init Duration: ([\d.]+) ms/.exec(lines.join('\n')) ?? [];
    return [first, Number(init), await ask()];
  } finally {
    await lambda.close();
  }
}

function medians(measured: readonly number[][]): ColdStart {
  const [firstMs = 0, initMs = 0, nextMs = 0] = [0, 1, 2].map((column) => {
    const ascending = measured.map((values) => values[column] ?? Number.NaN).sort((a, b) => a - b);
    return Math.round(quantile(ascending, 0.5));
  });
  return { firstMs, initMs, nextMs };
}

function isPredictions({ FunctionName }: Resource['properties']): boolean {
  return typeof FunctionName === 'string' && FunctionName.endsWith('-predictions');
}

function codeKey({ properties }: Resource): string {
  const { S3Key } = properties.Code as { readonly S3Key: string };
  return S3Key;
}
