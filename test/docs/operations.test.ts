import { SERVICES } from '../../src/services.ts'
import { blocksOf, readPage } from '../support/pages.ts'
import { sourcesOf } from '../support/service-sources.ts'

const policies = blocksOf(readPage('docs/operations.md'), 'json')
  .map((text) => JSON.parse(text))
  .filter(({ Version }) => Version)

test('the policy allows exactly the AWS calls that the gateway makes', () => {
  const sources = SERVICES.flatMap(({ name }) => sourcesOf(name))
  const imports = [...sources.join('\n').matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-([a-z]+)'/g)]
  const actions = imports.flatMap(([, names = '', service]) =>
    [...names.matchAll(/(\w+)Command\b/g)].map(([, operation]) => `${service}:${operation}`),
  )
  const [policy] = policies
  expect(policy.Statement).toEqual([expect.objectContaining({ Effect: 'Allow', Resource: '*' })])
  expect([...policy.Statement[0].Action].sort()).toEqual([...new Set(actions)].sort())
  expect(actions.length).toBeGreaterThan(0)
})

test('the second policy allows the gateway to assume roles', () => {
  const [, assumeRole] = policies
  expect(assumeRole.Statement).toEqual([expect.objectContaining({ Effect: 'Allow', Action: 'sts:AssumeRole' })])
})
