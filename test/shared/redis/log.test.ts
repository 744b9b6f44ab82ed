import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { startReplicas } from '../gateways.ts'
import { describeWithRedis, type RedisServer, RIGHTS, redisServer, slowProxy } from '../redis-server.ts'

const QUERY = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
const PASSWORD = 'a-password-of-this-test'

interface Line {
  msg: string
  reason?: string
  use?: string
}

describeWithRedis('the log of a gateway', () => {
  let redis: RedisServer
  let replicas: Awaited<ReturnType<typeof startReplicas>>
  beforeEach(async () => {
    redis = await redisServer()
    await redis.start()
  })
  afterEach(async () => {
    await replicas.stop()
    await redis.stop()
  })
  const setUser = (...rights: string[]) => redis.client().call('acl', ['setuser', 'gateway', 'reset', 'on', ...rights])

  /** A gateway whose answers cannot be remembered, and what it has logged about Redis. */
  const start = async (redisUrl: string) => {
    const lines: Line[] = []
    replicas = await startReplicas(1, {
      ...{
        world: fleetWorld({ targets: 1 }),
        locations: ONE_LOCATION,
        codedeployCacheSeconds: 0,
        redisFinalSeconds: 0,
      },
      ...{ redisUrl: redisUrl.replace('//', `//gateway:${PASSWORD}@`), redisTimeoutMs: 5_000 },
      log: (line) => {
        const parsed: Line = JSON.parse(line)
        if (/^(?:Redis|Messages of other gateways) /.test(parsed.msg)) lines.push(parsed)
      },
    })
    const [gateway] = replicas.all
    /** Sends queries until a line was logged. */
    const next = async (msg: string): Promise<Line> => {
      let found: Line | undefined
      await until(async () => {
        await gateway?.query('{ deploymentConfigs(first: 1) { nodes { deploymentConfigName } } }')
        await gateway?.query(QUERY.replace('0001', `${Math.random()}`.slice(2, 6)))
        found = lines.find((line) => line.msg === msg)
        return found !== undefined
      })
      return found as Line
    }
    return { lines, next }
  }

  test('says that the password was changed, and when Redis is used again', async () => {
    await setUser(`>${PASSWORD}`, ...RIGHTS)
    const { lines, next } = await start(redis.url)
    expect(lines).toEqual([])
    await setUser('>another-password', ...RIGHTS)
    await redis.client().call('client', ['kill', 'type', 'normal', 'skipme', 'yes'])
    expect((await next('Redis is not used')).reason).toMatch(/WRONGPASS|the connection was closed/)
    expect((await next('Redis refuses this gateway')).reason).toMatch(/WRONGPASS/)
    await setUser(`>${PASSWORD}`, ...RIGHTS)
    expect(await next('Redis is used again')).not.toHaveProperty('reason')
    expect(JSON.stringify(lines)).not.toContain(PASSWORD)
  })

  test('names a right that is taken away while it is used, and says when it is used again', async () => {
    await setUser(`>${PASSWORD}`, ...RIGHTS)
    const { lines, next } = await start(redis.url)
    await redis.client().call('acl', ['setuser', 'gateway', '-set'])
    expect((await next('Redis is not used')).reason).toMatch(/NOPERM|can't run this command/)
    expect((await next('Redis refuses this gateway')).reason).toMatch(/NOPERM|executing the script can't/)
    await setUser(`>${PASSWORD}`, ...RIGHTS)
    await next('Redis is used again')
    const reasons = lines.filter(({ msg }) => msg === 'Redis refuses this gateway').map(({ reason }) => reason)
    expect(reasons).toEqual([...new Set(reasons)]) // each once, however often it is met
  })

  test('says that messages are no longer heard, why, and when they are again', async () => {
    await setUser(`>${PASSWORD}`, ...RIGHTS)
    const { next } = await start(redis.url)
    await redis.client().call('acl', ['setuser', 'gateway', '-subscribe'])
    expect((await next('Messages of other gateways are not heard')).reason).toMatch(/NOPERM/)
    expect((await next('Redis refuses this gateway')).reason).toMatch(/NOPERM/)
    await setUser(`>${PASSWORD}`, ...RIGHTS)
    await next('Messages of other gateways are heard again')
  })

  test('says why Redis is not used: that it is gone', async () => {
    await setUser(`>${PASSWORD}`, ...RIGHTS)
    const { next } = await start(redis.url)
    await redis.kill()
    expect((await next('Redis is not used')).reason).toMatch(/the connection was closed|ECONN/)
  })

  test('names a right that is missing, also if Redis was too slow for that at the start', async () => {
    await setUser(`>${PASSWORD}`, ...RIGHTS.filter((right) => right !== '+subscribe'))
    const proxy = await slowProxy(redis.port)
    proxy.state.delayMs = 200
    const { next } = await start(proxy.url)
    expect((await next('Redis cannot be reached yet')).reason).toBe('no answer within 2000 ms')
    expect((await next('Redis refuses this gateway')).reason).toMatch(/NOPERM/)
    proxy.stop()
  })
})
