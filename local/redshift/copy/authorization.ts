import type { TokenReader } from '../syntax/token-reader.ts';

/** Who a statement says that it acts as in a bucket. */
export interface Authorization {
  /** `default`, or the text of IAM_ROLE; not there for keys, which are read and not looked up. */
  readonly iamRole?: string;
}

/**
 * How COPY and UNLOAD may be allowed into a bucket, by first word,
 * https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-authorization.html.
 */
export const authorizations: Readonly<Record<string, (reader: TokenReader) => Authorization>> = {
  iam_role: (reader) => ({ iamRole: readIamRole(reader) }),
  with: (reader) => {
    reader.expect('credentials');
    return readCredentials(reader);
  },
  credentials: readCredentials,
  access_key_id: readKey,
  secret_access_key: readKey,
  session_token: readKey,
};

/** Reads what stands behind IAM_ROLE: `default`, or a text. */
export function readIamRole(reader: TokenReader): string {
  return reader.take('default') ? 'default' : reader.text();
}

function readCredentials(reader: TokenReader): Authorization {
  reader.take('as');
  const text = reader.text();
  const [, iamRole] = /^aws_iam_role=(.*)$/s.exec(text) ?? [];
  return iamRole === undefined ? {} : { iamRole };
}

function readKey(reader: TokenReader): Authorization {
  reader.text();
  return {};
}
