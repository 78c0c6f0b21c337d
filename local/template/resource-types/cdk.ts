import { property, type ResourceTypes, uuidOf } from '../resource-type.ts';

/** What CDK adds of its own accord: figures of use, its SDK calls, and the custom resource behind its `logRetention`. */
export const cdk: ResourceTypes = {
  'AWS::CDK::Metadata': { ref: uuidOf, attributes: {} },
  // Nothing asks for the id that its reply would give.
  'Custom::AWS': { ref: uuidOf, attributes: {} },
  'Custom::LogRetention': {
    ref: (retention) => property(retention, 'LogGroupName'),
    attributes: { LogGroupName: (retention) => property(retention, 'LogGroupName') },
  },
};
