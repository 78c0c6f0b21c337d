import type { UserPool } from './user-pool.ts';

/** Throws an Error naming what a pool asks for that cannot run here. */
export function refuseFeatures(logicalId: string, { properties }: UserPool): void {
  const refuse = (feature: string) => {
    throw new Error(`User pool ${logicalId}: ${feature} cannot run here`);
  };
  if (properties.text('MfaConfiguration') === 'ON') refuse('MFA (MfaConfiguration ON)');
  const triggers = properties.object('LambdaConfig').names;
  if (triggers.length > 0) refuse(`a trigger (LambdaConfig ${triggers.join(', ')})`);
}

/** One line for each thing that a pool offers and this Cognito leaves out. */
export function listLeftOut({ name, isSignUpClosed, properties }: UserPool): string[] {
  return [
    ...(isSignUpClosed ? [] : [`self sign-up of user pool ${name}`]),
    ...(properties.text('MfaConfiguration') === 'OPTIONAL' ? [`MFA of user pool ${name}`] : []),
    ...(properties.object('DeviceConfiguration').names.length > 0 ? [`remembered devices of user pool ${name}`] : []),
    ...(properties.object('UserPoolAddOns').names.length > 0 ? [`threat protection of user pool ${name}`] : []),
  ];
}
