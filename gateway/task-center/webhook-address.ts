import { BlockList, isIP } from 'node:net';

/**
 * Addresses that belong to nobody on the internet: a webhook's receiver there could be anything inside the network that
 * the gateway stands in.
 */
const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Also the metadata services of clouds.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  inside.addSubnet(network, bits, 'ipv4');
}

const outside = new BlockList();
// Of IPv6 only what is given out; the rest, with what carries an IPv4 address inside (NAT64, 6to4, Teredo), is not.
outside.addSubnet('2000::', 3, 'ipv6');
const carriers = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  carriers.addSubnet(network, bits, 'ipv6');
}

/** False for everything that is private, local, reserved or no address at all. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !inside.check(address, 'ipv4');
    case 6:
      return outside.check(address, 'ipv6') && !carriers.check(address, 'ipv6');
    default:
      return false;
  }
}

/** What is wrong with the URL of a webhook, in words; null: nothing. The host is checked when it is connected to. */
export function whyNotUrl(text: string, { privateAllowed }: { readonly privateAllowed: boolean }): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return 'must be a URL with https or http';
  if (url.username !== '' || url.password !== '')
    return 'must not have a user or password: messages are signed instead';
  if (url.hash !== '') return 'must not have a fragment';
  const host = hostOf(url);
  if (!privateAllowed && (isIP(host) !== 0 ? !isPublicAddress(host) : /(^|\.)localhost\.?$/i.test(host))) {
    return 'must not be a private or local address';
  }
  return null;
}

/** Without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}
