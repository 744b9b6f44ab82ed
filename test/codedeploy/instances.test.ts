import fc from 'fast-check'
import { byRequestedId } from '../../src/codedeploy/instances.ts'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateway, useGateways } from '../support/gateway.ts'

const id = (number: number) => `i-${number.toString(16).padStart(17, '0')}`
const ec2Arn = (instanceId: string) => `arn:aws:ec2:us-east-1:111122223333:instance/${instanceId}`

const INSTANCES = `query ($ids: [ID!]!, $deployment: ID! = "d-FLEET0001") {
  deploymentInstances(deploymentId: $deployment, instanceIds: $ids) { instances { instanceId } missingInstanceIds errorMessage }
}`

const gateway = useGateway({ world: fleetWorld({ targets: 60, events: 1 }), locations: ONE_LOCATION })
beforeEach(() => void gateway.calls())
const { start } = useGateways({ locations: ONE_LOCATION })

describe('instances of the deprecated operations', () => {
  test('are read one by one with GetDeploymentInstance', async () => {
    const { data, errors } = await gateway.query(
      `{ deploymentInstance(deploymentId: "d-FLEET0001", instanceId: "${id(3)}") {
        deploymentId instanceId status rawStatus lifecycleEvents { name } } }`,
    )
    expect(errors).toBeUndefined()
    expect(data.deploymentInstance).toEqual({
      deploymentId: 'd-FLEET0001',
      instanceId: id(3),
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

  test('are read 25 in a call, in the order of the query, matched by id although AWS answers with ARNs', async () => {
    const instanceIds = [id(40), id(7), ...Array.from({ length: 28 }, (_, index) => id(index + 8))]
    const { data, errors } = await gateway.query(INSTANCES, { ids: instanceIds })
    expect(errors).toBeUndefined()
    expect(data.deploymentInstances).toEqual({
      instances: instanceIds.map((instanceId) => ({ instanceId })),
      missingInstanceIds: [],
      errorMessage: null,
    })
    expect(gateway.calls()).toEqual({ BatchGetDeploymentInstances: 2 })
  })

  test('have their ARN as their id where the query names them by it', async () => {
    const ids = [ec2Arn(id(3)), id(3), ec2Arn(id(4))]
    const { data, errors } = await gateway.query(INSTANCES, { ids })
    expect(errors).toBeUndefined()
    expect(data.deploymentInstances.instances).toEqual(ids.map((instanceId) => ({ instanceId })))
  })

  test('are null if AWS does not know them, with each id once and the text of each call', async () => {
    const ids = [id(1), 'i-none', ...Array.from({ length: 28 }, (_, index) => id(index + 8)), 'i-none', 'i-neither']
    const { data, errors } = await gateway.query(INSTANCES, { ids })
    expect(errors).toBeUndefined()
    expect(data.deploymentInstances).toEqual({
      instances: ids.map((instanceId) => (instanceId.startsWith('i-n') ? null : { instanceId })),
      missingInstanceIds: ['i-none', 'i-neither'],
      errorMessage:
        'The following instances do not belong to deployment d-FLEET0001: i-none\n' +
        'The following instances do not belong to deployment d-FLEET0001: i-neither',
    })
    expect(gateway.calls()).toEqual({ BatchGetDeploymentInstances: 2 })
  })

  test('are all missing where the deployment has none of them, without a call for the deployment', async () => {
    const { data, errors } = await gateway.query(INSTANCES, { ids: ['i-none'] })
    expect(errors).toBeUndefined()
    expect(data.deploymentInstances).toMatchObject({ instances: [null], missingInstanceIds: ['i-none'] })
    expect(gateway.calls()).toEqual({ BatchGetDeploymentInstances: 1 })
  })

  test('of an unknown deployment are null, both alone and in a list', async () => {
    const { data, errors } = await gateway.query(`{
      one: deploymentInstance(deploymentId: "d-UNKNOWN01", instanceId: "i-1") { instanceId }
      several: deploymentInstances(deploymentId: "d-UNKNOWN01", instanceIds: ["i-1"]) { errorMessage }
    }`)
    expect({ data, errors }).toEqual({ data: { one: null, several: null }, errors: undefined })
  })

  test('are not shared among requests, since AWS names the ids of a call in its text', async () => {
    const read = (ids: string[]) => gateway.query(INSTANCES, { ids })
    const mine = (letter: string) => [id(1), `i-${letter}`]
    const answers = await Promise.all(['a', 'b', 'c'].map((letter) => read(mine(letter))))
    for (const [index, letter] of ['a', 'b', 'c'].entries())
      expect(answers[index]?.data.deploymentInstances.errorMessage).toBe(
        `The following instances do not belong to deployment d-FLEET0001: i-${letter}`,
      )
    expect(gateway.calls()).toEqual({ BatchGetDeploymentInstances: 3 })
    await Promise.all(
      [1, 2].map(() =>
        gateway.query(`{ deploymentInstance(deploymentId: "d-FLEET0001", instanceId: "${id(3)}") { instanceId } }`),
      ),
    )
    expect(gateway.calls()).toEqual({ GetDeploymentInstance: 2 })
  })

  test('are an error where they cannot be read, rather than reported as complete', async () => {
    gateway.faults.push({ operation: 'BatchGetDeploymentInstances', error: { name: 'ThrottlingException' }, times: 3 })
    const { data, errors } = await gateway.query(
      `{ deploymentInstances(deploymentId: "d-FLEET0001", instanceIds: ["${id(50)}"]) { missingInstanceIds errorMessage } }`,
    )
    gateway.faults.pop()
    expect(data).toEqual({ deploymentInstances: null })
    expect(errors).toMatchObject([{ path: ['deploymentInstances'], extensions: { code: 'AWS_THROTTLED' } }])
  })

  test('are marked as deprecated in the schema, with their replacement', async () => {
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

describe('on-premises machines', () => {
  const onPremisesArn = (name: string, suffix: string) =>
    `arn:aws:codedeploy:us-east-1:111122223333:instance/${name}_${suffix}`
  const machines = [
    ['rack-8', 'rDH556dxEX'],
    ['rack-8_a', 'Zz90'],
    ['rack_8', 'q1'],
  ] as const
  const world: World = () => ({
    codedeploy: {
      deployments: [
        deploymentOf(
          { deploymentId: 'd-RACKS0001', status: 'Succeeded', computePlatform: 'Server' },
          machines.map(([name, suffix]) => ({
            deploymentTargetType: 'InstanceTarget',
            instanceTarget: {
              deploymentId: 'd-RACKS0001',
              targetId: name,
              targetArn: onPremisesArn(name, suffix),
              status: name === 'rack-8' ? 'Failed' : 'Succeeded',
            },
          })),
        ),
      ],
    },
  })

  test('are also found by their ARNs, which are then their ids', async () => {
    const racks = await start({ world })
    const ids = [onPremisesArn('rack-8_a', 'Zz90'), onPremisesArn('rack-8', 'rDH556dxEX'), 'rack-8']
    const { data, errors } = await racks.query(INSTANCES, { ids, deployment: 'd-RACKS0001' })
    expect(errors).toBeUndefined()
    expect(data.deploymentInstances).toEqual({
      instances: ids.map((instanceId) => ({ instanceId })),
      missingInstanceIds: [],
      errorMessage: null,
    })
  })

  test('are matched by their names, even where one name is another with an underscore and a suffix', async () => {
    const racks = await start({ world })
    const { data, errors } = await racks.query(
      `{ deploymentInstances(deploymentId: "d-RACKS0001", instanceIds: ["rack-8_a", "rack-8", "rack_8", "rack"]) {
          instances { instanceId status } missingInstanceIds } }`,
    )
    expect(errors).toBeUndefined()
    expect(data.deploymentInstances).toEqual({
      instances: [
        { instanceId: 'rack-8_a', status: 'SUCCEEDED' },
        { instanceId: 'rack-8', status: 'FAILED' },
        { instanceId: 'rack_8', status: 'SUCCEEDED' },
        null,
      ],
      missingInstanceIds: ['rack'],
    })
  })

  test.each([
    ['the name of another with what looks like a suffix', ['rack-8_a'], ['rack-8', 'rack-8_a'], { 'rack-8': 0 }],
    ['an ARN without a suffix', ['rack-8'], ['rack-8'], { 'rack-8': 0 }],
    ['an ARN without a suffix and a name with an underscore', ['rack_8'], ['rack_8'], { rack_8: 0 }],
  ])('match one name each: %s', (_, names, ids, matches) => {
    const shapes = names.map((name) => ({ instanceId: `arn:aws:codedeploy:us-east-1:1:instance/${name}` }))
    const indexes = [...byRequestedId(shapes, ids)].map(([id, shape]) => [id, shapes.indexOf(shape)])
    expect(Object.fromEntries(indexes)).toEqual(matches)
  })

  test('are matched for any names and any order of AWS’s answer', () => {
    const name = fc.stringMatching(/^[a-z][a-z_-]{0,5}[a-z0-9]$/)
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 6 }), fc.nat(), (names, turn) => {
        const shapes = names.map((name) => ({ name, instanceId: onPremisesArn(name, 'Xy12') }))
        const rotated = [...shapes.slice(turn % names.length), ...shapes.slice(0, turn % names.length)]
        const byName = byRequestedId(rotated, names)
        expect(names.map((name) => byName.get(name)?.name)).toEqual(names)
      }),
    )
  })
})
