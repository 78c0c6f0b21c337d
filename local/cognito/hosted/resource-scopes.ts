import { propertiesOf } from '../../template/resource-properties.ts';
import type { Resource } from '../../template/template.ts';

/** The scopes of a pool's resource servers, as tokens name them: `<identifier>/<scope>`. */
export function readResourceScopes(resources: readonly Resource[], poolId: string): ReadonlySet<string> {
  const servers = resources
    .filter(
      ({ type, properties }) => type === 'AWS::Cognito::UserPoolResourceServer' && properties.UserPoolId === poolId,
    )
    .map(propertiesOf);
  return new Set(
    servers.flatMap((server) =>
      server
        .objects('Scopes')
        .map((scope) => `${server.requiredText('Identifier')}/${scope.requiredText('ScopeName')}`),
    ),
  );
}
