interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: string | Readonly<Record<string, unknown>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, { readonly Statement: readonly Statement[] } | undefined>> & {
    readonly Roles?: readonly { readonly Ref: string }[];
  };
}

/** One action that a policy of a role allows. */
export interface AllowedAction {
  /** The role's place among the constructs, e.g. `Warehouse/Training`. */
  readonly role: string;
  readonly action: string;
  /** With the condition, where there is one. */
  readonly resource: string;
}

const listOf = <Item>(value: Item | readonly Item[] | undefined) => [value ?? []].flat() as Item[];

function resourcesOf(json: string): [id: string, Resource][] {
  return Object.entries((JSON.parse(json) as { Resources: Record<string, Resource> }).Resources);
}

/** Every action that a policy of a role allows, in the order of the template. */
export function allowedActions(json: string): AllowedAction[] {
  return resourcesOf(json)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Policy')
    .flatMap(([id, { Properties }]) =>
      (Properties.PolicyDocument?.Statement ?? []).flatMap((statement) =>
        listOf(statement.Action).map((action) => ({
          // The policy of a call has a name of its own; others have their role's.
          role: nameOf(id).replace(/(Role)?DefaultPolicy$|CustomResourcePolicy$/, '$1'),
          action,
          resource: `${code(listOf(statement.Resource).map(written).join(', '))}${whileTrue(statement)}`,
        })),
      ),
    );
}

/** For each role, the services that may act as it. */
export function trusts(json: string): string[][] {
  return resourcesOf(json)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .map(([id, { Properties }]) => {
      const statements = Properties.AssumeRolePolicyDocument?.Statement ?? [];
      const services = statements.map((statement) => `${principalOf(statement)}${whileTrue(statement)}`);
      return [nameOf(id), services.join(', ')];
    });
}

/** What the policies of resources allow, beside the roles' own. */
export function allowedByResources(json: string): string[][] {
  return resourcesOf(json).flatMap(([id, { Type, Properties }]) => {
    if (Type.startsWith('AWS::IAM::')) return [];
    const statements = (Properties.KeyPolicy ?? Properties.PolicyDocument)?.Statement ?? [];
    return statements
      .filter(({ Effect }) => Effect === 'Allow')
      .map((statement) => [
        nameOf(id),
        code(listOf(statement.Action).join(', ')),
        `${principalOf(statement)}${whileTrue(statement)}`,
      ]);
  });
}

function principalOf({ Principal = '' }: Statement): string {
  if (typeof Principal === 'string') return code(Principal);
  return listOf(Object.values(Principal))
    .map((one) => code(written(one)))
    .join(', ');
}

function whileTrue({ Condition = {} }: Statement): string {
  const conditions = Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).map(
      ([key, values]) =>
        `${code(key)} is ${listOf(values)
          .map((one) => code(written(one)))
          .join(' or ')}`,
    ),
  );
  return conditions.length > 0 ? `, while ${conditions.join(' and ')}` : '';
}

/** A logical id without the hash that CDK ends it with, nor that of a schedule's target. */
function nameOf(id: string): string {
  return id
    .replace(/[0-9A-F]{8}$/, '')
    .replace(/(?<=ForTarget)[0-9a-f]{6}/, '')
    .replaceAll('recourseprod', '');
}

/** A value as people write it, whatever the stage, the Region and the account. */
function written(value: unknown): string {
  if (typeof value === 'string') {
    return value
      .replaceAll('recourse-prod', 'recourse-STAGE')
      .replaceAll('us-east-1', 'REGION')
      .replace(/\b[0-9a-f]{64}\b/, 'HASH');
  }
  const [[name = '', argument] = []] = Object.entries(value as object) as [string, unknown][];
  if (name === 'Ref')
    return { 'AWS::Partition': 'aws', 'AWS::AccountId': 'ACCOUNT' }[String(argument)] ?? nameOf(String(argument));
  if (name === 'Fn::GetAtt') return nameOf(String((argument as readonly string[])[0]));
  if (name === 'Fn::Join') return (argument as [string, unknown[]])[1].map(written).join('');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that of Fn::Sub.
  if (name === 'Fn::Sub') return written(String(argument).replace('${AWS::AccountId}', 'ACCOUNT'));
  throw new Error(`No words for ${JSON.stringify(value)}`);
}

function code(text: string): string {
  return `\`${text}\``;
}
