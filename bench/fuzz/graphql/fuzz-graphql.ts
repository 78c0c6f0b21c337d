import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { seededChance } from '../chance.ts';
import { shorten } from '../shorten.ts';
import { createTally, type Finding, type FuzzReport } from '../tally.ts';
import { exchange } from './exchange.ts';
import { judge, type Outcome } from './judge.ts';
import { type FuzzRequest, makeRequest } from './make-request.ts';

/** An API to fuzz, with a caller who may ask everything. */
export interface FuzzedApi {
  readonly endpoint: string;
  readonly token: string;
  close(): Promise<void>;
}

/** What a run is made of. */
export interface GraphqlFuzzOptions {
  readonly requests: number;
  readonly seed: number;
  /** Opens the API; asked again when a request brought it down. */
  readonly open: () => Promise<FuzzedApi>;
  /** Told of each finding at once. */
  readonly onFinding?: (finding: Finding) => void;
}

/** AppSync itself gives a request no longer; a server that is silent for so long is given up. */
const boundMs = 30_000;

/** Sends seeded random requests to a real server, one after the other, each over a connection of its own. */
export async function fuzzGraphql(options: GraphqlFuzzOptions): Promise<FuzzReport<Outcome['kind']>> {
  const tally = createTally<Outcome['kind']>();
  let api = await options.open();
  try {
    const schema = await readSchema(api);
    for (let number = 0; number < options.requests; number += 1) {
      const request = makeRequest(seededChance(options.seed * 1_000_003 + number), schema, api.token);
      const outcome = await sendUntilTimely(api, request);
      tally.count(describeRequest(request), outcome);
      if (!isFault(outcome)) continue;
      const text = describeRequest(await shortenRequest(api, request, outcome));
      const user = request.hasGoodToken ? 'a user' : 'nobody';
      const finding = { number, text, user, kind: outcome.kind, message: outcome.message };
      tally.find(finding);
      options.onFinding?.(finding);
      if (outcome.kind !== 'crash' && outcome.kind !== 'hang') continue;
      await api.close();
      api = await options.open();
    }
    return tally.report();
  } finally {
    await api.close();
  }
}

/** A late reply is asked for again: it may have been the machine that was busy with something else. */
async function sendUntilTimely(api: FuzzedApi, request: FuzzRequest): Promise<Outcome> {
  let outcome = await send(api, request);
  for (let more = 0; more < 2 && outcome.kind === 'slow'; more += 1) outcome = await send(api, request);
  return outcome;
}

async function send({ endpoint }: FuzzedApi, request: FuzzRequest): Promise<Outcome> {
  const startedAt = performance.now();
  const exchanged = await exchange(endpoint, request, boundMs);
  return judge(request, exchanged, performance.now() - startedAt);
}

const isFault = ({ kind }: Outcome) => kind !== 'answered' && kind !== 'refused' && kind !== 'closed';

/** A request that brought the server down, or took long, is shown as it is: each try would cost as much. */
async function shortenRequest(api: FuzzedApi, request: FuzzRequest, { kind }: Outcome): Promise<FuzzRequest> {
  if ((kind !== 'fault' && kind !== 'leak') || request.body.length > 20_000) return request;
  const withBody = (body: string): FuzzRequest => ({ ...request, body: Buffer.from(body) });
  const isFaulty = async (body: string) => (await send(api, withBody(body))).kind === kind;
  return withBody(await shorten(request.body.toString(), isFaulty));
}

function describeRequest({ method, target, headers, body, delivery }: FuzzRequest): string {
  const { authorization: _secret, ...shown } = headers;
  return `${method} ${target} ${JSON.stringify(shown)} ${delivery} ${body.toString()}`;
}

/** The schema as the API itself tells it. */
async function readSchema({ endpoint, token }: FuzzedApi): Promise<GraphQLSchema> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: token, 'content-type': 'application/json' },
    body: JSON.stringify({ query: getIntrospectionQuery() }),
  });
  const { data } = (await response.json()) as { data: IntrospectionQuery };
  return buildClientSchema(data);
}
