import { isIP } from 'node:net';
import type { HttpRequest } from '../../http.ts';
import type { ResourceProperties } from '../../template/resource-properties.ts';

/** The addresses of a header, first to last, or whether the statement matches without one. */
export type ForwardedAddresses = readonly string[] | boolean;

/**
 * Reads where proxies name the caller. A request without the header does not match; one whose header holds no address
 * does what the fallback says.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-forwarded-ip-address.html
 */
export function readForwardedAddresses(config: ResourceProperties): (request: HttpRequest) => ForwardedAddresses {
  const header = config.requiredText('HeaderName').toLowerCase();
  const isMatchedWithout = config.requiredText('FallbackBehavior') === 'MATCH';
  return ({ headers }) => {
    const value = headers[header];
    if (value === undefined) return false;
    const addresses = value.split(',').map((address) => address.trim());
    return addresses.every((address) => isIP(address) !== 0) ? addresses : isMatchedWithout;
  };
}
