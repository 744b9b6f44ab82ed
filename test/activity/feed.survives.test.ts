import { mergeNewest, newestOf } from '../../src/aws/request/newest.ts'
import type { Fault } from '../../src/emulator/faults.ts'
import { listed } from '../aws/request/listed.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { type Happening, idOf, worldOf } from './happenings.ts'
import { page } from './reading.ts'

const T0 = Date.parse('2026-11-20T12:00:00.000Z')
const happening = (service: Happening['service'], source: number, number: number): Happening => ({
  ...{ service, region: 'us-east-1', source, number, at: T0 + number * 60_000 },
  status: service === 'CODEDEPLOY' ? 'Succeeded' : service === 'APPCONFIG' ? 'COMPLETE' : 'SUCCESS',
})
const series = (service: Happening['service'], count: number, source = 0) =>
  Array.from({ length: count }, (_, index) => happening(service, source, index + 1))

const gateways = useGateways({ locations: ONE_LOCATION })
const start = (happenings: Happening[], faults: Fault[] = [], pageSizes = {}, cache?: boolean) =>
  gateways.start({ ...(cache && { cache }), world: worldOf(() => happenings, pageSizes), faults })

describe('the feed survives', () => {
  test('a listing that AWS does not sort newest first', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => String(index))
    const pages = Array.from({ length: 6 }, (_, index) => ids.slice(10 * index, 10 * index + 10))
    const describe = async (id: string) => ({ at: T0 + Number(id), id, value: id })
    const feed = await mergeNewest([newestOf(listed('oldest first', pages), describe, {})], 20)
    expect(feed.items.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 20))
    expect(feed.hasNextPage).toBe(true)
  })

  test('an unforeseen error, which becomes a problem of its source', async () => {
    const error = { name: 'TeapotException', message: 'I am a teapot.', status: 418 }
    const { query } = await start(
      [happening('CODEDEPLOY', 0, 1), happening('IMAGE_BUILDER', 0, 1)],
      [{ service: 'imagebuilder', error }],
    )
    const { ids, problems } = await page(query)
    expect(ids).toEqual([idOf(happening('CODEDEPLOY', 0, 1))])
    expect(problems).toEqual([
      {
        service: 'IMAGE_BUILDER',
        location: { name: 'us-east-1' },
        code: 'AWS_UNAVAILABLE',
        message: 'I am a teapot.',
      },
    ])
  })

  test('a source whose later pages always fail, and reads the others to their end', async () => {
    const later = (input: unknown) => 'NextToken' in (input as object)
    const { query } = await start(
      [...series('CODEDEPLOY', 40), ...series('APPCONFIG', 40)],
      [{ service: 'appconfig', operation: 'ListDeployments', when: later, error: { name: 'AccessDeniedException' } }],
      { appconfig: 10 },
    )
    const seen: string[] = []
    let after: string | null = null
    for (let pages = 0; pages < 12; pages++) {
      const read = await page(query, { first: 20, after })
      seen.push(...read.ids)
      if (!read.pageInfo.hasNextPage) break
      expect(read.pageInfo.endCursor).toEqual(expect.any(String))
      after = read.pageInfo.endCursor ?? null
    }
    const codedeploy = seen.filter((id) => id.includes('/d-'))
    expect(codedeploy.toSorted()).toEqual(series('CODEDEPLOY', 40).map(idOf).toSorted())
  })

  test('a filter that matches nothing, without more AWS calls for a smaller page', async () => {
    const { query, calls } = await start(series('CODEDEPLOY', 500))
    await page(query, { first: 1, filter: { phases: ['UNKNOWN'], services: ['CODEDEPLOY'] } })
    expect(calls().BatchGetDeployments).toBeLessThanOrEqual(30)
  })

  test('ten concurrent readers, with one enumeration for all of them', async () => {
    const { query, calls } = await start([happening('APPCONFIG', 0, 1), happening('IMAGE_BUILDER', 0, 1)], [], {}, true)
    await Promise.all(Array.from({ length: 10 }, () => page(query)))
    const { ListApplications, ListEnvironments, ListLifecyclePolicies } = calls()
    expect({ ListApplications, ListEnvironments, ListLifecyclePolicies }).toEqual({
      ListApplications: 1,
      ListEnvironments: 1,
      ListLifecyclePolicies: 1,
    })
  })
})

describe('an application whose environments AWS refuses to list', () => {
  test('is missing from the feed, becomes a problem, and is read again by the next request', async () => {
    const denied: Fault = {
      service: 'appconfig',
      operation: 'ListEnvironments',
      when: (input) => (input as { ApplicationId: string }).ApplicationId === 'hidden1',
      error: { name: 'AccessDeniedException', message: 'not allowed' },
    }
    const deployment = (ApplicationId: string) => ({
      ...{ ApplicationId, EnvironmentId: 'prod001', DeploymentNumber: 1, StartedAt: new Date(T0) },
      ConfigurationName: 'flags',
    })
    const { query, faults } = await gateways.start({
      world: () => ({
        appconfig: {
          applications: [{ Id: 'hidden1' }, { Id: 'open001' }],
          environments: ['hidden1', 'open001'].map((ApplicationId) => ({ ApplicationId, Id: 'prod001', Name: 'prod' })),
          deployments: ['hidden1', 'open001'].map(deployment),
        },
      }),
      faults: [denied],
    })
    const FEED =
      '{ activity { nodes { title ... on AppConfigDeployment { applicationId } } problems { service code } } }'
    expect((await query(FEED)).data.activity).toEqual({
      nodes: [{ title: 'flags → prod', applicationId: 'open001' }],
      problems: [{ service: 'APPCONFIG', code: 'AWS_ACCESS_DENIED' }],
    })
    faults.length = 0
    expect((await query(FEED)).data.activity.nodes).toHaveLength(2)
  })
})
