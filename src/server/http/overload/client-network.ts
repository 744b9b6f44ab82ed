import { isIPv4, isIPv6, SocketAddress } from 'node:net'

/** The shared network of all texts that are not addresses: proxies do not send them, so they are forged. */
const INVALID = 'invalid'

/**
 * The network that an address counts as, in any notation: an IPv4 address is its own network, also as ::ffff:192.0.2.1
 * or with a port; an IPv6 address counts by its first 64 bits, which belong to one customer. `undefined`: the
 * connection has been reset.
 */
export function networkOf(address: string | undefined): string {
  if (address === undefined) return 'reset'
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1] ?? address.replace(/^([\d.]+):\d+$/, '$1')
  if (isIPv4(bare)) return bare
  if (!isIPv6(bare)) return INVALID
  const { address: canonical } = new SocketAddress({ address: bare.replace(/%.*$/, ''), family: 'ipv6' })
  const mapped = /^::ffff:([\d.]+)$/.exec(canonical)?.[1]
  if (mapped) return mapped
  const [head = '', tail] = canonical.split('::')
  const groups = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : Array<string>(8 - groups.length - after.length).fill('0')
  return `${[...groups, ...zeros, ...after].slice(0, 4).join(':')}::/64`
}
