import { randomUUID } from 'node:crypto';
import { refuseArguments, textMembers } from '../arguments.ts';
import type { IntegrationType } from '../integration.ts';
import { refusing } from '../service-error.ts';

/** Writes a message to the log, https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html */
export const publish: IntegrationType = {
  arn: 'arn:aws:states:::sns:publish',
  open: ({ iam, log }) => ({
    refuse: (written) =>
      refuseArguments(written, { members: ['Message', 'Subject', 'TopicArn'], required: ['Message', 'TopicArn'] }),
    async call(parameters, { principal }) {
      const { TopicArn: topicArn, Message: message, Subject: subject } = textMembers(parameters, ['TopicArn']);
      await refusing('Sns', [], () => iam.authorize(principal, 'sns:Publish', topicArn));
      log(`sns: ${topicArn} ${JSON.stringify({ subject, message })}`);
      return {
        MessageId: randomUUID(),
        SdkHttpMetadata: { HttpStatusCode: 200 },
        SdkResponseMetadata: { RequestId: randomUUID() },
      };
    },
  }),
};
