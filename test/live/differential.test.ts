import { getNamedType, isLeafType } from 'graphql'
import { demoWorld } from '../../src/emulator/worlds/demo/demo-world.ts'
import type { EventClient } from './event-client.ts'
import { nextAtOf, useLiveGateways } from './live-gateway.ts'
import { everythingOf, fieldsOf, selectionOf } from './whole-selection.ts'

const { start } = useLiveGateways({ world: demoWorld(), maxConnections: 1_000 })

const KEYS = `{ activity(first: 50, filter: { phases: [PENDING, IN_PROGRESS, WAITING] }) { nodes { __typename location { name }
  ... on CodeDeployDeployment { deploymentId computePlatform }
  ... on AppConfigDeployment { applicationId environmentId deploymentNumber }
  ... on LifecycleExecution { lifecycleExecutionId } } } }`

type Gateway = Awaited<ReturnType<typeof start>>

/** The arguments that name each thing of a type that is under way. */
async function underWay({ query }: Gateway, typeName: string, keys: readonly string[]): Promise<string[]> {
  const { data } = await query(KEYS)
  // biome-ignore lint/suspicious/noExplicitAny: the shape of `data` is what the query selects
  const of = data.activity.nodes.filter((node: any) => node.__typename === typeName)
  // biome-ignore lint/suspicious/noExplicitAny: the same
  return of.map((node: any) =>
    [...keys.map((key) => [key, node[key]]), ['location', node.location.name]]
      .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
      .join(', '),
  )
}

/** The parts of errors that a client may compare: an incident differs from any other. */
// biome-ignore lint/suspicious/noExplicitAny: the errors of an answer or an update
const errorsOf = (errors: any[] = [], above: number) =>
  errors.map(({ path, extensions }) => JSON.stringify([path.slice(above), extensions.code])).sort()

const ROUNDS = 4
const MANY_ROUNDS = 30 // some minutes, in which targets begin and end

// What one update may cost bounds how deep a field can be selected.
const DEPTHS = [3, 2, 1]

test.each([
  ['codeDeployDeployment', 'CodeDeployDeployment', 'deployment', ['deploymentId']],
  ['appConfigDeployment', 'AppConfigDeployment', 'deployment', ['applicationId', 'environmentId', 'deploymentNumber']],
  ['lifecycleExecution', 'LifecycleExecution', 'execution', ['lifecycleExecutionId']],
])(
  'each update of %s has what a query answers at that moment, whatever is selected',
  async (root, typeName, member, keys) => {
    const gateway = await start()
    const { subscribe, timers, query } = gateway
    const [args = ''] = await underWay(gateway, typeName, keys)
    const watch = async (selection: string) => {
      const client = await subscribe(`subscription { ${root}(${args}) { ${member} { ${selection} } asOf nextAt } }`, {})
      return { selection, client, told: await client.update() }
    }
    /** Selects a field as deep as an update may. */
    const watchDeep = async (field: ReturnType<typeof fieldsOf>[number]) => {
      for (const depth of DEPTHS) {
        const watched = await watch(selectionOf(field, depth))
        const [error] = watched.told.errors ?? []
        if (error?.extensions.code !== 'OPERATION_TOO_EXPENSIVE') return watched
      }
      return undefined // such as the counts of all events of all targets
    }
    const fields = fieldsOf(typeName)
    const leaves = fields.filter(({ type }) => isLeafType(getNamedType(type)))
    const watched = [await watch(leaves.map(({ name }) => name).join(' '))]
    const deep = fields.filter((field) => !leaves.includes(field))
    for (const field of deep) {
      const one = await watchDeep(field)
      if (one) watched.push(one)
    }
    expect(watched.length).toBeGreaterThan(0.7 * deep.length)
    for (let round = 0; round < ROUNDS; round++) {
      for (const { selection, told } of watched) {
        const asked = await query(`{ ${root}(${args}) { ${selection} } }`)
        expect([selection, told.data[root][member]]).toEqual([selection, asked.data[root]])
        expect([selection, errorsOf(told.errors, 2)]).toEqual([selection, errorsOf(asked.errors, 1)])
      }
      const at = Math.max(...watched.map(({ told }) => nextAtOf(told)))
      if (!at) break
      timers.goTo(at)
      for (const one of watched) one.told = await one.client.update()
    }
  },
)

test('each target of changedTargets is what a query of the targets answers at that moment, and none in progress is missing', async () => {
  const gateway = await start()
  const { subscribe, timers, query } = gateway
  const all = await underWay(gateway, 'CodeDeployDeployment', ['deploymentId'])
  const target = `... on DeploymentTarget { targetId status } ${everythingOf('Target', 1, 'CodeDeployDeployment')}`
  let compared = 0
  for (const args of all) {
    const { update, close }: EventClient = await subscribe(
      `subscription { codeDeployDeployment(${args}) { changedTargets { ${target} } changedTargetCount nextAt } }`,
      {},
    )
    const shown = new Map<string, unknown>()
    for (let round = 0; round < MANY_ROUNDS; round++) {
      const told = await update()
      expect(told.errors).toBeUndefined()
      const { changedTargets, changedTargetCount } = told.data.codeDeployDeployment
      expect(changedTargetCount).toBe(changedTargets.length)
      const { data } = await query(`{ codeDeployDeployment(${args}) { targets(first: 100) { nodes { ${target} } } } }`)
      const asked = new Map(
        data.codeDeployDeployment.targets.nodes.map((one: { targetId: string }) => [one.targetId, one]),
      )
      for (const one of changedTargets) {
        expect(one).toEqual(asked.get(one.targetId))
        shown.set(one.targetId, one)
        compared++
      }
      for (const [targetId, one] of asked as Map<string, { status: string }>)
        if (one.status === 'IN_PROGRESS') expect(shown.get(targetId)).toMatchObject({ status: one.status })
      const at = nextAtOf(told)
      if (!at) break
      timers.goTo(at)
    }
    close()
  }
  expect(compared).toBeGreaterThan(all.length)
})

test('the feed begins with what a query of the activities under way answers at that moment', async () => {
  const { subscribe, query } = await start()
  const whole = ['__typename', ...fieldsOf('Activity').map((field) => selectionOf(field, 1))].join(' ')
  const { update } = await subscribe(`subscription { activity { change activity { ${whole} } } }`, {})
  const told: { id: string }[] = []
  for (let data = await update(); data?.data.activity.change === 'PRESENT'; data = await update())
    told.push(data.data.activity.activity)
  const { data } = await query(
    `{ activity(first: 100, filter: { phases: [PENDING, IN_PROGRESS, WAITING, ROLLING_BACK] }) { nodes { ${whole} } } }`,
  )
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
  expect(told.sort(byId)).toEqual(data.activity.nodes.sort(byId))
  expect(told.length).toBeGreaterThan(0)
})
