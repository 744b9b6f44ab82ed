import { readdirSync } from 'node:fs'
import { FEED, OVERVIEW, PAGE_OF_TARGETS, USUAL_DEPLOYMENT, WHOLE_DEPLOYMENT } from '../../../bench/documents.ts'
import { DEMO_LOCATIONS } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { useGateway, useGateways } from '../../support/gateway.ts'
import { blocksOf, firstBlock, readPage, sectionsOf } from '../../support/pages.ts'

const gateway = useGateway()
const { start } = useGateways()
beforeEach(() => void gateway.calls())

interface Cost {
  estimated: number
  calls: number
  limit: number
}

/** The estimate alone; nothing may be asked of AWS for it. */
async function cost(query: string, variables: object = {}): Promise<Cost> {
  const answer = await gateway.query(query, variables, { 'x-cost-only': '1' })
  expect(answer).toMatchObject({ status: 200, data: null })
  expect(answer.errors).toBeUndefined()
  expect(gateway.calls()).toEqual({})
  return (answer.extensions as unknown as { cost: Cost }).cost
}

const LEVELS = `query ($first: Int) {
  codeDeployApplications(first: $first) {
    nodes { deploymentGroups(first: $first) { nodes { deployments(first: $first) { nodes { title } } } } }
  }
}`

describe('an operation that is too expensive', () => {
  test('is refused with its estimated cost before any AWS call', async () => {
    const { status, data, errors } = await gateway.query(LEVELS, { first: 1000 }, { accept: 'application/json' })
    expect({ status, data, calls: gateway.calls() }).toEqual({ status: 200, data: undefined, calls: {} })
    const { estimated, calls } = await cost(LEVELS, { first: 1000 })
    expect(calls).toBeGreaterThan(10_000_000)
    expect(errors).toEqual([
      {
        message: expect.stringMatching(
          /^The operation costs [\d,]+ of 100,000; most expensive: codeDeployApplications\.nodes\.deploymentGroups\.nodes\.deployments \([\d,]+\); `first: \d+` for every list with a larger one, including defaults, would fit\.$/,
        ),
        locations: [{ line: 1, column: 1 }],
        extensions: {
          code: 'OPERATION_TOO_EXPENSIVE',
          retryable: false,
          cost: { estimated, calls, limit: 100_000 },
        },
      },
    ])
  })

  test('is accepted with other variables or a higher limit', async () => {
    expect((await gateway.query(LEVELS, { first: 2 })).errors).toBeUndefined()
    const strict = await start({ maxCost: 100 })
    const { status } = await strict.query(LEVELS, { first: 2 })
    expect(status).toBe(200)
  })
})

describe('the cost estimate', () => {
  const page = (first: number, selection = 'pageInfo { hasNextPage }') =>
    `{ codeDeployDeployments(first: ${first}, location: "us-east-1") { ${selection} } }`

  test('is close to zero for fields that need no AWS call', async () => {
    expect(await cost('{ __typename locations { name } }')).toEqual({ estimated: 10, calls: 0, limit: 100_000 })
  })

  test('of a page counts its listing and the requested number of items, 20 by default', async () => {
    expect((await cost(page(100))).calls).toBe(2 + 5)
    expect((await cost(page(100, 'nodes { title }'))).calls).toBe(2 + 5 + 1 + 4)
    const { estimated } = await cost('{ codeDeployDeployments(location: "us-east-1") { nodes { title } } }')
    expect(estimated).toBe((await cost(page(20, 'nodes { title }'))).estimated)
  })

  test('multiplies pages within a page', async () => {
    const nested = (first: number) => page(first, 'nodes { targets(first: 50) { nodes { __typename } } }')
    const [ten, twenty] = [await cost(nested(10)), await cost(nested(20))]
    expect(twenty.estimated - ten.estimated).toBeGreaterThan(10 * (25 + 50))
  })

  test('counts every location when none is named', async () => {
    const queryIn = (location = '') => `{ codeDeployApplication(applicationName: "a"${location}) { createdAt } }`
    expect((await cost(queryIn())).estimated).toBe(2 * (await cost(queryIn(', location: "us-east-1"'))).estimated)
  })

  test('counts a field under two aliases twice, and a repeated field once', async () => {
    const one = 'codeDeployDeployment(deploymentId: "d-1") { title }'
    const { estimated } = await cost(`{ ${one} }`)
    expect((await cost(`{ a: ${one} b: ${one} }`)).estimated).toBe(2 * estimated)
    expect((await cost(`{ ${one} ...A ... { ${one} } } fragment A on Query { ${one} }`)).estimated).toBe(estimated)
  })

  test('counts each further alias of a leaf once per object, which bounds the answer', async () => {
    const named = (count: number, leaf: string) =>
      Array.from({ length: count }, (_, index) => `a${index}: ${leaf}`).join(' ')
    const feed = (leaves: string) => `{ activity(first: 100) { nodes { ${leaves} } } }`
    const { estimated } = await cost(feed('id __typename'))
    expect((await cost(feed('a: id b: __typename ... on CodeDeployDeployment { a: id }'))).estimated).toBe(estimated)
    for (const leaf of ['id', '__typename'])
      expect((await cost(feed(named(101, leaf)))).estimated).toBe(estimated + 100 * 100)
    const { data, errors } = await gateway.query(`{ activity(first: 1000) { nodes { ${named(480, 'id')} } } }`)
    expect([data, errors?.[0]?.extensions.code]).toEqual([undefined, 'OPERATION_TOO_EXPENSIVE'])
  })

  test('ignores fields that @skip and @include remove', async () => {
    const query = `query ($no: Boolean!) { __typename ...F @skip(if: $no) }
      fragment F on Query { activity @include(if: true) { nodes { title } } }`
    expect((await cost(query, { no: false })).calls).toBeGreaterThan(20)
    expect(await cost(query, { no: true })).toMatchObject({ estimated: 0, calls: 0 })
  })

  test('counts only the most expensive possible type of an abstract field', async () => {
    const node = (selection: string) => cost(`{ node(id: "x") { ${selection} } }`)
    const cheap = '... on CodeDeployApplication { createdAt }'
    const dear = '... on LifecycleExecution { resources(first: 1000) { nodes { resourceId } } }'
    const { estimated } = await node(dear)
    expect((await node(cheap)).estimated).toBeLessThan(estimated)
    expect((await node(`${cheap} ${dear}`)).estimated).toBe(estimated)
    expect(await node('... on AppConfigMonitor { alarmArn }').catch(() => undefined)).toBeUndefined() // is refused
  })

  test('multiplies by the length of a list of ids, whether literal or in a variable', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }'
    const ids = (count: number) => Array.from({ length: count }, String)
    const [one, ten] = [await cost(query, { ids: ids(1) }), await cost(query, { ids: ids(10) })]
    expect(ten.estimated).toBe(10 * one.estimated)
    expect(await cost(`{ nodes(ids: ${JSON.stringify(ids(10))}) { id } }`)).toEqual(ten)
    const targets = 'query ($ids: [ID!]!) { deploymentTargets(deploymentId: "d-1", targetIds: $ids) { __typename } }'
    const difference = (await cost(targets, { ids: ids(600) })).calls - (await cost(targets, { ids: ids(100) })).calls
    expect(difference).toBe((4 * 500) / 25) // AWS may refuse a batch for any of its ids
  })

  test('recognizes the type of each reference', async () => {
    const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }'
    const of = (count: number, __typename: string) => cost(query, { of: Array(count).fill({ __typename }) })
    expect((await of(1000, 'CodeDeployDeployment')).calls).toBeLessThan(500)
    expect((await of(100, 'LifecycleExecution')).calls).toBeGreaterThanOrEqual(100 * DEMO_LOCATIONS.length)
    expect((await of(100, 'Nobody')).calls).toBe(0)
    expect((await of(100, 'Node')).calls).toBe(0) // is refused
    expect(await of(100, 'Location')).toMatchObject({ estimated: 100, calls: 0 })
  })

  test('assumes the location of the id and the most expensive type for a reference to an interface', async () => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Activity { id ... on LifecycleExecution { resources(first: 500) { nodes { resourceId } } } }
    } }`
    const of = (count: number, __typename: string) => cost(query, { of: Array(count).fill({ __typename }) })
    const [one, ten, deployment] = [await of(1, 'Activity'), await of(10, 'Activity'), await of(1, 'Deployment')]
    expect(ten.estimated).toBe(10 * one.estimated)
    expect(deployment.estimated).toBeLessThan(one.estimated)
    expect((await of(1, 'LifecycleExecution')).estimated).toBeGreaterThan(deployment.estimated)
    expect((await of(100, 'DeploymentTarget')).calls).toBeGreaterThanOrEqual(100) // each may be of its own deployment
  })

  test('visits each nested fragment once', async () => {
    const many = Array.from({ length: 6 }, (_, level) => {
      const next = level < 5 ? `...F${level + 1}` : 'title'
      const again = Array.from({ length: 5 }, (_, at) => `a${at}: rollback { rollbackDeployment { ${next} } }`)
      return `fragment F${level} on CodeDeployDeployment { ${again.join(' ')} }`
    })
    const { errors } = await gateway.query(`{ codeDeployDeployment(deploymentId: "d-1") { ...F0 } } ${many.join(' ')}`)
    expect(errors?.[0]?.extensions.code).toMatch(/^(OPERATION_TOO_EXPENSIVE|DOCUMENT_TOO_LARGE)$/)
    expect(gateway.calls()).toEqual({})
  })
})

test('docs/limits.md shows the response to a request for the estimate alone', async () => {
  const page = readPage('docs/limits.md')
  const [command = ''] = blocksOf(page, 'sh').filter((text) => text.includes('x-cost-only'))
  const [shown = ''] = blocksOf(page, 'json').filter((text) => text.includes('"estimated"'))
  const [, body = ''] = /-d '(.*)'$/m.exec(command) ?? []
  const { status, ...answer } = await gateway.query(JSON.parse(body).query, {}, { 'x-cost-only': '1' })
  expect([status, answer]).toEqual([200, JSON.parse(shown)])
})

describe('the cost limit accepts', () => {
  test('every query of the cookbook, which makes no more AWS calls than its estimate', async () => {
    const recipes = sectionsOf(readPage('docs/cookbook.md'), '## \\d+\\. ')
    expect(recipes).toHaveLength(28)
    for (const { text: recipe } of recipes) {
      const [query = ''] = blocksOf(recipe, 'graphql')
      const variables = JSON.parse(firstBlock(recipe, 'json') ?? '{}')
      const [, stated = ''] = /^AWS calls: (.*)/ms.exec(recipe) ?? []
      const calls = [...stated.matchAll(/`\w+:\w+` (\d+)/g)].reduce((total, [, count]) => total + Number(count), 0)
      const estimate = await cost(query, variables)
      expect([query, estimate.estimated <= estimate.limit, estimate.calls >= calls]).toEqual([query, true, true])
    }
  })

  const isSubscription = (text: string) => /^subscription\b/m.test(text)
  const examples = readdirSync(new URL('../../../graphiql/examples/', import.meta.url)).filter((file) =>
    file.endsWith('.graphql'),
  )

  test.each([
    ['GraphiQL', examples.map((file) => readPage(`graphiql/examples/${file}`)).filter((text) => !isSubscription(text))],
    ['the README', blocksOf(readPage('README.md'), 'graphql')],
    ['the benchmark', [WHOLE_DEPLOYMENT, USUAL_DEPLOYMENT, PAGE_OF_TARGETS, OVERVIEW, FEED]],
  ])('every query of %s', async (_, queries) => {
    expect(queries.length).toBeGreaterThan(0)
    for (const query of queries) {
      const { estimated, limit } = await cost(query, { deploymentId: 'd-1' })
      expect(estimated).toBeLessThan(limit)
    }
  })
})
