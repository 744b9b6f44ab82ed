import { CodeDeployClient } from '@aws-sdk/client-codedeploy'
import { OVERVIEW, USUAL_DEPLOYMENT, WHOLE_DEPLOYMENT } from '../../bench/documents.ts'
import { overview } from '../../bench/peers/overview.ts'
import type { Region } from '../../bench/peers/read-all.ts'
import { usualDeployment } from '../../bench/peers/usual-deployment.ts'
import { wholeDeployment } from '../../bench/peers/whole-deployment.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, type Options, startGateway } from '../support/gateway.ts'

/** The answers of the gateway and of the benchmark's hand-written peer over the same AWS. */
async function bothAnswers(
  options: Options,
  query: string,
  variables: object,
  byHand: (regions: Region[]) => Promise<object>,
) {
  const gateway = await startGateway(options)
  const { endpoint, credentials } = gateway.emulator
  const regions = (options.locations ?? DEMO_LOCATIONS).map((location) => ({
    location,
    client: new CodeDeployClient({ region: location.region, endpoint, credentials }),
  }))
  try {
    const { data, errors } = await gateway.query(query, variables)
    expect(errors).toBeUndefined()
    return { data, byHand: JSON.parse(JSON.stringify(await byHand(regions))) }
  } finally {
    for (const { client } of regions) client.destroy()
    await gateway.stop()
  }
}

test.each([
  ['a whole deployment', WHOLE_DEPLOYMENT, wholeDeployment],
  ['the usual fields of a deployment', USUAL_DEPLOYMENT, usualDeployment],
])('the benchmark’s baseline loop returns %s as the gateway does', async (_, query, deploymentOf) => {
  const options = { world: fleetWorld({ targets: 30, events: 3, pageSize: 20 }), locations: ONE_LOCATION }
  const deploymentId = 'd-FLEET0001'
  const { data, byHand } = await bothAnswers(options, query, { deploymentId }, async ([region]) =>
    region ? deploymentOf(region, deploymentId) : {},
  )
  expect(data.codeDeployDeployment.targets.nodes).toHaveLength(30)
  expect(byHand).toEqual(data)
})

test('the benchmark’s baseline loop returns the overview of a fleet as the gateway does', async () => {
  const { data, byHand } = await bothAnswers({}, OVERVIEW, {}, overview)
  expect(data.codeDeployDeployments.nodes).toHaveLength(50)
  expect(byHand).toEqual(data)
})
