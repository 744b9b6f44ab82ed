import { atOnce } from '../../support/at-once.ts'
import { ONE_LOCATION, PATIENT, useGateways } from '../../support/gateway.ts'
import { CHANGE, CHANGED, chain, content, deploymentId, ENDED, one, worldOf } from './revision-world.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

// Which of the two projects of jest.config.js this is.
declare const CACHE: boolean

// The outcomes of AWS's batch, and their calls for a number of AppSpec files of one application.
const OUTCOMES: [string, boolean, (files: number) => Record<string, number>][] = [
  ['gives the contents', true, (files) => ({ BatchGetApplicationRevisions: Math.ceil(files / 25) })],
  [
    'leaves the contents out',
    false,
    (files) => ({ BatchGetApplicationRevisions: Math.ceil(files / 25), GetApplicationRevision: files }),
  ],
]

describe.each(OUTCOMES)('where AWS in a batch %s', (_, batchedContents, costOf) => {
  const world = worldOf(chain(30), { batchedContents })

  test('a deployment tells what it changes, and reads both AppSpec files once', async () => {
    const { query, calls } = await start({ world })
    const { data, errors } = await query(one(`{ change ${CHANGE} }`))
    expect({ data, errors }).toEqual({ data: { codeDeployDeployment: { change: CHANGED } }, errors: undefined })
    expect(calls()).toEqual({ BatchGetDeployments: 1, ...costOf(2) })
    expect((await query(one(`{ change ${CHANGE} }`))).data).toEqual(data)
    expect(calls()).toEqual(CACHE ? {} : { BatchGetDeployments: 1, ...costOf(2) })
  })

  // The fields of each of twenty deployments, and how many AppSpec files they need.
  const SELECTIONS: [string, number][] = [
    ['change { summary appSpecChanges { path } }', 21],
    ['change { kind compareUrl }', 0],
    ['change { from { label } }', 20],
    ['revision { label }', 20],
    ['revision { appSpec { content } }', 20],
    ['revision { label appSpec { content } } previousRevision { label }', 21],
  ]

  describe.each([7, 100])('on pages of %i', (size) => {
    const pages = Math.ceil(21 / size) // one more than asked for tells whether there are more
    const paged = worldOf(chain(30), { batchedContents, pageSizes: { ListDeployments: size } })

    test.each(SELECTIONS)(
      'twenty deployments share the reads of %s, and read no file again',
      async (selection, files) => {
        const { query, calls } = await start({ world: paged })
        const all = `{ codeDeployDeployments(first: 20) { nodes { ${selection} } } }`
        const cold = { ListDeployments: pages, BatchGetDeployments: pages, ...(files > 0 ? costOf(files) : {}) }
        const { data, errors } = await query(all)
        expect(errors).toBeUndefined()
        expect(data.codeDeployDeployments.nodes).toHaveLength(20)
        expect(calls()).toEqual(cold)
        expect((await query(all)).data).toEqual(data)
        expect(calls()).toEqual(CACHE ? { ListDeployments: pages } : cold)
      },
    )

    test('twenty requests at once make the calls of one where answers are shared', async () => {
      const gateway = await start({ ...PATIENT, world: paged })
      const answers = await atOnce(gateway, 20, '{ codeDeployDeployments(first: 20) { nodes { change { summary } } } }')
      for (const { data, errors } of answers)
        expect({ data, errors }).toEqual({ data: answers[0]?.data, errors: undefined })
      const made = gateway.calls()
      if (CACHE) expect(made).toEqual({ ListDeployments: pages, BatchGetDeployments: pages, ...costOf(21) })
      else expect(made.ListDeployments).toBe(20 * pages)
    })
  })

  test('twenty deployments tell what each changes', async () => {
    const { query } = await start({ world })
    const { data, errors } = await query(
      '{ codeDeployDeployments(first: 20) { nodes { change { summary appSpecChanges { path } } } } }',
    )
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployments.nodes).toEqual(
      Array.from({ length: 20 }, (_, index) => ({
        change: {
          summary: `checkout:${29 - index} → checkout:${30 - index}`,
          appSpecChanges: CHANGED.appSpecChanges.map(({ path }) => ({ path })),
        },
      })),
    )
  })

  test('more files than a batch holds take one more', async () => {
    const { query, calls } = await start({ world })
    const { errors } = await query('{ codeDeployDeployments(first: 30) { nodes { revision { label } } } }')
    expect(errors).toBeUndefined()
    expect(calls()).toEqual({ ListDeployments: 1, BatchGetDeployments: 2, ...costOf(30) })
  })

  test('a file that comes later is read the way that worked before', async () => {
    const { query, calls } = await start({ world })
    await query(one('{ revision { label } }', 5))
    calls()
    const { data } = await query(one('{ revision { label } }', 9))
    expect(data.codeDeployDeployment.revision.label).toBe('checkout:9')
    const warm = batchedContents ? { BatchGetApplicationRevisions: 1 } : { GetApplicationRevision: 1 }
    expect(calls()).toEqual({ BatchGetDeployments: 1, ...(CACHE ? warm : costOf(1)) })
  })

  test('a label is the same alone, beside other fields, and of the group', async () => {
    const { query, calls } = await start({ world })
    const alone = await query(one('{ revision { label } }', 30))
    expect(alone.data.codeDeployDeployment.revision.label).toBe('checkout:30')
    expect(calls()).toEqual({ BatchGetDeployments: 1, ...costOf(1) })
    const beside = await query(one('{ revision { appSpec { content } label } change { to { label } summary } }', 30))
    expect(beside.data.codeDeployDeployment).toEqual({
      revision: { appSpec: { content: content(30) }, label: 'checkout:30' },
      change: { to: { label: 'checkout:30' }, summary: 'checkout:29 → checkout:30' },
    })
    const group = 'deploymentGroup(applicationName: "checkout", deploymentGroupName: "production")'
    const { data } = await query(`{ ${group} { targetRevision { label } } }`)
    expect(data.deploymentGroup.targetRevision.label).toBe('checkout:1')
  })

  test('the change is the same by id, for a router and in the feed', async () => {
    const { query, calls } = await start({ world })
    const { data: known } = await query(one('{ id }'))
    const { id } = known.codeDeployDeployment
    calls()
    const fragment = `... on CodeDeployDeployment { change ${CHANGE} }`
    const roads = {
      node: await query(`{ node(id: "${id}") { ${fragment} } }`),
      entity: await query(
        `{ _entities(representations: [{ __typename: "CodeDeployDeployment", deploymentId: "${deploymentId(2)}" }]) { ${fragment} } }`,
      ),
      feed: await query(`{ activity(first: 1, filter: { until: "${new Date(ENDED - 1_000_000 + 2).toISOString()}" }) {
        nodes { ${fragment} } problems { message } } }`),
    }
    expect([roads.node.errors, roads.entity.errors, roads.feed.errors]).toEqual([undefined, undefined, undefined])
    expect(roads.node.data.node).toEqual({ change: CHANGED })
    expect(roads.entity.data._entities).toEqual([{ change: CHANGED }])
    expect(roads.feed.data.activity).toEqual({ nodes: [{ change: CHANGED }], problems: [] })
    const { BatchGetApplicationRevisions, GetApplicationRevision } = calls()
    const times = CACHE ? 1 : 3
    expect({ BatchGetApplicationRevisions, GetApplicationRevision }).toEqual({
      BatchGetApplicationRevisions: times,
      GetApplicationRevision: batchedContents ? undefined : 2 * times,
    })
  })
})

test('where a batch gave contents, one that leaves some out does not end the batches', async () => {
  const batched = worldOf(chain(30), { batchedContents: true })
  const leftOut = worldOf(chain(30), { batchedContents: false })
  let world = batched
  let now = ENDED
  const { query, calls } = await start({ world: (...at) => world(...at), clock: () => now++ })
  const label = (number: number) => query(one('{ revision { label } }', number))
  await label(5)
  world = leftOut
  expect((await label(6)).data.codeDeployDeployment.revision.label).toBe('checkout:6')
  world = batched
  calls()
  expect((await label(7)).data.codeDeployDeployment.revision.label).toBe('checkout:7')
  expect(calls()).toEqual({ BatchGetDeployments: 1, BatchGetApplicationRevisions: 1 })
})
