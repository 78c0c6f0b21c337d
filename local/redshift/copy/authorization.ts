import type { TokenReader } from '../syntax/token-reader.ts';

type Authorization = (reader: TokenReader) => void;

/**
 * How COPY and UNLOAD may be allowed into a bucket, by first word. All forms are read and none is looked up: every
 * folder of buckets stands open, https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-authorization.html.
 */
export const authorizations: Readonly<Record<string, Authorization>> = {
  iam_role: (reader) => {
    if (!reader.take('default')) reader.text();
  },
  with: (reader) => {
    reader.expect('credentials');
    readCredentials(reader);
  },
  credentials: readCredentials,
  access_key_id: (reader) => void reader.text(),
  secret_access_key: (reader) => void reader.text(),
  session_token: (reader) => void reader.text(),
};

function readCredentials(reader: TokenReader): void {
  reader.take('as');
  reader.text();
}
