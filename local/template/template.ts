/** One resource of a synthesized CloudFormation template with every intrinsic function resolved. */
export interface Resource {
  readonly logicalId: string;
  /** CloudFormation type, e.g. `AWS::Lambda::Function`. */
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What `Ref` gives for this resource. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives, by attribute name, e.g. `Arn`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A synthesized CloudFormation template, ready to run. */
export interface Template {
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, string>>;
  /** Folder or file in the cloud assembly of the asset with this S3 object key. */
  assetPath(objectKey: string): string;
}
