import type { ResourceProperties } from '../../template/resource-properties.ts';
import type { Resource } from '../../template/template.ts';
import type { Inspection } from '../inspection.ts';

/** Tells whether a request matches; a rate-based statement counts it, too. */
export type Statement = (inspection: Inspection) => boolean;

/** What a statement is read in. */
export interface StatementContext {
  /** The rule's name. */
  readonly rule: string;
  /** What comes before the labels of the rule's web ACL or rule group, e.g. `awswaf:000000000000:webacl:recourse:`. */
  readonly labelNamespace: string;
  readonly resources: readonly Resource[];
  readonly log: (line: string) => void;
  /** Reads a statement within this one. */
  readonly read: (choice: ResourceProperties) => Statement;
  /** The error for what is not emulated, with the web ACL and the rule. */
  readonly refuse: (what: string) => Error;
}

/** Makes a statement of what stands under its name, e.g. of the members of `ByteMatchStatement`. */
export type StatementReader = (properties: ResourceProperties, context: StatementContext) => Statement;

/** WAF writes a choice as an object whose one member names it. */
export function nameOfChoice(choice: ResourceProperties): string {
  return choice.names.join(' and ') || 'none';
}
