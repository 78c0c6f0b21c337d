/**
 * Stands for AWS WAF in front of the API: rate-based rules by IP address, their priority and the default action, from the
 * web ACLs of the template.
 * Leaves out the rule groups that AWS manages, whose rules only AWS knows; any other kind of statement is refused by name.
 */
import type { HttpRequest, HttpResponse } from '../http.ts';
import type { Resource } from '../template/template.ts';
import { createRequestRate } from './request-rate.ts';
import { readWebAcls, type WebAcl } from './web-acl.ts';

/** What the local WAF is made from. */
export interface FirewallOptions {
  readonly resources: readonly Resource[];
  /** Milliseconds since 1970. @default Date.now */
  readonly clock?: () => number;
  /** Told when an address goes over the limit of a rule. */
  readonly log?: (line: string) => void;
}

/** What becomes of a request; `rule` is the rule that blocked it, or `Default_Action` as WAF's own log has it. */
export type Verdict = { readonly action: 'allow' } | { readonly action: 'block'; readonly rule: string };

/** Judges a request and counts it. */
export type Firewall = (request: HttpRequest) => Verdict;

type Rule = (sourceIp: string, nowMs: number) => Verdict | undefined;

/** What AppSync replies to a request that WAF blocks. */
export const forbidden: HttpResponse = {
  status: 403,
  headers: {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
    'x-amzn-errortype': 'WAFForbiddenException',
  },
  body: JSON.stringify({ errors: [{ errorType: 'WAFForbiddenException', message: '403 Forbidden' }] }),
};

// Bounds the memory of a rule to about 2 MB when requests come from ever new addresses.
const maxAddresses = 10_000;

/** Makes the firewall of a template; without a web ACL it allows everything. Throws on what is not emulated, by name. */
export function createFirewall({ resources, clock = Date.now, log = () => {} }: FirewallOptions): Firewall {
  const rules = readWebAcls(resources).flatMap((webAcl) => createRules(webAcl, log));
  return ({ sourceIp }) => {
    const nowMs = clock();
    for (const rule of rules) {
      const verdict = rule(sourceIp, nowMs);
      if (verdict) return verdict;
    }
    return { action: 'allow' };
  };
}

/** Names of the managed rule groups in front of the API, which the firewall leaves out. */
export function listManagedRuleGroups(resources: readonly Resource[]): string[] {
  return readWebAcls(resources).flatMap(({ managedRuleGroups }) => managedRuleGroups);
}

function createRules({ rules, defaultAction }: WebAcl, log: (line: string) => void): Rule[] {
  const rateRules = rules.map(({ name, action, limit, windowSeconds }): Rule => {
    const rate = createRequestRate(windowSeconds, maxAddresses);
    return (sourceIp, nowMs) => {
      const count = rate.count(sourceIp, nowMs);
      if (count <= limit) return undefined;
      if (count === limit + 1)
        log(`waf: ${name}: ${sourceIp} is over ${limit} requests in ${windowSeconds} s (${action})`);
      return action === 'block' ? { action: 'block', rule: name } : undefined;
    };
  });
  return defaultAction === 'allow' ? rateRules : [...rateRules, () => ({ action: 'block', rule: 'Default_Action' })];
}
