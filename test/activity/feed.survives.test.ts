import { mergeNewest, newestOf } from '../../src/aws/request/newest.ts'
import type { Fault } from '../../src/emulator/faults.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { listed } from '../aws/request/listed.ts'
import { startGateway } from '../support/gateway.ts'
import { type Happening, idOf, worldOf } from './happenings.ts'
import { page } from './reading.ts'

const T0 = Date.parse('2026-11-20T12:00:00.000Z')
const happening = (service: Happening['service'], source: number, number: number): Happening => ({
  ...{ service, region: 'us-east-1', source, number, at: T0 + number * 60_000 },
  status: service === 'CODEDEPLOY' ? 'Succeeded' : service === 'APPCONFIG' ? 'COMPLETE' : 'SUCCESS',
})
const many = (service: Happening['service'], count: number, source = 0) =>
  Array.from({ length: count }, (_, index) => happening(service, source, index + 1))

let gateway: Awaited<ReturnType<typeof startGateway>> | undefined
const start = async (happenings: Happening[], faults: Fault[] = [], pageSizes = {}, cache?: boolean) => {
  gateway = await startGateway({
    ...(cache && { cache }),
    world: worldOf(() => happenings, pageSizes),
    locations: DEMO_LOCATIONS.slice(0, 1),
    faults,
  })
  return gateway
}
afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
})

describe('the feed survives', () => {
  test('a listing that AWS does not give newest first', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => String(index))
    const pages = Array.from({ length: 6 }, (_, index) => ids.slice(10 * index, 10 * index + 10))
    const describe = async (id: string) => ({ at: T0 + Number(id), id, value: id })
    const feed = await mergeNewest([newestOf(listed('oldest first', pages), describe, {})], 20)
    expect(feed.items.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 20))
    expect(feed.hasNextPage).toBe(true)
  })

  test('an answer that nobody foresaw: it is a problem of its source, and the rest is there', async () => {
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

  test('a later page of one source that can never be read: the others go on behind it', async () => {
    const later = (input: unknown) => 'NextToken' in (input as object)
    const { query } = await start(
      [...many('CODEDEPLOY', 40), ...many('APPCONFIG', 40)],
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
    expect(codedeploy.toSorted()).toEqual(many('CODEDEPLOY', 40).map(idOf).toSorted())
  })

  test('a filter that leaves nothing: what it asks of AWS does not grow as the page gets smaller', async () => {
    const { query, calls } = await start(many('CODEDEPLOY', 500))
    await page(query, { first: 1, filter: { phases: ['UNKNOWN'], services: ['CODEDEPLOY'] } })
    expect(calls().BatchGetDeployments).toBeLessThanOrEqual(30)
  })

  test('ten readers at once, who enumerate once between them', async () => {
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

describe('an application whose environments may not be listed', () => {
  test('is missing from the feed, is named, and is asked for again the next time', async () => {
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
    gateway = await startGateway({
      world: () => ({
        appconfig: {
          applications: [{ Id: 'hidden1' }, { Id: 'open001' }],
          environments: ['hidden1', 'open001'].map((ApplicationId) => ({ ApplicationId, Id: 'prod001', Name: 'prod' })),
          deployments: ['hidden1', 'open001'].map(deployment),
        },
      }),
      locations: DEMO_LOCATIONS.slice(0, 1),
      faults: [denied],
    })
    const FEED =
      '{ activity { nodes { title ... on AppConfigDeployment { applicationId } } problems { service code } } }'
    expect((await gateway.query(FEED)).data.activity).toEqual({
      nodes: [{ title: 'flags → prod', applicationId: 'open001' }],
      problems: [{ service: 'APPCONFIG', code: 'AWS_ACCESS_DENIED' }],
    })
    gateway.faults.length = 0
    expect((await gateway.query(FEED)).data.activity.nodes).toHaveLength(2)
  })
})
