import { Packr } from 'msgpackr'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { NOW } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { startReplicas, sum } from '../gateways.ts'
import { describeWithRedis, type RedisServer, redisServer } from '../redis-server.ts'

const [HOME, OTHER] = DEMO_LOCATIONS.map(({ name }) => name)
const [DEPLOYMENT, ROLLBACK] = ['d-MINE00001', 'd-MINE00002']
const YESTERDAY = new Date(NOW - 86_400_000)
const ENDED = { status: 'Succeeded' as const, createTime: YESTERDAY, completeTime: YESTERDAY }
const WORLD: World = () => ({
  codedeploy: {
    deployments: [
      deploymentOf({
        ...{ ...ENDED, deploymentId: DEPLOYMENT },
        rollbackInfo: { rollbackDeploymentId: ROLLBACK },
        relatedDeployments: { autoUpdateOutdatedInstancesDeploymentIds: [ROLLBACK] },
      }),
      deploymentOf({ ...ENDED, deploymentId: ROLLBACK }),
    ],
  },
})
const QUERY = `{ codeDeployDeployment(deploymentId: "${DEPLOYMENT}", location: "${HOME}") {
  rollback { rollbackDeployment { location { name } } }
  relatedDeployments { deployments { location { name } } } } }`

describeWithRedis('a structure within a value in Redis', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await redisServer()
    await redis.start()
  })
  afterAll(() => redis.stop())

  test('does not choose the location that is read, by a member that AWS does not have there', async () => {
    const packr = new Packr({ useRecords: false })
    const client = redis.client()
    const { all, calls, join, stop } = await startReplicas(1, {
      ...{ world: WORLD, locations: DEMO_LOCATIONS, redisUrl: redis.url, redisTimeoutMs: 5_000 },
    })
    const expected = await all[0]?.query(QUERY)
    const own = { location: { name: HOME } }
    expect(expected?.data.codeDeployDeployment).toEqual({
      rollback: { rollbackDeployment: own },
      relatedDeployments: { deployments: [own] },
    })
    let changed = 0
    await until(async () => {
      for (const key of await client.keys('deploygraph:1:*')) {
        const stored = key.endsWith(':lock') ? [] : packr.unpack((await client.getBuffer(key)) as Buffer)
        const content = stored[6]
        if (!content?.rollbackInfo?.rollbackDeploymentId) continue
        content.rollbackInfo.location = OTHER
        content.relatedDeployments.location = OTHER
        await client.set(key, packr.pack(stored))
        changed++
      }
      return changed > 0
    })
    calls()
    expect(await (await join()).query(QUERY)).toEqual(expected)
    expect(sum(calls())).toBe(0)
    await stop()
  })
})
