import { ServiceError } from '../../aws-json.ts';
import { latestPage, type Page, pageOf } from '../../next-token.ts';

/** What a request says about pages. */
interface PageInput {
  readonly nextToken: string | undefined;
  readonly maxResults: number | undefined;
}

/** A page of the service's own choice, https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
const pageItems = 100;

/** A page of a list. Throws ServiceError InvalidToken. */
export function page<Item>(list: string, items: readonly Item[], input: PageInput): Page<Item> {
  return withInvalidToken(() => pageOf(list, items, asked(input)));
}

/** A page of a list with the latest first. Throws ServiceError InvalidToken. */
export function latestFirst<Item extends object>(list: string, items: readonly Item[], input: PageInput): Page<Item> {
  const numbered = items.map((item, index) => ({ ...item, sequence: items.length - index }));
  return withInvalidToken(() => latestPage(list, numbered, asked(input), pageItems));
}

function asked({ nextToken: NextToken, maxResults }: PageInput) {
  return { NextToken, MaxResults: maxResults || pageItems };
}

function withInvalidToken<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof ServiceError) throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
    throw error;
  }
}
