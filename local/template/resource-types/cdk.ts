import { property, type ResourceTypes, uuidOf } from '../resource-type.ts';

/** What CDK adds of its own accord: figures of use, and the custom resource behind its `logRetention`. */
export const cdk: ResourceTypes = {
  'AWS::CDK::Metadata': { ref: uuidOf, attributes: {} },
  'Custom::LogRetention': {
    ref: (retention) => property(retention, 'LogGroupName'),
    attributes: { LogGroupName: (retention) => property(retention, 'LogGroupName') },
  },
};
