import { randomUUID } from 'node:crypto';
import { posix, resolve, sep } from 'node:path';
import type { Json, JsonObject } from '../../definition/definition.ts';
import type { StateError } from '../../interpreter/state-error.ts';
import { refuseArguments, textMembers } from '../arguments.ts';
import type { IntegrationType, RoleSession, TaskServices } from '../integration.ts';
import { sdkError } from '../service-error.ts';

/** A bucket as a task sees it. */
export interface Bucket {
  readonly name: string;
  readonly folder: string;
  /** Whether the task's role may do this with the bucket, or with an object of it. */
  allows(action: string, key?: string): boolean;
}

/** An operation on a bucket's folder, with the members of its request. */
export function s3Integration<Name extends string>(
  operation: string,
  shape: { readonly members: readonly string[]; readonly required: readonly Name[] },
  run: (bucket: Bucket, input: Readonly<Record<Name, string>> & JsonObject) => Promise<Json>,
): IntegrationType {
  return {
    arn: `arn:aws:states:::aws-sdk:s3:${operation}`,
    open(services) {
      const { bucketFolder } = services;
      if (!bucketFolder) return 'there are no buckets here';
      return {
        refuse: (written) => refuseArguments(written, shape),
        async call(parameters, session) {
          const input = textMembers(parameters, shape.required);
          const name = String(input.Bucket);
          const folder = bucketFolder(name);
          if (folder === undefined) throw s3Error('NoSuchBucket', 'The specified bucket does not exist', 404);
          return run({ name, folder, allows: allowing(name, services, session) }, input);
        },
      };
    },
  };
}

function allowing(bucket: string, { iam }: TaskServices, { principal }: RoleSession): Bucket['allows'] {
  return (action, key) => {
    try {
      iam.authorize(principal, action, `arn:aws:s3:::${bucket}${key === undefined ? '' : `/${key}`}`);
      return true;
    } catch {
      return false;
    }
  };
}

/** The file that stands for an object; undefined for a key that no file can have, such as one that leaves the folder. */
export function objectFile({ folder }: Bucket, key: string): string | undefined {
  if (key === '' || key.includes('\0') || key.endsWith('/') || posix.normalize(key) !== key) return undefined;
  const file = resolve(folder, key);
  return file.startsWith(`${resolve(folder)}${sep}`) ? file : undefined;
}

/** An error of S3; a HEAD request's reply has no body to take a message from. */
export function s3Error(name: string, message: string, status: number): StateError {
  // S3 gives each request two ids.
  const requestId = `${randomUUID()}, Extended Request ID: ${randomUUID()}`;
  return sdkError('S3', ['NoSuchBucket', 'NoSuchKey'], { name, message, status, requestId });
}

/** What a request without the right is told. */
export function accessDenied(): StateError {
  return s3Error('AccessDenied', 'Access Denied', 403);
}
