/**
 * Where a deployment of this template has put the loan history: the stack's upload copies it from there, and CDK leaves it
 * there. Undefined where the template has no such upload.
 */
export function findHistoryAsset(
  template: string,
  account: string,
  region: string,
): { bucket: string; key: string } | undefined {
  const [, qualifier] = /cdk-(\w+)-assets-/.exec(template) ?? [];
  const [, key] = /\/([0-9a-f]{64}\.csv)\b/.exec(template) ?? [];
  if (!qualifier || !key) return undefined;
  return { bucket: `cdk-${qualifier}-assets-${account}-${region}`, key };
}
