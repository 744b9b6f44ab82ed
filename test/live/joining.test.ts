import { setImmediate as nextTurn } from 'node:timers/promises'
import { PATIENT } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from './live-gateway.ts'
import { engineOf, shown } from './watched/one-thing.ts'

const { start } = useLiveGateways(PATIENT)

const TURNS = 30

test('a watcher that joins while the last one leaves has the parts and is read on, at whatever moment', async () => {
  for (let turns = 0; turns < TURNS; turns++) {
    const { subscribe, timers, counts } = engineOf()
    const first = await subscribe()
    await first.next()
    const joining = subscribe()
    for (let turn = 0; turn < turns; turn++) await Promise.resolve()
    first.return()
    const second = await joining
    expect(shown(await second.next())).toMatchObject({ thing: { read: 1 }, parts: { read: 1 } })
    timers.advance(11_000) // longer than a thing is kept that nobody watches
    await nextTurn()
    const before = counts.reads
    timers.advance(11_000)
    await nextTurn()
    expect(counts.reads).toBeGreaterThan(before)
    second.return()
  }
})

test('the parts are read one after the other where a watcher joins while the thing is read, and are of its newest state', async () => {
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  const { subscribe, timers, counts } = engineOf({ beforeParts: () => gate })
  const other = await subscribe(false)
  await other.next()
  const joining = subscribe()
  await nextTurn()
  timers.advance(2_500)
  await nextTurn()
  release()
  const { thing, parts } = shown(await (await joining).next())
  await other.next()
  expect([counts.reads, counts.together, parts]).toEqual([2, 1, thing])
})

test('parts that could not be read are read again for the next watcher, while another watches the thing', async () => {
  let failures = 1
  const { subscribe } = engineOf({
    beforeParts: async () => {
      if (failures-- > 0) throw new Error('a bug')
    },
  })
  await subscribe(false)
  await expect(subscribe()).rejects.toThrow('a bug')
  expect(shown(await (await subscribe()).next())).toMatchObject({ parts: { read: 1 } })
})

const TARGETS = `subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) {
  changedTargetCount asOf nextAt } }`

test('a deployment whose targets AWS does not list delays no other deployment of the location', async () => {
  const { subscribe, timers, faults } = await start({ world: worldOf(STAYS, 2) })
  const [slow, other] = [await subscribe(TARGETS), await subscribe(TARGETS, { id: idOf(1) })]
  const firsts = [await slow.update(), await other.update()]
  const release = new AbortController()
  faults.push({
    operation: 'ListDeploymentTargets',
    when: (input) => (input as { deploymentId?: string }).deploymentId === idOf(0),
    delayMs: 600_000,
    release: release.signal,
  })
  timers.goTo(Math.max(...firsts.map(nextAtOf)))
  let told = false
  const update = other.update().then((data) => {
    told = true
    return data
  })
  await until(() => told)
  expect(nextAtOf(await update)).toBeGreaterThan(timers.now())
  release.abort()
})
