import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { startGateway } from '../support/gateway.ts'

const id = (number: number) => `i-${number.toString(16).padStart(17, '0')}`
const arn = (instanceId: string) => `arn:aws:ec2:us-east-1:111122223333:instance/${instanceId}`

let gateway: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  gateway = await startGateway({ world: fleetWorld({ targets: 60, events: 1 }), locations: DEMO_LOCATIONS.slice(0, 1) })
})
afterAll(() => gateway.stop())
beforeEach(() => void gateway.calls())

describe('instances, by the operations that AWS has deprecated', () => {
  test('are read one by one with GetDeploymentInstance', async () => {
    const { data, errors } = await gateway.query(
      `{ deploymentInstance(deploymentId: "d-FLEET0001", instanceId: "${id(3)}") {
        deploymentId instanceId status rawStatus lifecycleEvents { name } } }`,
    )
    expect(errors).toBeUndefined()
    expect(data.deploymentInstance).toEqual({
      deploymentId: 'd-FLEET0001',
      instanceId: arn(id(3)),
      status: 'SUCCEEDED',
      rawStatus: 'Succeeded',
      lifecycleEvents: [{ name: 'BeforeBlockTraffic' }],
    })
    expect(gateway.calls()).toEqual({ GetDeploymentInstance: 1 })
  })

  test('that do not exist are null without an error', async () => {
    const { data, errors } = await gateway.query(
      `{ deploymentInstance(deploymentId: "d-FLEET0001", instanceId: "i-none") { instanceId } }`,
    )
    expect({ data, errors }).toEqual({ data: { deploymentInstance: null }, errors: undefined })
  })

  test('are read 25 a call, in the order asked, matched by id although AWS answers with ARNs', async () => {
    const asked = [id(40), id(7), ...Array.from({ length: 28 }, (_, index) => id(index + 8))]
    const { data, errors } = await gateway.query(
      'query ($ids: [ID!]!) { deploymentInstances(deploymentId: "d-FLEET0001", instanceIds: $ids) { instances { instanceId } errorMessage } }',
      { ids: asked },
    )
    expect(errors).toBeUndefined()
    expect(data.deploymentInstances).toEqual({
      instances: asked.map((instanceId) => ({ instanceId: arn(instanceId) })),
      errorMessage: null,
    })
    expect(gateway.calls()).toEqual({ BatchGetDeploymentInstances: 2 })
  })

  test('that AWS does not know are null in their slot, with its message', async () => {
    const { data, errors } = await gateway.query(
      `{ deploymentInstances(deploymentId: "d-FLEET0001", instanceIds: ["${id(1)}", "i-none"]) { instances { instanceId } errorMessage } }`,
    )
    expect(errors).toBeUndefined()
    expect(data.deploymentInstances).toEqual({
      instances: [{ instanceId: arn(id(1)) }, null],
      errorMessage: expect.stringContaining('i-none'),
    })
  })

  test('are marked as deprecated in the schema, with what to use instead', async () => {
    const { data } = await gateway.query(
      '{ __type(name: "Query") { fields(includeDeprecated: true) { name isDeprecated deprecationReason } } }',
    )
    const deprecated = data.__type.fields.filter((field: { isDeprecated: boolean }) => field.isDeprecated)
    expect(deprecated).toEqual([
      {
        name: 'deploymentInstance',
        isDeprecated: true,
        deprecationReason: 'AWS deprecated GetDeploymentInstance: use deploymentTargets. Removed after 2027-06-30.',
      },
      {
        name: 'deploymentInstances',
        isDeprecated: true,
        deprecationReason:
          'AWS deprecated BatchGetDeploymentInstances: use deploymentTargets. Removed after 2027-06-30.',
      },
    ])
  })
})
