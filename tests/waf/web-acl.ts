import type { HttpRequest } from '../../local/http.ts';
import type { Resource } from '../../local/template/template.ts';

/** The ARN of a WAF resource of the tests, as its references have it. */
export const arnOf = (kind: string) => `arn:aws:wafv2:us-east-1:000000000000:regional/${kind}/recourse/1`;

/** A WAF resource as the template reader gives it. */
export function wafResource(type: string, kind: string, properties: Record<string, unknown>): Resource {
  return {
    logicalId: type,
    type: `AWS::WAFv2::${type}`,
    properties,
    ref: 'recourse|1|REGIONAL',
    attributes: { Arn: arnOf(kind), LabelNamespace: `awswaf:000000000000:${kind}:recourse:` },
  };
}

/** A web ACL of these rules, and its association with an API. */
export function webAcl(rules: unknown[], properties: Record<string, unknown> = {}): Resource[] {
  return [
    wafResource('WebACL', 'webacl', { Name: 'recourse', DefaultAction: { Allow: {} }, Rules: rules, ...properties }),
    {
      logicalId: 'Association',
      type: 'AWS::WAFv2::WebACLAssociation',
      ref: 'association',
      attributes: {},
      properties: { ResourceArn: 'arn:aws:appsync:us-east-1:000000000000:apis/1', WebACLArn: arnOf('webacl') },
    },
  ];
}

/** A POST to the API, with some of it changed. */
export function request(changes: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'POST',
    path: '/graphql',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
    sourceIp: '192.0.2.1',
    ...changes,
  };
}
