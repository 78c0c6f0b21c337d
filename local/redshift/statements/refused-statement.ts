import { SqlError } from '../engine.ts';
import { syntaxError, type Token } from '../syntax/tokens.ts';

/** What Redshift's SHOW tells of besides parameters and models. */
export const shownObjects: readonly string[] = [
  'columns',
  'constraints',
  'databases',
  'datashares',
  'external',
  'functions',
  'grants',
  'parameters',
  'procedure',
  'procedures',
  'schemas',
  'table',
  'tables',
  'view',
];

/** Statements of Redshift that the local engine does not run, by their first words. */
const notSupported = [
  'attach',
  'call',
  'cancel',
  'close',
  'deallocate',
  'declare',
  'desc',
  'detach',
  'execute',
  'explain',
  'fetch',
  'insert external',
  'merge',
  'prepare',
  'start',
  ...['database', 'datashare', 'external', 'identity', 'library', 'masking', 'procedure', 'rls', 'template'].flatMap(
    (kind) => [`create ${kind}`, `alter ${kind}`, `drop ${kind}`],
  ),
  'alter function',
  'alter materialized',
  'alter system',
  'alter view',
  ...shownObjects.map((kind) => `show ${kind}`),
];

/** Why no handler runs the statement: Redshift would, or it would not either. */
export function refusedStatement(tokens: readonly Token[]): SqlError {
  const [first, second, third] = tokens;
  const words = [first, second].map((token) => (token?.kind === 'word' ? token.value : ''));
  const [head = ''] = words;
  const name = [words.join(' '), head].find((candidate) => notSupported.includes(candidate));
  if (name !== undefined) {
    // What is external says only its third word: a schema, a table, a function or a model.
    const shown = name.endsWith(' external') ? `${name} ${third?.value ?? ''}`.trimEnd() : name;
    return new SqlError(`ERROR: ${shown.toUpperCase()} is not supported by the local engine`);
  }
  const isKnownHead = ['create', 'alter', 'drop', 'refresh', 'comment'].includes(head);
  const wrong = isKnownHead ? second : first;
  return syntaxError(wrong?.value ?? '', wrong?.start ?? (first?.start ?? 0) + head.length);
}
