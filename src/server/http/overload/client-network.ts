import { isIPv4, isIPv6, SocketAddress } from 'node:net'

/** What all texts that are no address count as together: a proxy does not send them, so they are made up. */
const INVALID = 'invalid'

/**
 * The network that an address counts as, however it is spelled: an IPv4 address is itself, also as ::ffff:192.0.2.1 or with
 * a port, and an IPv6 network of 64 bits is one customer's. `undefined`: the connection has been reset.
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
