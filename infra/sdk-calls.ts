import { RemovalPolicy } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AwsCustomResource, AwsCustomResourcePolicy, type AwsCustomResourceProps } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { acknowledgeWildcard, type Wildcard } from './acknowledge-wildcard.ts';

/** What is called when, and the rights that it takes. */
export interface SdkCallProps extends Pick<AwsCustomResourceProps, 'onCreate' | 'onUpdate' | 'onDelete'> {
  readonly statements: PolicyStatement[];
}

/** Calls AWS while the stack is made, changed or deleted, for what CloudFormation itself has no resource type. */
export class SdkCalls extends Construct {
  private readonly role: Role;
  private readonly logGroup: LogGroup;

  /** @param name names the function that makes the calls. */
  constructor(
    scope: Construct,
    id: string,
    private readonly name: string,
  ) {
    super(scope, id);
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${name}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.logGroup.grantWrite(this.role);
  }

  /** Adds a call, with its rights on top of the others'. */
  add(id: string, { statements, ...calls }: SdkCallProps): AwsCustomResource {
    return new AwsCustomResource(this, id, {
      ...calls,
      functionName: this.name,
      role: this.role,
      logGroup: this.logGroup,
      // The runtime has all the SDK that is needed; another would be fetched from the internet at each deployment.
      installLatestAwsSdk: false,
      policy: AwsCustomResourcePolicy.fromStatements(statements),
    });
  }

  /** Says why the rights of a call must have a wildcard. */
  acknowledgeWildcard(wildcard: Wildcard, reason: string): void {
    acknowledgeWildcard(this, wildcard, reason);
  }
}
