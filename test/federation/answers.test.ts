import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import { gatewayConfig } from '../../examples/supergraph/hive.config.mjs'
import { useGateways } from '../support/gateway.ts'
import { company, DEMO_LOCATIONS } from './company.ts'
import { GATEWAYS, startSupergraph } from './gateways.ts'

const HOME = 'us-east-1'
const body = JSON.stringify({
  query: 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Location { name } } }',
  variables: { of: [{ __typename: 'Location', name: HOME }] },
})
const { start } = useGateways({ world: company(), locations: DEMO_LOCATIONS })
const headers = { 'content-type': 'application/json', 'apollo-federation-include-trace': 'ftv1' }

test('a response to a router has no Apollo trace and forbids caching', async () => {
  const deploygraph = await start()
  const response = await fetch(`${deploygraph.url}/graphql`, { method: 'POST', headers, body })
  const answer = await response.json()
  expect(answer).toEqual({ data: { _entities: [{ name: HOME }] } })
  expect(response.headers.get('cache-control')).toBe('no-store')
})

test.each(Object.keys(GATEWAYS) as (keyof typeof GATEWAYS)[])('%s drops the cost receipt', async (name) => {
  const deploygraph = await start({ receipt: true })
  const supergraph = await startSupergraph(name, deploygraph.url, [])
  const query = '{ codeDeployDeployment(deploymentId: "d-000000001") { phase } }'
  const [direct, through] = [await deploygraph.query(query), await supergraph.query(query)]
  await supergraph.stop()
  expect(direct.extensions?.aws).toBeDefined()
  expect(through.data).toEqual(direct.data)
  expect(through.extensions?.aws).toBeUndefined()
})

test('the configuration of hive-gateway finds its supergraph from any working directory', async () => {
  const gateway = createGatewayRuntime({ ...gatewayConfig, logging: false })
  const response = await gateway.fetch('http://gateway/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __type(name: "CodeDeployDeployment") { name } }' }),
  })
  expect(await response.json()).toEqual({ data: { __type: { name: 'CodeDeployDeployment' } } })
  await gateway.dispose()
})
