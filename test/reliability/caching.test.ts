import fc from 'fast-check'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { NOW, ONE_LOCATION, type Options, useGateways } from '../support/gateway.ts'
import { until } from '../support/until.ts'

let now = NOW
const clock = () => now
beforeEach(() => {
  now = NOW
})
// The gateway and AWS have the same clock.
const { start, gateway } = useGateways({
  ...{ cache: true, clock, gatewayClock: clock, locations: ONE_LOCATION, batchWindowMs: 0 },
})

const ONE = '{ codeDeployDeployment(deploymentId: "d-REMEMBER1") { description } }'

/** A deployment whose description is the time at which AWS was asked. */
const dated: World = (_, at) => ({
  codedeploy: {
    deployments: [
      deploymentOf({
        deploymentId: 'd-REMEMBER1',
        status: 'InProgress',
        createTime: new Date(NOW),
        description: String(at),
      }),
    ],
  },
})

/** How long ago AWS said what is answered. */
const ageOf = ({ data }: { data: { codeDeployDeployment: { description: string } } }) =>
  now - Number(data.codeDeployDeployment.description)

describe('an answer that can still change', () => {
  test('is never older than configured', async () => {
    const { query } = await start({ world: dated, codedeployCacheSeconds: 1 })
    const waits = fc.array(fc.integer({ min: 0, max: 1_500 }), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(waits, async (milliseconds) => {
        for (const wait of milliseconds) {
          now += wait
          const age = ageOf(await query(ONE))
          expect(age).toBeGreaterThanOrEqual(0)
          expect(age).toBeLessThanOrEqual(1_000)
        }
      }),
      { numRuns: 10 },
    )
  })

  test('is used for exactly the configured time', async () => {
    const { query, calls } = await start({ world: dated, codedeployCacheSeconds: 5 })
    await query(ONE)
    now += 5_000
    expect(ageOf(await query(ONE))).toBe(5_000)
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
    now += 1
    expect(ageOf(await query(ONE))).toBe(0)
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
  })

  test.each<[string, Options]>([
    ['for 0 seconds', { codedeployCacheSeconds: 0 }],
    ['with the cache off', { cache: false }],
  ])('is not reused %s', async (_, options) => {
    const { query, calls } = await start({ world: dated, ...options })
    for (const _ of [1, 2, 3]) await query(ONE)
    expect(calls()).toEqual({ BatchGetDeployments: 3 })
  })

  test('ages from the time of the AWS call, not of the response', async () => {
    const { query, calls, faults } = await start({ world: dated, codedeployCacheSeconds: 1 })
    faults.push({ delayMs: 300 })
    const slow = query(ONE)
    await until(() => gateway.emulator.calls.length > 0)
    now += 1_001
    await slow
    faults.splice(0)
    expect(ageOf(await query(ONE))).toBe(0)
    expect(calls()).toEqual({ BatchGetDeployments: 2 })
  })

  test('is remembered for the time configured for its service', async () => {
    const world: World = (region, at) => ({
      ...dated(region, at),
      appconfig: { applications: [{ Id: 'app0001', Name: 'checkout' }] },
    })
    const { query, calls } = await start({ world, codedeployCacheSeconds: 0, appconfigCacheSeconds: 60 })
    const both = `{ codeDeployDeployment(deploymentId: "d-REMEMBER1") { description }
      appConfigApplication(applicationId: "app0001") { name } }`
    for (const _ of [1, 2]) expect((await query(both)).data.appConfigApplication).toEqual({ name: 'checkout' })
    expect(calls()).toEqual({ BatchGetDeployments: 2, GetApplication: 1 })
  })

  test('is used half as long when it is a list', async () => {
    const { query, calls } = await start({ world: dated, codedeployCacheSeconds: 10 })
    const list = '{ codeDeployDeployments(first: 1) { nodes { description } } }'
    for (const wait of [0, 5_000, 1]) {
      now += wait
      await query(list)
    }
    expect(calls()).toEqual({ ListDeployments: 2, BatchGetDeployments: 1 })
  })

  test('is used half as long when it says that something does not exist', async () => {
    const later: World = (region, at) => (at > NOW ? dated(region, at) : {})
    const { query, calls } = await start({ world: later, codedeployCacheSeconds: 10 })
    const none = { status: 200, data: { codeDeployDeployment: null } }
    for (const wait of [0, 5_000]) {
      now += wait
      expect(await query(ONE)).toEqual(none)
    }
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
    now += 1
    expect(ageOf(await query(ONE))).toBe(0)
  })

  test('is not remembered when AWS failed', async () => {
    const { query, faults } = await start({ world: dated, codedeployCacheSeconds: 60 })
    faults.push({ times: 1, error: { name: 'AccessDeniedException', message: 'no' } })
    expect((await query(ONE)).errors?.[0]?.extensions.code).toBe('AWS_ACCESS_DENIED')
    expect((await query(ONE)).errors).toBeUndefined()
  })
})
