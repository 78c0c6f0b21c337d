import type { TokenReader } from '../../redshift/syntax/token-reader.ts';

/** SETTINGS (...) as it is written. */
export interface Settings {
  readonly s3_bucket?: string;
  readonly tags?: string;
  readonly kms_key_id?: string;
  readonly s3_garbage_collect?: boolean;
  readonly max_cells?: number;
  /** Seconds. */
  readonly max_runtime?: number;
  readonly max_batch_rows?: number;
  readonly horizon?: number;
  readonly frequency?: string;
  readonly percentiles?: string;
}

const settingReaders: { readonly [Key in keyof Settings]-?: (reader: TokenReader) => Settings[Key] } = {
  s3_bucket: (reader) => reader.text(),
  tags: (reader) => reader.text(),
  kms_key_id: (reader) => reader.text(),
  s3_garbage_collect: (reader) => readSwitch(reader),
  max_cells: (reader) => reader.wholeNumber(),
  max_runtime: (reader) => reader.wholeNumber(),
  max_batch_rows: (reader) => reader.wholeNumber(),
  horizon: (reader) => reader.wholeNumber(),
  frequency: (reader) => reader.text(),
  percentiles: (reader) => reader.text(),
};

function isSetting(name: string | undefined): name is keyof Settings {
  return name !== undefined && Object.hasOwn(settingReaders, name);
}

/** Reads the list behind SETTINGS. */
export function readSettings(reader: TokenReader): Settings {
  reader.expectSymbol('(');
  let settings: Settings = {};
  do {
    const token = reader.peek();
    const name = token?.kind === 'word' ? token.value : undefined;
    if (!isSetting(name) || Object.hasOwn(settings, name)) return reader.fail();
    reader.next();
    settings = { ...settings, [name]: settingReaders[name](reader) };
  } while (reader.takeSymbol(','));
  reader.expectSymbol(')');
  return settings;
}

function readSwitch(reader: TokenReader): boolean {
  if (reader.take('on')) return true;
  reader.expect('off');
  return false;
}
