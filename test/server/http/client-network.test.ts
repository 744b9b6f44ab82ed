import fc from 'fast-check'
import { networkOf } from '../../../src/server/http/overload/client-network.ts'

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['192.0.2.1:4711', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:c000:0201', '192.0.2.1'],
  ['[::ffff:192.0.2.1]:80', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:2:ffff::', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
  ['2001:db8:1::6', '2001:db8:1:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['1:2:3:4:5:6:7:8:9::', 'invalid'],
  ['unknown', 'invalid'],
  ['', 'invalid'],
  [undefined, 'reset'],
])('the address %p counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('every spelling of an IPv6 address counts as one client, and no text causes an error', () => {
  fc.assert(fc.property(fc.string(), (text) => void networkOf(text)))
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      expect(new Set([address, address.toUpperCase(), `[${address}]`, `[${address}]:1`].map(networkOf)).size).toBe(1)
    }),
  )
})
