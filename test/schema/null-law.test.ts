import { type GraphQLType, getNamedType, getNullableType, isListType, isNonNullType, isObjectType } from 'graphql'
import pLimit from 'p-limit'
import { NOW, useGateway } from '../support/gateway.ts'
import { useShortestRetryDelays } from '../support/retry-delays.ts'
import { sampleWorld } from '../support/samples.ts'
import { discover, type Walk } from './null-law.cases.ts'
import { broken, type Case, casesOf, type Failing, healthy } from './null-law.faults.ts'
import { unnamedCalls } from './null-law.named.ts'
import { type Field, fieldsOf, isConnection, schema } from './null-law.roads.ts'

useShortestRetryDelays()

const CALL_TIMEOUT_MS = 2_000 // an attempt; there are several before the request's own deadline
const DEADLINE_MS = 3_000
const HOUR_MS = 3_600_000
const CONCURRENCY = 24 // most of the time they wait
const WALK_MS = 300_000

const ALONE: Record<string, Failing> = {
  'is throttled': {
    fault: (service) => ({
      error:
        service === 'imagebuilder'
          ? { name: 'CallRateLimitExceededException', status: 429 }
          : { name: 'ThrottlingException' },
    }),
    code: 'AWS_THROTTLED',
  },
  'is denied': {
    fault: () => ({ error: { name: 'AccessDeniedException', message: 'no' } }),
    code: 'AWS_ACCESS_DENIED',
  },
}
const TOGETHER: Record<string, Failing> = {
  'gets no response': { fault: () => ({ delayMs: HOUR_MS }), code: 'AWS_TIMEOUT' },
  'gets no response before the deadline of the request': {
    fault: () => ({ delayMs: HOUR_MS }),
    code: 'AWS_TIMEOUT',
    headers: { 'x-request-timeout-ms': String(DEADLINE_MS) },
  },
}

const BASE = 'us-base-1'
/** Each case has a region of its own: what is learnt of one failure is not known of another. */
const REGIONS = Array.from({ length: 1_000 }, (_, index) => `us-walk-${index + 1}`)

let walks: Walk[]
let empty: ReadonlySet<string>
let wellAlone: Awaited<ReturnType<typeof allHealthy>>
let wellTogether: Awaited<ReturnType<typeof allHealthy>>
const erring = new Set<string>()
const STARTED = performance.now()

const gateway = useGateway({
  ...{ world: sampleWorld, cache: false, maxCost: Number.MAX_SAFE_INTEGER, awsCallTimeoutMs: CALL_TIMEOUT_MS },
  locations: [BASE, ...REGIONS].map((region) => ({ name: region, region })),
  // In the same hour: what a history lists begins at a full one.
  gatewayClock: () => NOW + performance.now() - STARTED,
})
beforeAll(async () => {
  ;({ walks, empty } = await discover(gateway, BASE))
  wellAlone = await allHealthy(false)
  wellTogether = await allHealthy(true)
}, WALK_MS)

async function allHealthy(together: boolean) {
  const well: [Case, Awaited<ReturnType<typeof healthy>>][] = []
  for (const one of walks.flatMap((walk) => casesOf(walk, together)))
    well.push([one, await healthy(gateway, one, BASE)])
  return well
}

async function failures(failing: Failing, together: boolean) {
  const well = together ? wellTogether : wellAlone
  const limit = pLimit(CONCURRENCY)
  const outcomeOf = ([one, answer]: (typeof well)[number]) => {
    const region = REGIONS.shift()
    if (!region) throw new Error('There are more cases than regions.')
    return broken(gateway, one, answer, failing, BASE, region)
  }
  const outcomes = await Promise.all(well.map((one) => limit(() => outcomeOf(one))))
  // On a busy machine a call may take too long that should not: what lost too much is asked again, alone.
  for (const [index, one] of well.entries()) if (outcomes[index]?.lost.length) outcomes[index] = await outcomeOf(one)
  gateway.faults.splice(0)
  for (const [index, [{ walk }]] of well.entries())
    for (const field of outcomes[index]?.erring ?? []) erring.add(`${walk.road.type.name}.${field}`)
  return outcomes
}

test.each([...Object.entries(ALONE), ...Object.entries(TOGETHER)])(
  'a call that %s affects only the field that makes it',
  async (how, failing) => {
    const outcomes = await failures(failing, how in TOGETHER)
    expect(outcomes.length).toBeGreaterThan(60)
    expect(outcomes.filter(({ lost }) => lost.length > 0).map(({ name, lost }) => [name, lost])).toEqual([])
  },
  WALK_MS,
)

const coordinates = () =>
  new Set(walks.flatMap(({ road, callers }) => [...callers.keys()].map((name) => `${road.type}.${name}`)))
const typeOf = (coordinate: string): GraphQLType | undefined => {
  const [type = '', field = ''] = coordinate.split('.')
  const named = schema.getType(type)
  return isObjectType(named) ? named.getFields()[field]?.type : undefined
}

test('every field that failed is nullable', () => {
  expect(erring.size).toBeGreaterThan(60)
  const ours = [...erring].filter((coordinate) => coordinate !== 'Query._entities') // federation says what it is
  expect(ours.filter((coordinate) => isNonNullType(typeOf(coordinate)))).toEqual([])
})

test('every other field that makes a call has a value without it', () => {
  // The field is a connection, whose own fields report that its listing failed.
  const isLazy = (coordinate: string) => getNamedType(typeOf(coordinate))?.name.endsWith('Connection') ?? false
  const silent = [...coordinates()].filter((coordinate) => !erring.has(coordinate) && !isLazy(coordinate))
  expect(silent.toSorted()).toEqual([
    'ActivityConnection.edges', // its problems tell
    'ActivityConnection.nodes',
    'ActivityConnection.pageInfo',
    'ActivityConnection.problems',
    'AppConfigDeployment.title', // has the environment's id in the place of its name
    'CodeDeployDeployment.failureSummary', // its groups tell
    'Query.deploymentStatistics', // its problems tell
  ])
})

/** Fields with a price of their own, or of what they give: each makes a call somewhere. */
const priced = () => {
  const isPriced = (node: Field['astNode'] | Field['args'][number]['astNode']) =>
    node?.directives?.some(({ name }) => name.value === 'cost') ?? false
  return allFields().filter(
    ({ field }) => isPriced(field.astNode) || field.args.some(({ astNode }) => isPriced(astNode)),
  )
}
const allFields = () =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('_')
      ? fieldsOf(type).map((field) => ({ at: `${type}.${field.name}`, field }))
      : [],
  )

test('every field with a cost made a call, or returns a connection whose fields did', () => {
  const seen = coordinates()
  const connections = new Set(walks.map(({ road }) => road.type.name))
  const unseen = priced().filter(({ at, field }) => !seen.has(at) && !connections.has(getNamedType(field.type).name))
  expect(unseen.map(({ at }) => at)).toEqual([])
})

test('the sample world contains every type', () => {
  // Nothing fails in this world.
  const missing = [...empty].filter((one) => one.endsWith(' in a list') && one !== 'SourceProblem in a list')
  expect(missing).toEqual([])
})

test('every root field that is a list or a connection is nullable', () => {
  const root = fieldsOf(schema.getQueryType() as never).filter(({ name }) => !name.startsWith('_'))
  const wrong = root.filter(
    ({ type }) => isNonNullType(type) && (isListType(type.ofType) || isConnection(getNamedType(type))),
  )
  expect(wrong.map(({ name }) => name)).toEqual([])
})

test('every list of a connection and its items are nullable, except problems', () => {
  const fields = allFields().filter(({ at, field }) => /^\w+Connection\./.test(at) && field.name !== 'problems')
  expect(fields.length).toBeGreaterThan(30)
  const isStrict = (type: GraphQLType): boolean => {
    const nullable = getNullableType(type)
    return isNonNullType(type) || (isListType(nullable) && isStrict(nullable.ofType))
  }
  expect(fields.filter(({ field }) => isStrict(field.type)).map(({ at }) => at)).toEqual([])
})

test('every call that a field makes is named in its description', () => {
  expect(unnamedCalls(walks)).toEqual([])
})
