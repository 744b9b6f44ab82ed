import { createHook } from 'node:async_hooks'
import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { jest } from '@jest/globals'
import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { as, CALLERS_AUTH } from '../auth/callers.ts'
import { NOW, PATIENT } from '../support/gateway.ts'
import type { EventClient } from './event-client.ts'
import { DEPLOYMENT, idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from './live-gateway.ts'

const { start } = useLiveGateways({ maxConnections: 2_000, ...PATIENT })

afterEach(() => jest.restoreAllMocks())

const CROWD_MS = 120_000
const WATCHERS = 1_000
const DEPLOYMENTS = 25
const ARRIVING = 25

/** Counts the execution results that are written as JSON, and the buffers that sockets are given of them. */
function watchFrames() {
  const stringify = jest.spyOn(JSON, 'stringify')
  const write = jest.spyOn(Socket.prototype, 'write')
  return () => {
    const executions = stringify.mock.calls.filter(([value]) => value?.data?.codeDeployDeployment !== undefined).length
    const bytes = write.mock.calls.map(([chunk]) => chunk).filter((chunk) => Buffer.isBuffer(chunk))
    const frames = bytes.filter((chunk) => chunk.includes('data: {"data":{"codeDeployDeployment"'))
    stringify.mockClear()
    write.mockClear()
    return { executions, buffers: new Set(frames).size, sent: frames.length }
  }
}

/** One deployment, in the first of all locations. */
const inFirstLocation: World = (location, now) => (location === 'us-east-1' ? worldOf(STAYS)(location, now) : {})

async function watchAll(watch: (index: number) => Promise<EventClient>, count: number): Promise<EventClient[]> {
  const watchers: EventClient[] = []
  while (watchers.length < count) {
    const indices = Array.from({ length: Math.min(ARRIVING, count - watchers.length) }, (_, at) => watchers.length + at)
    watchers.push(...(await Promise.all(indices.map(watch))))
  }
  return watchers
}

test(
  'an update of 25 deployments is one execution and one buffer for each of them, for a thousand watchers',
  async () => {
    const { subscribe, timers } = await start({ world: worldOf(STAYS, DEPLOYMENTS) })
    const counts = watchFrames()
    const watchers = await watchAll((index) => subscribe(DEPLOYMENT, { id: idOf(index % DEPLOYMENTS) }), WATCHERS)
    const first = await Promise.all(watchers.map(({ update }) => update()))
    const once = { executions: DEPLOYMENTS, buffers: DEPLOYMENTS, sent: WATCHERS }
    expect(counts()).toEqual(once)
    timers.goTo(Math.max(...first.map(nextAtOf)))
    await Promise.all(watchers.map(({ update }) => update()))
    expect(counts()).toEqual(once)
  },
  CROWD_MS,
)

test('an update is executed for each document, for each set of variables and for each set of rights', async () => {
  const { subscribe, timers } = await start({ world: worldOf(STAYS), auth: CALLERS_AUTH })
  const query = `subscription ($id: ID!, $other: Boolean = false) { codeDeployDeployment(deploymentId: $id) {
    nextAt deployment { rawStatus description @include(if: $other) } } }`
  const id = idOf(0)
  const differing = [
    { query, variables: { id }, headers: as('all') },
    { query, variables: { id, other: true }, headers: as('all') },
    { query: `${query} # another document`, variables: { id }, headers: as('all') },
    { query, variables: { id }, headers: as('noLogs') },
    { query, variables: { id }, headers: as('home') },
  ]
  const counts = watchFrames()
  const watchers = await watchAll((index) => {
    const { query, variables, headers } = differing[index % differing.length] as (typeof differing)[number]
    return subscribe(query, variables, { headers })
  }, 10)
  const first = await Promise.all(watchers.map(({ update }) => update()))
  const separate = { executions: differing.length, buffers: differing.length, sent: watchers.length }
  expect(counts()).toEqual(separate)
  timers.goTo(Math.max(...first.map(nextAtOf)))
  await Promise.all(watchers.map(({ update }) => update()))
  expect(counts()).toEqual(separate)
})

test.each([
  ['that has ended', 'Succeeded' as const],
  ['that runs', 'InProgress' as const],
])(
  'the updates of a deployment %s that were made for many documents are not all kept',
  async (_, status) => {
    const completeTime = status === 'Succeeded' ? new Date(NOW) : undefined
    const { subscribe } = await start({
      world: worldOf([[0, { status, completeTime, description: 'x'.repeat(900_000) }]]),
    })
    const counts = watchFrames()
    const executions = async (number: number) => {
      const { update, close } = await subscribe(
        `subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) { deployment { description } } } # ${number}`,
      )
      expect((await update()).errors).toBeUndefined()
      close()
      return counts().executions
    }
    const documents = Array.from({ length: 40 }, (_, number) => number)
    for (const number of documents) expect(await executions(number)).toBe(1)
    expect(await executions(39)).toBe(0)
    expect(await executions(0)).toBe(1)
  },
  CROWD_MS,
)

/** The timers of the process for so many milliseconds that have neither ended nor been cancelled. */
function watchTimers(milliseconds: number) {
  const pending = new Set<number>()
  const hook = createHook({
    init: (id, type, _, timer) => {
      if (type === 'Timeout' && (timer as { _idleTimeout?: number })._idleTimeout === milliseconds) pending.add(id)
    },
    destroy: (id) => void pending.delete(id),
  }).enable()
  return { pending, stop: () => hook.disable() }
}

test('an update that reads AWS leaves no timer behind', async () => {
  const { subscribe, emulator } = await start({
    world: worldOf([[0, { status: 'InProgress', deploymentConfigName: 'slowly' }]]),
  })
  const { update } = await subscribe()
  await update()
  const { pending, stop } = watchTimers(PATIENT.requestTimeoutMs)
  const other = await subscribe(`subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) {
    deployment { deploymentConfig { computePlatform } } } }`)
  await other.update()
  await sleep(20) // the end of a timer is reported a moment later
  stop()
  expect(emulator.calls.filter(({ operation }) => operation === 'GetDeploymentConfig')).toHaveLength(1)
  expect(pending.size).toBe(0)
})

test('a caller who may not see the location of a deployment gets what an id gets that nothing has, while another watches', async () => {
  const { subscribe, timers } = await start({ world: inFirstLocation, locations: DEMO_LOCATIONS, auth: CALLERS_AUTH })
  const home = await subscribe(DEPLOYMENT, { id: idOf(0) }, { headers: as('home') })
  timers.goTo(nextAtOf(await home.update()))
  await home.update()
  const answersTo = async (id: string) => {
    const { next } = await subscribe(DEPLOYMENT, { id }, { headers: as('abroad') })
    return JSON.parse(JSON.stringify([await next(), await next(), await next()]).replaceAll(id, 'ID'))
  }
  const answers = await answersTo(idOf(0))
  expect(answers).toEqual(await answersTo('d-NOTHING11'))
  expect(answers[0].data.errors).toMatchObject([
    { message: 'No deployment ID in eu-west-1.', extensions: { code: 'NOT_FOUND' } },
  ])
})

test('a caller who names a location that they may not see gets the error of a query, while another watches', async () => {
  const { subscribe, query } = await start({ world: inFirstLocation, locations: DEMO_LOCATIONS, auth: CALLERS_AUTH })
  const home = await subscribe(DEPLOYMENT, { id: idOf(0) }, { headers: as('home') })
  await home.update()
  const field = `codeDeployDeployment(deploymentId: "${idOf(0)}", location: "us-east-1")`
  const { next } = await subscribe(`subscription { ${field} { asOf } }`, {}, { headers: as('abroad') })
  const { errors } = await query(`{ ${field} { rawStatus } }`, {}, as('abroad'))
  const { message, extensions } = errors?.[0] ?? {}
  expect(message).toBeTruthy()
  expect((await next())?.data.errors).toMatchObject([{ message, extensions }])
  expect(await next()).toMatchObject({ event: 'complete' })
})

test('the error of a caller who may see no location that is configured says that', async () => {
  const { subscribe } = await start({ world: worldOf(STAYS), auth: CALLERS_AUTH })
  const { update } = await subscribe(DEPLOYMENT, { id: idOf(0) }, { headers: as('abroad') })
  const message = `No deployment ${idOf(0)} in any location that you may see.`
  expect((await update()).errors).toMatchObject([{ message, extensions: { code: 'NOT_FOUND' } }])
})
