import { arn, type DeclaredResource, physicalName, property, type ResourceTypes, uuidOf } from '../resource-type.ts';

const topicName = (topic: DeclaredResource) => physicalName(topic, 'TopicName');
const topicArn = (topic: DeclaredResource) => arn(topic, 'sns', topicName(topic));
const subscriptionArn = (subscription: DeclaredResource) =>
  `${property(subscription, 'TopicArn')}:${uuidOf(subscription)}`;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SNS.html */
export const sns: ResourceTypes = {
  'AWS::SNS::Topic': { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: topicName } },
  'AWS::SNS::TopicPolicy': { ref: uuidOf, attributes: { Id: uuidOf } },
  'AWS::SNS::Subscription': { ref: subscriptionArn, attributes: { Arn: subscriptionArn } },
};
