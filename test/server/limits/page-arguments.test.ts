import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateway } from '../../support/gateway.ts'

const gateway = useGateway({ world: fleetWorld({ targets: 2 }), locations: ONE_LOCATION })
beforeEach(() => void gateway.calls())

// One document, parsed once: what is known of it must not be taken for what was asked with it.
const DOCUMENT = `
  query Pages($first: Int, $after: String) { codeDeployDeployments { nodes { ...page } } }
  query None { codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }
  query Wrong { codeDeployDeployments(first: 0) { nodes { status } } }
  fragment page on CodeDeployDeployment { targets(first: $first, after: $after) { targetIds } }`

async function ask(operationName: string, variables: object = {}) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: DOCUMENT, operationName, variables }),
  })
  const { data, errors } = (await response.json()) as Awaited<ReturnType<typeof gateway.query>>
  return { status: response.status, data, messages: errors?.map(({ message }) => message) }
}

const page = (...targetIds: string[]) => ({ codeDeployDeployments: { nodes: [{ targets: { targetIds } }] } })
const [one, two] = ['i-00000000000000000', 'i-00000000000000001']

test('each request with the same document is checked with its own operation and variables', async () => {
  expect(await ask('Pages', { first: 1 })).toEqual({ status: 200, data: page(one) })
  expect(await ask('Pages', { first: 0 })).toMatchObject({
    status: 200,
    messages: ['"first" was 0: expected a whole number from 1 to 1000.'],
  })
  expect(await ask('Pages', { first: 2 })).toEqual({ status: 200, data: page(one, two) })
  expect(await ask('Pages', { first: 2, after: 'garbled' })).toMatchObject({
    status: 200,
    messages: [expect.stringMatching(/^The cursor "garbled" /)],
  })
  expect(await ask('Wrong')).toMatchObject({ status: 200, messages: [expect.stringMatching(/^"first" was 0/)] })
  expect(await ask('None')).toEqual({ status: 200, data: { codeDeployDeployment: { status: 'SUCCEEDED' } } })
  expect(await ask('Pages', { first: 'many' })).toMatchObject({ messages: [expect.stringContaining('"$first"')] })
  expect(await ask('Nobody')).toMatchObject({ status: 200, messages: ['Unknown operation named "Nobody".'] })
})

test('a refused request makes no AWS call', async () => {
  await ask('Pages', { first: 1001 })
  await ask('Wrong')
  expect(gateway.calls()).toEqual({})
})

test('null as the page size means the default for both the read and the cost, on every execution', async () => {
  const query = (first: string) =>
    `query Sized${first === 'null' ? '' : '($none: Int = 5)'} { codeDeployDeployments(first: ${first}) { nodes { targets(first: ${first}) { targetIds } } } }`
  const costOf = async (first: string, variables = {}) =>
    (await gateway.query(query(first), variables, { 'x-cost-only': '1' })).extensions
  const omitted = '{ codeDeployDeployments { nodes { targets { targetIds } } } }'
  const expected = await gateway.query(omitted)
  expect(expected).toMatchObject({ status: 200, data: page(one, two) })
  for (const [first, variables] of [['null'], ['null'], ['$none', { none: null }], ['$none', { none: null }]] as const)
    expect(await gateway.query(query(first), variables)).toEqual(expected)
  const { extensions } = await gateway.query(omitted, {}, { 'x-cost-only': '1' })
  expect([await costOf('null'), await costOf('$none', { none: null })]).toEqual([extensions, extensions])
})
