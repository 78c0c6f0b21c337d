import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { PhysicalResourceId, PhysicalResourceIdReference } from 'aws-cdk-lib/custom-resources';
import type { IDependable } from 'constructs';
import type { SdkCalls } from './sdk-calls.ts';

/** What is guarded. */
export interface CostGuardProps {
  /** Name of the workgroup, as it stands in the settings. */
  readonly workgroup: string;
  readonly workgroupArn: string;
  /** RPU-hours a day after which queries are refused. */
  readonly dailyRpuHours: number;
}

/**
 * Has Redshift refuse queries for the rest of a day (UTC) once the workgroup has used so many RPU-hours.
 * https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_CreateUsageLimit.html
 */
export function addCostGuard(calls: SdkCalls, { workgroup, workgroupArn, dailyRpuHours }: CostGuardProps): IDependable {
  const limit = { amount: dailyRpuHours, breachAction: 'deactivate' };
  // A workgroup of another name is another workgroup, which has no limit yet: it gets a resource of its own.
  const guard = calls.add(`UsageLimit-${workgroup}`, {
    onCreate: {
      service: 'redshift-serverless',
      action: 'CreateUsageLimit',
      parameters: { ...limit, resourceArn: workgroupArn, usageType: 'serverless-compute', period: 'daily' },
      physicalResourceId: PhysicalResourceId.fromResponse('usageLimit.usageLimitId'),
    },
    onUpdate: {
      service: 'redshift-serverless',
      action: 'UpdateUsageLimit',
      parameters: { ...limit, usageLimitId: new PhysicalResourceIdReference() },
      physicalResourceId: PhysicalResourceId.fromResponse('usageLimit.usageLimitId'),
    },
    onDelete: {
      service: 'redshift-serverless',
      action: 'DeleteUsageLimit',
      parameters: { usageLimitId: new PhysicalResourceIdReference() },
      // It goes with its workgroup; and where it could not be made, what is to be deleted has no id of a limit.
      ignoreErrorCodesMatching: 'ResourceNotFoundException|ValidationException',
    },
    statements: [
      new PolicyStatement({
        actions: [
          'redshift-serverless:CreateUsageLimit',
          'redshift-serverless:DeleteUsageLimit',
          'redshift-serverless:UpdateUsageLimit',
        ],
        resources: ['*'],
      }),
    ],
  });
  calls.acknowledgeWildcard(
    'Resource::*',
    'Usage limits are no resource type of IAM’s, so no ARN narrows these actions.',
  );
  return guard;
}
