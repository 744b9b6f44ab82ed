import { ONE_LOCATION, useGateways } from '../../support/gateway.ts'
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

  test('twenty deployments share their reads, within the default cost limit, and read nothing again', async () => {
    const { query, calls } = await start({ world })
    const all = '{ codeDeployDeployments(first: 20) { nodes { change { summary appSpecChanges { path } } } } }'
    const { data, errors } = await query(all)
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployments.nodes).toEqual(
      Array.from({ length: 20 }, (_, index) => ({
        change: {
          summary: `checkout:${29 - index} → checkout:${30 - index}`,
          appSpecChanges: CHANGED.appSpecChanges.map(({ path }) => ({ path })),
        },
      })),
    )
    expect(calls()).toEqual({ ListDeployments: 1, BatchGetDeployments: 1, ...costOf(21) })
    await query(all)
    expect(calls()).toEqual(
      CACHE ? { ListDeployments: 1 } : { ListDeployments: 1, BatchGetDeployments: 1, ...costOf(21) },
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
