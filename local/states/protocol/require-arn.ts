import { ServiceError } from '../../aws-json.ts';

/** Throws ServiceError InvalidArn for an ARN that is none of Step Functions', or of something else. */
export function requireArn(arn: string, kind: 'stateMachine' | 'execution'): void {
  if (!arn.startsWith('arn:')) throw new ServiceError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  const [, , service, , , type] = arn.split(':');
  if (service === 'states' && type === kind) return;
  throw new ServiceError('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${type}'`);
}
