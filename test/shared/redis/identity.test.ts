import { identityOf } from '../../../src/aws/shared/redis/open.ts'
import type { LocationConfig } from '../../../src/config/locations.ts'

const LOCATION: LocationConfig = {
  ...{ name: 'prod', region: 'eu-west-1', accountId: '123456789012', profile: 'prod' },
  ...{ roleArn: 'arn:aws:iam::123456789012:role/reader', endpoint: 'http://127.0.0.1:4566' },
}
const identity = (changed: Partial<LocationConfig>, isScrubbed = true) =>
  identityOf({ ...LOCATION, ...changed }, isScrubbed).map(([, one]) => one)

// Two processes share what they read in a location if its identity is the same in both.
test.each<[string, Partial<LocationConfig>, boolean]>([
  ['region', { region: 'eu-west-2' }, true],
  ['account', { accountId: '210987654321' }, true],
  ['role', { roleArn: 'arn:aws:iam::123456789012:role/other' }, true],
  ['profile', { profile: 'other' }, true],
  ['endpoint', { endpoint: 'http://127.0.0.1:4567' }, true],
  ['SCRUB_LOGS', {}, false],
])('a location with another %s has another identity', (_, changed, isScrubbed) => {
  expect(identity({})).toHaveLength(1)
  expect(identity(changed, isScrubbed)).toHaveLength(1)
  expect(identity(changed, isScrubbed)).not.toEqual(identity({}))
})

test('a location has no identity if nothing says which account it is', () => {
  const { accountId, roleArn, ...unnamed } = LOCATION
  expect(identityOf(unnamed, true)).toEqual([])
})
