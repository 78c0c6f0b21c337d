/**
 * Stands for AWS WAF in front of the API: the web ACLs of the template with their rule groups, IP sets and sets of
 * patterns, all of which it reads from there.
 * Leaves out the rule groups that AWS manages, whose rules only AWS knows, and the statements that `statements/` has no
 * file for, captchas, challenges and headers put into requests, which are refused by name.
 */
import type { HttpRequest } from '../http.ts';
import type { Resource } from '../template/template.ts';
import type { Inspection, Verdict } from './inspection.ts';
import { readWebAcls } from './web-acl.ts';

/** What the local WAF is made from. */
export interface FirewallOptions {
  readonly resources: readonly Resource[];
  /** Milliseconds since 1970. @default Date.now */
  readonly clock?: () => number;
  /** Told when somebody goes over the limit of a rule. */
  readonly log?: (line: string) => void;
}

/** Judges a request and counts it. */
export type Firewall = (request: HttpRequest) => Verdict;

/** Makes the firewall of a template; without a web ACL it allows everything. Throws on what is not emulated, by name. */
export function createFirewall({ resources, clock = Date.now, log = () => {} }: FirewallOptions): Firewall {
  const webAcls = readWebAcls(resources, log);
  return (request) => {
    for (const { rules, defaultVerdict } of webAcls) {
      const inspection: Inspection = { request, nowMs: clock(), labels: new Set() };
      const verdict = judge(rules, inspection) ?? defaultVerdict;
      if (verdict.action === 'block') return verdict;
    }
    return { action: 'allow' };
  };
}

function judge(rules: readonly ((inspection: Inspection) => Verdict | undefined)[], inspection: Inspection) {
  for (const rule of rules) {
    const verdict = rule(inspection);
    if (verdict) return verdict;
  }
  return undefined;
}
