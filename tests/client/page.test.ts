import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as errors from '../../client/errors.ts';
import { createRecourse } from '../../client/recourse.ts';

const text = readFileSync(new URL('../../docs/client.md', import.meta.url), 'utf8');
const rowsBelow = (heading: string) =>
  text
    .split(`## ${heading}\n`)[1]
    ?.split('\n## ')[0]
    ?.match(/^\| `\w+/gm);
const namesBelow = (heading: string) => rowsBelow(heading)?.map((row) => row.slice(3));

describe('docs/client.md', () => {
  it('has a row for each question and for each kind of failure', () => {
    const failures = Object.keys(errors).filter((name) => name !== 'RecourseError');
    const questions = Object.keys(createRecourse({ endpoint: '', token: '' }));

    expect(namesBelow('Errors')?.sort()).toEqual(failures.sort());
    expect(namesBelow('Questions')?.sort()).toEqual(questions.sort());
  });
});
