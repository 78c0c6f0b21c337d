import { BlockList, isIP } from 'node:net';
import { type ForwardedAddresses, readForwardedAddresses } from '../components/forwarded-addresses.ts';
import { findResource } from '../find-resource.ts';
import type { StatementReader } from './statement.ts';

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_IPSetReferenceStatement.html */
export const ipSetReferenceStatement: StatementReader = (properties, context) => {
  const set = toBlockList(
    findResource('AWS::WAFv2::IPSet', properties.requiredText('Arn'), context).texts('Addresses'),
  );
  const isInSet = (address: string) => set.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  const config = properties.object('IPSetForwardedIPConfig');
  if (config.names.length === 0) return ({ request }) => isIP(request.sourceIp) !== 0 && isInSet(request.sourceIp);
  const forwarded = readForwardedAddresses(config);
  const pick = positions[config.requiredText('Position')];
  if (!pick) throw context.refuse(`Position ${config.text('Position')}`);
  return ({ request }) => {
    const addresses = forwarded(request);
    return typeof addresses === 'boolean' ? addresses : pick(addresses).some(isInSet);
  };
};

const positions: Readonly<Record<string, (addresses: Exclude<ForwardedAddresses, boolean>) => readonly string[]>> = {
  FIRST: (addresses) => addresses.slice(0, 1),
  LAST: (addresses) => addresses.slice(-1),
  ANY: (addresses) => addresses,
};

function toBlockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), isIP(network) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
