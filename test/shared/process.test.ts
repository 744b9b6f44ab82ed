import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../src/emulator/server.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { makeCertificate } from '../aws/calls/direct/certificate.ts'
import { NOW } from '../support/gateway.ts'
import { buildCommand } from '../support/process.ts'
import { describeWithRedis, freePort, type RedisServer, RIGHTS, redisServer } from './redis-server.ts'

const QUERY = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
const PASSWORD = 'a-password-of-this-test'
// A busy machine must not make a gateway do without Redis here.
const PATIENT = { REDIS_TIMEOUT_MS: '5000' }

let command: Awaited<ReturnType<typeof buildCommand>>
let emulator: Emulator
beforeAll(async () => {
  command = await buildCommand()
  emulator = await startEmulator({ world: fleetWorld({ targets: 1 }), clock: () => NOW, faults: [] })
  const noting = `const { register, _cache } = require('node:module')
register('./hooks.mjs', require('node:url').pathToFileURL(__filename))
process.on('exit', () => console.log(JSON.stringify({ loaded: Object.keys(_cache) })))`
  writeFileSync(join(command.folder, 'loaded.cjs'), noting)
  const hooks = `import { appendFileSync } from 'node:fs'
export const load = (url, context, next) => {
  appendFileSync(new URL('loaded.txt', import.meta.url), url + '\\n')
  return next(url, context)
}`
  writeFileSync(join(command.folder, 'hooks.mjs'), hooks)
})
afterAll(async () => {
  command.killAll()
  command.remove()
  await emulator.stop()
})

/** The files for Redis that a gateway has loaded after it has answered, and the lines that it has logged. */
async function run(env: NodeJS.ProcessEnv) {
  const imported = join(command.folder, 'loaded.txt')
  writeFileSync(imported, '')
  const gateway = await command.serve(emulator, env, ['--require', join(command.folder, 'loaded.cjs')])
  const answer = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
  })
  const { data } = (await answer.json()) as { data: unknown }
  const ready = await fetch(`${gateway.url}/readyz`)
  gateway.kill('SIGTERM')
  await gateway.ended
  const lines = gateway.lines()
  const required = lines.flatMap(({ loaded }) => (Array.isArray(loaded) ? loaded : []) as string[])
  const loaded = [...required, ...readFileSync(imported, 'utf8').split('\n')]
  return { data, lines, ready: ready.status, ofRedis: loaded.filter((file) => OF_REDIS.test(file)) }
}

const OF_REDIS = /\/(?:ioredis|msgpackr|rate-limiter-flexible|aws\/shared\/redis)\/|\/shared-(?:rates|documents)\./

test('a gateway without REDIS_URL loads nothing that is for Redis', async () => {
  const { data, ofRedis } = await run({})
  expect(data).toEqual({ codeDeployDeployment: { status: 'SUCCEEDED' } })
  expect(ofRedis).toEqual([])
})

test('a gateway starts, answers and is ready while nothing listens at REDIS_URL, and its log says so', async () => {
  const { data, ofRedis, ready, lines } = await run({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` })
  expect(data).toEqual({ codeDeployDeployment: { status: 'SUCCEEDED' } })
  expect(ready).toBe(200)
  for (const part of ['ioredis', 'msgpackr', 'aws/shared/redis']) expect(ofRedis.join()).toContain(`/${part}/`)
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'Redis cannot be reached yet' }))
})

test('a gateway does not start with a REDIS_URL of another kind, and does not show it', async () => {
  const wrong = `http://user:${PASSWORD}@127.0.0.1`
  const started = command.serve(emulator, { REDIS_URL: wrong })
  await expect(started).rejects.toThrow('REDIS_URL: expected a URL such as rediss://user:password@host:6379/0')
  await expect(started).rejects.not.toThrow(PASSWORD)
})

test.each(['12#', 'a#', 'a?', '%zz', '100%'])(
  'a gateway does not start with %s in a password that is not percent-encoded, says so and does not show it',
  async (start) => {
    const started = command.serve(emulator, { REDIS_URL: `redis://user:${start}${PASSWORD}@127.0.0.1:1,redis://other` })
    await expect(started).rejects.toThrow('REDIS_URL: percent-encode user and password, such as %23 for #')
    await expect(started).rejects.not.toThrow(PASSWORD)
  },
)

test('a gateway does not start if the server at REDIS_URL speaks no TLS where it should', async () => {
  const plain = createServer((socket) => void socket.end('-ERR no TLS here\r\n')).listen(0, '127.0.0.1')
  await once(plain, 'listening')
  const address = plain.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const started = command.serve(emulator, { REDIS_URL: `rediss://127.0.0.1:${port}` })
  await expect(started).rejects.toThrow('deploygraph: REDIS_URL: the TLS connection to Redis failed')
  plain.close()
})

test('a gateway starts while the server at REDIS_URL accepts connections and says nothing, with TLS and without', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  for (const url of [`redis://${host}`, `rediss://${host}`, `rediss://127.0.0.1:${await freePort()}`]) {
    const { ready, lines } = await run({ REDIS_URL: url })
    expect(ready).toBe(200)
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'Redis cannot be reached yet' }))
  }
  silent.close()
})

const certificate = makeCertificate()
if (!certificate) process.stderr.write('openssl is not there: the tests of a Redis with TLS are not run\n')

;(certificate ? describeWithRedis : describe.skip)('a Redis with a port for TLS', () => {
  let redis: RedisServer
  let host: string
  beforeAll(async () => {
    const { key = '', cert = '', authorityFile = '' } = certificate ?? {}
    const files = { key: join(command.folder, 'redis.key'), cert: join(command.folder, 'redis.cert') }
    writeFileSync(files.key, key)
    writeFileSync(files.cert, cert)
    const port = await freePort()
    host = `127.0.0.1:${port}`
    const tls = ['--tls-port', `${port}`, '--tls-key-file', files.key, '--tls-cert-file', files.cert]
    redis = await redisServer(...tls, '--tls-ca-cert-file', authorityFile, '--tls-auth-clients', 'no')
    await redis.start()
  })
  afterAll(() => redis.stop())

  test('is used over TLS by a gateway that knows its authority', async () => {
    const env = { REDIS_URL: `rediss://${host}`, NODE_EXTRA_CA_CERTS: certificate?.authorityFile, ...PATIENT }
    const { data, lines } = await run(env)
    expect(data).toEqual({ codeDeployDeployment: { status: 'SUCCEEDED' } })
    expect(lines.filter(({ msg }) => /^(?:Redis|Messages of other)/.test(`${msg}`))).toEqual([])
  })

  test('keeps a gateway from starting that does not know its authority', async () => {
    for (const other of [{}, { REDIS_CLUSTER: 'on' }, { REDIS_MASTER: 'main' }]) {
      const started = command.serve(emulator, { REDIS_URL: `rediss://${host}`, ...other })
      await expect(started).rejects.toThrow('deploygraph: REDIS_URL: the TLS connection to Redis failed')
    }
  })

  test('keeps a gateway from starting whose URL is for TLS at the port without, which says so', async () => {
    const url = redis.url.replace('redis:', 'rediss:').replace('//', `//user:${PASSWORD}@`)
    const started = command.serve(emulator, { REDIS_URL: url })
    await expect(started).rejects.toThrow('REDIS_URL: the server speaks no TLS: use redis://, or turn on its TLS')
    await expect(started).rejects.not.toThrow(PASSWORD)
    for (const other of [{ REDIS_CLUSTER: 'on' }, { REDIS_MASTER: 'main' }])
      await expect(command.serve(emulator, { REDIS_URL: url, ...other })).rejects.toThrow('the server speaks no TLS')
  })

  test('keeps a gateway from starting whose URL is without TLS at the port for it, which says so', async () => {
    for (const other of [{}, { REDIS_CLUSTER: 'on' }, { REDIS_MASTER: 'main' }]) {
      const started = command.serve(emulator, { REDIS_URL: `redis://${host}`, ...other })
      await expect(started).rejects.toThrow('REDIS_URL: the server speaks TLS only: use rediss://')
    }
  })
})

describeWithRedis('a Redis with users', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await redisServer('--user', 'default', 'off', '--user', 'gateway', 'on', `>${PASSWORD}`, ...RIGHTS)
    await redis.start()
  })
  afterAll(() => redis.stop())
  const url = (user: string, password: string) => redis.url.replace('//', `//${user}:${password}@`)

  test('is used by a gateway that has a user with the rights that docs/caching.md names', async () => {
    const { data, lines } = await run({ REDIS_URL: url('gateway', PASSWORD), RATE_PER_SECOND: '10', ...PATIENT })
    expect(data).toEqual({ codeDeployDeployment: { status: 'SUCCEEDED' } })
    expect(lines.filter(({ msg }) => /^(?:Redis|Messages of other)/.test(`${msg}`))).toEqual([])
  })

  test('keeps a gateway with wrong credentials from starting, which says why and shows no password', async () => {
    for (const refused of [url('gateway', 'wrong-password'), redis.url]) {
      const started = command.serve(emulator, { REDIS_URL: refused })
      await expect(started).rejects.toThrow('deploygraph: REDIS_URL: Redis does not accept this gateway')
      await expect(started).rejects.not.toThrow(/wrong-password/)
    }
  })
})
