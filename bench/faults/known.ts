import { inParallel } from '../running/in-parallel.ts';
import type { Answer } from './judge.ts';
import type { Ask } from './open-caller.ts';
import type { Question } from './questions.ts';

/** A question and its right answer. */
export interface Known {
  readonly question: Question;
  readonly right: Answer;
}

const mostAttempts = 20;

/** Asks each question while all is well, so many at a time, which starts as many instances. */
export async function learnAnswers(ask: Ask, questions: readonly Question[], atATime: number): Promise<Known[]> {
  const known: Known[] = [];
  await inParallel(atATime, 0, questions.length, async (number) => {
    const question = questions[number];
    if (question) known[number] = { question, right: await askUntilRight(ask, question) };
  });
  return known;
}

/** An instance that starts beside many others may take longer than an answer has. */
async function askUntilRight(ask: Ask, question: Question): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask(question);
    const failure = answer.errors?.find(({ errorType }) => errorType !== 'InvalidCustomer');
    if (!failure) return answer;
    if (attempt === mostAttempts) throw new Error(`No answer while all is well: ${failure.message}`);
  }
}
