/** A CloudFormation template as it is written, its intrinsic functions not yet resolved. */
export interface TemplateDocument {
  readonly Parameters?: Readonly<Record<string, ParameterDeclaration>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  /** Conditions by name, each an expression of Fn::Equals, Fn::And, Fn::Or, Fn::Not. */
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, ResourceDeclaration>>;
  readonly Outputs?: Readonly<Record<string, OutputDeclaration>>;
  /** Macros, which CloudFormation runs in the cloud. */
  readonly Transform?: unknown;
}

/** One entry of `Parameters`. */
export interface ParameterDeclaration {
  readonly Type: string;
  readonly Default?: string | number;
}

/** One entry of `Resources`. */
export interface ResourceDeclaration {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
  readonly DependsOn?: string | readonly string[];
}

/** One entry of `Outputs`. */
export interface OutputDeclaration {
  readonly Value: unknown;
  readonly Condition?: string;
}
