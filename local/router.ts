import { metricsPath } from './cloudwatch/metrics.ts';
import type { HttpHandler, HttpRequest } from './http.ts';
import { faultsPath } from './redshift-data/faults/faults.ts';

/** The services behind the one port. */
export interface Services {
  readonly appSync: HttpHandler;
  readonly cognito: HttpHandler;
  readonly redshiftData: HttpHandler;
  readonly states: HttpHandler;
  readonly faults: HttpHandler;
  readonly metrics: HttpHandler;
  readonly pages: HttpHandler;
}

/** Sends each request to its service: AWS's JSON protocols by target, AppSync and user pools by path, else a web page. */
export function createRouter({
  appSync,
  cognito,
  redshiftData,
  states,
  faults,
  metrics,
  pages,
}: Services): HttpHandler {
  return (request) => {
    if (/^\/graphql(\/|$)/.test(request.path)) return appSync(request);
    if (request.path === faultsPath) return faults(request);
    if (request.path === metricsPath) return metrics(request);
    if (isWellKnown(request) || isHostedPage(request)) return cognito(request);
    if (request.path === '/' && request.method === 'OPTIONS') return cognito(request);
    if (request.path !== '/' || request.method !== 'POST') return pages(request);
    const target = request.headers['x-amz-target'] ?? '';
    if (target.startsWith('AWSStepFunctions.')) return states(request);
    return target.startsWith('RedshiftData.') ? redshiftData(request) : cognito(request);
  };
}

function isWellKnown({ path }: HttpRequest): boolean {
  return /^\/[\w-]+\/\.well-known\//.test(path);
}

/** What a user pool's domain serves; on AWS that is a host of its own. */
function isHostedPage({ path }: HttpRequest): boolean {
  return /^\/(oauth2\/.*|login|logout|error)$/.test(path);
}
