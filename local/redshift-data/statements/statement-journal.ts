import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedStateError } from '../../damaged-state.ts';
import type { Workgroup } from '../workgroup.ts';
import { keptMs } from './kept-statements.ts';
import { isFinal, type SubmittedStatement } from './statement.ts';
import {
  type EndRecord,
  endRecord,
  isEndRecord,
  isStatementRecord,
  type StatementRecord,
  statementOf,
  statementRecord,
} from './statement-record.ts';

/** What a restart of the Data API remembers: every statement and how it ended, but not its rows. */
export interface StatementJournal {
  /** Those of the last 24 hours that an earlier process wrote down, in order of submission. */
  readonly statements: readonly SubmittedStatement[];
  /** To be called before the statement begins, so that a client token never runs one twice. */
  submitted(statement: SubmittedStatement): void;
  /** `kept` are all that are worth remembering, in order of submission. */
  ended(statement: SubmittedStatement, kept: () => readonly SubmittedStatement[]): void;
}

/** The file is written anew, without what is too old, when it has grown by this much. */
const rewriteBytes = 64 * 1024 * 1024;

type Line = { readonly submitted: StatementRecord } | { readonly ended: EndRecord };

/** A journal of nothing, for who needs no memory beyond the process. */
export const noJournal: StatementJournal = { statements: [], submitted: () => {}, ended: () => {} };

/**
 * Opens the journal in a folder; a statement that was under way when its process ended is ABORTED from now on.
 *
 * @throws DamagedStateError naming the file when it cannot be read.
 */
export function openStatementJournal(
  folder: string,
  workgroups: readonly Workgroup[],
  clock: () => number,
): StatementJournal {
  const file = join(folder, 'statements.jsonl');
  const statements = readStatements(file, workgroups).filter(({ progress }) => clock() - progress.updatedAt < keptMs);
  let grownBytes = 0;
  const append = (line: Line) => {
    const text = `${JSON.stringify(line)}\n`;
    appendFileSync(file, text, { mode: 0o600 });
    grownBytes += text.length;
  };
  const rewrite = (kept: readonly SubmittedStatement[]) => {
    writeFileSync(`${file}.new`, kept.map(linesOf).join(''), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    grownBytes = 0;
  };
  // Takes away what is too old, and a last line that is but half there, to which nothing may be appended.
  rewrite(statements);
  return {
    statements,
    submitted: (statement) => append({ submitted: statementRecord(statement) }),
    ended(statement, kept) {
      append({ ended: endRecord(statement) });
      if (grownBytes > rewriteBytes) rewrite(kept());
    },
  };
}

function linesOf(statement: SubmittedStatement): string {
  const lines: Line[] = [{ submitted: statementRecord(statement) }];
  if (isFinal(statement.progress.status)) lines.push({ ended: endRecord(statement) });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function readStatements(file: string, workgroups: readonly Workgroup[]): SubmittedStatement[] {
  const submitted = new Map<string, StatementRecord>();
  const ended = new Map<string, EndRecord>();
  for (const line of readLines(file)) {
    if ('submitted' in line) submitted.set(line.submitted.id, line.submitted);
    else ended.set(line.ended.id, line.ended);
  }
  return [...submitted.values()].flatMap((record) => {
    const workgroup = workgroups.find(({ arn }) => arn === record.workgroupArn);
    return workgroup ? [statementOf(record, ended.get(record.id), workgroup)] : [];
  });
}

function readLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  const texts = readFileSync(file, 'utf8').split('\n');
  // What follows the last end of a line was being written when the process was killed.
  return texts.slice(0, -1).map((text, index) => {
    const line = readLine(text);
    if (line) return line;
    const remedy = 'without this file the data are there, statements and client tokens are forgotten';
    throw new DamagedStateError(`${file} is damaged in line ${index + 1}; ${remedy}`);
  });
}

/** A line of the journal; undefined when it is none. */
function readLine(text: string): Line | undefined {
  try {
    const line: { submitted?: StatementRecord; ended?: EndRecord } = JSON.parse(text);
    if (line.submitted) return isStatementRecord(line.submitted) ? { submitted: line.submitted } : undefined;
    return line.ended && isEndRecord(line.ended) ? { ended: line.ended } : undefined;
  } catch {
    return undefined;
  }
}
