import type { TemplateDocument } from './document.ts';

/** Where a stack lives; what pseudo parameters and ids are made of. */
export interface StackEnvironment {
  /** Random text of this installation; ids of resources derive from it and stay the same from start to start. */
  readonly installationId: string;
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  /** Values for parameters, in place of their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What other stacks export, for Fn::ImportValue. */
  readonly exports?: Readonly<Record<string, string>>;
}

/** Resolves one template; `where` names the place in the template that an error should tell. */
export interface Scope {
  readonly document: TemplateDocument;
  readonly environment: StackEnvironment;
  /** The value with every intrinsic function in it resolved; `noValue` for `Ref: AWS::NoValue`. */
  resolve(value: unknown, where: string): unknown;
  /** What `Ref` gives. */
  reference(name: string, where: string): unknown;
  /** What `Fn::GetAtt` gives. */
  attribute(logicalId: string, attribute: string, where: string): string;
  /** The value of a named condition. */
  condition(name: string, where: string): boolean;
}

/** What `Ref: AWS::NoValue` gives: the property or list item that has it is not there. */
export const noValue = Symbol('AWS::NoValue');
