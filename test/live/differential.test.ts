import { type GraphQLField, getNamedType, isLeafType, isListType, isObjectType, isRequiredArgument } from 'graphql'
import { demoWorld } from '../../src/emulator/worlds/demo/demo-world.ts'
import { createSchema } from '../../src/schema.ts'
import { nextAtOf, useLiveGateways } from './live-gateway.ts'

const { start } = useLiveGateways({ world: demoWorld() })

const schema = createSchema()

/** Everything that can be selected of a type without arguments, and of the objects in it their. */
function everythingOf(typeName: string, depth = 0): string {
  const type = schema.getType(typeName)
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type.`)
  const selected = (field: GraphQLField<unknown, unknown>) => {
    if (field.args.some(isRequiredArgument)) return ''
    const of = getNamedType(field.type)
    if (isLeafType(of)) return field.name
    const isPriced = field.astNode?.directives?.some(({ name }) => name.value === 'cost') ?? false
    if (!isObjectType(of) || depth === 0 || isPriced || isListType(field.type)) return ''
    const inner = everythingOf(of.name, depth - 1)
    return `${field.name} { ${inner} }`
  }
  return ['__typename', ...Object.values(type.getFields()).map(selected)].join(' ')
}

const KEYS = `{ activity(first: 50, filter: { phases: [PENDING, IN_PROGRESS, WAITING] }) { nodes { __typename location { name }
  ... on CodeDeployDeployment { deploymentId }
  ... on AppConfigDeployment { applicationId environmentId deploymentNumber }
  ... on LifecycleExecution { lifecycleExecutionId } } } }`

test.each([
  ['codeDeployDeployment', 'CodeDeployDeployment', 'deployment', ['deploymentId']],
  ['appConfigDeployment', 'AppConfigDeployment', 'deployment', ['applicationId', 'environmentId', 'deploymentNumber']],
  ['lifecycleExecution', 'LifecycleExecution', 'execution', ['lifecycleExecutionId']],
])('each update of %s has what a query of everything answers at that moment', async (field, typeName, member, keys) => {
  const { subscribe, timers, query } = await start()
  const { data } = await query(KEYS)
  const under = data.activity.nodes.find(({ __typename }: { __typename: string }) => __typename === typeName)
  const values: [string, unknown][] = [
    ...keys.map((key): [string, unknown] => [key, under[key]]),
    ['location', under.location.name],
  ]
  const args = values.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')
  const everything = everythingOf(typeName)
  const { update } = await subscribe(
    `subscription { ${field}(${args}) { ${member} { ${everything} } asOf nextAt } }`,
    {},
  )
  for (let count = 0; count < 5; count++) {
    const told = await update()
    expect(told.errors).toBeUndefined()
    const asked = await query(`{ ${field}(${args}) { ${everything} } }`)
    expect(told.data[field][member]).toEqual(asked.data[field])
    const at = nextAtOf(told)
    if (!at) break
    timers.goTo(at)
  }
})

test('the feed begins with what a query of the activities under way answers at that moment', async () => {
  const { subscribe, query } = await start()
  const leaves =
    '__typename id service title phase rawStatus createdAt startedAt completedAt consoleUrl location { name }'
  const { update } = await subscribe(`subscription { activity { change activity { ${leaves} } } }`, {})
  const told: { id: string }[] = []
  for (let data = await update(); data?.data.activity.change === 'PRESENT'; data = await update())
    told.push(data.data.activity.activity)
  const { data } = await query(
    `{ activity(first: 100, filter: { phases: [PENDING, IN_PROGRESS, WAITING, ROLLING_BACK] }) { nodes { ${leaves} } } }`,
  )
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
  expect(told.sort(byId)).toEqual(data.activity.nodes.sort(byId))
  expect(told.length).toBeGreaterThan(0)
})
