import type { DeploymentInfo, RevisionLocation } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import { appSpecRevision } from '../../../src/emulator/codedeploy/revision-record.ts'
import type { CodeDeployWorld } from '../../../src/emulator/codedeploy/world.ts'
import type { World } from '../../../src/emulator/world.ts'
import { ONE_LOCATION, useGateways } from '../../support/gateway.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

// Which of the two projects of jest.config.js this is.
declare const CACHE: boolean

const ENDED = Date.parse('2026-11-20T09:00:00Z')
const ARN = 'arn:aws:ecs:us-east-1:111122223333:task-definition/checkout'

const content = (version: number) => `version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: "${ARN}:${version}"
        LoadBalancerInfo:
          ContainerName: "checkout"
          ContainerPort: ${version % 2 === 0 ? 8080 : 80}
`
const appSpec = (version: number): RevisionLocation => appSpecRevision(content(version))
const sha256 = (version: number) => appSpec(version).appSpecContent?.sha256
const deploymentId = (number: number) => `d-CHANGE${String(number).padStart(3, '0')}`

/** Each deploys the version of its number over the one before. */
const info = (number: number, more: DeploymentInfo = {}): DeploymentInfo => ({
  deploymentId: deploymentId(number),
  applicationName: 'checkout',
  deploymentGroupName: 'production',
  computePlatform: 'ECS',
  status: 'Succeeded',
  createTime: new Date(ENDED - 1_000_000 + number),
  completeTime: new Date(ENDED),
  revision: appSpec(number),
  previousRevision: appSpec(number - 1),
  ...more,
})

const worldOf =
  (deployments: DeploymentInfo[], more: CodeDeployWorld = {}): World =>
  () => ({
    codedeploy: {
      applications: [{ applicationName: 'checkout', computePlatform: 'ECS' }],
      groups: [
        { applicationName: 'checkout', deploymentGroupName: 'production', targetRevision: deployments[0]?.revision },
      ],
      deployments: deployments.map((one) => deploymentOf(one)),
      ...more,
    },
  })
const chain = (count: number) => Array.from({ length: count }, (_, index) => info(index + 1))

const REVISION = '{ type label s3 { key } github { commitId } appSpec { sha256 content } }'
const CHANGE = `{ kind summary compareUrl from ${REVISION} to ${REVISION} appSpecChanges { path from to } }`
const one = (selection: string, number = 2) =>
  `{ codeDeployDeployment(deploymentId: "${deploymentId(number)}") ${selection} }`

const shown = (version: number) => ({
  type: 'APP_SPEC_CONTENT',
  label: `checkout:${version}`,
  s3: null,
  github: null,
  appSpec: { sha256: sha256(version), content: content(version) },
})
const properties = 'Resources.TargetService.Properties'
const CHANGED = {
  kind: 'APP_SPEC',
  summary: 'checkout:1 → checkout:2',
  compareUrl: null,
  from: shown(1),
  to: shown(2),
  appSpecChanges: [
    { path: `${properties}.TaskDefinition`, from: `${ARN}:1`, to: `${ARN}:2` },
    { path: `${properties}.LoadBalancerInfo.ContainerPort`, from: '80', to: '8080' },
  ],
}

// What AWS's batch does, and what that costs for a number of AppSpec files of one application.
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

  test('the same is told by id, to a router and in the feed', async () => {
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

describe('a change', () => {
  const s3 = (key: string): RevisionLocation => ({ revisionType: 'S3', s3Location: { bucket: 'builds', key } })
  const github = (commitId: string): RevisionLocation => ({
    revisionType: 'GitHub',
    gitHubLocation: { repository: 'example-corp/shop', commitId },
  })
  const COMMITS = ['1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d', '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c'] as const
  const string = (text: string): RevisionLocation => ({
    revisionType: 'String',
    string: { content: text, sha256: appSpecRevision(text).appSpecContent?.sha256 },
  })
  const lambda = (version: number) =>
    string(JSON.stringify({ Resources: [{ f: { Properties: { Name: 'mailer', TargetVersion: String(version) } } }] }))

  // Of one deployment: what it changes, and the calls beside BatchGetDeployments.
  test.each<[string, DeploymentInfo, object | null, Record<string, number>]>([
    [
      'of two objects in S3 costs no call',
      { revision: s3('shop/build-119.zip'), previousRevision: s3('shop/build-118.zip') },
      { kind: 'S3_KEY', summary: 'build-118.zip → build-119.zip', compareUrl: null, appSpecChanges: [] },
      {},
    ],
    [
      'of two commits has the page that compares them, and costs no call',
      { revision: github(COMMITS[1]), previousRevision: github(COMMITS[0]) },
      {
        kind: 'COMMIT',
        summary: 'example-corp/shop@1a2b3c4 → example-corp/shop@9f8e7d6',
        compareUrl: `https://github.com/example-corp/shop/compare/${COMMITS[0]}...${COMMITS[1]}`,
        appSpecChanges: [],
      },
      {},
    ],
    [
      'of two versions of a function is read of the older kind of AppSpec file, too',
      { computePlatform: 'Lambda', revision: lambda(9), previousRevision: lambda(8) },
      {
        kind: 'APP_SPEC',
        summary: 'mailer:8 → mailer:9',
        compareUrl: null,
        appSpecChanges: [{ path: 'Resources.f.Properties.TargetVersion', from: '8', to: '9' }],
      },
      { BatchGetApplicationRevisions: 1, GetApplicationRevision: 2 },
    ],
    [
      'is the first where AWS names no revision before',
      { revision: s3('build-1.zip'), previousRevision: undefined },
      { kind: 'FIRST', summary: 'build-1.zip (first)', compareUrl: null, appSpecChanges: [] },
      {},
    ],
    ['is null where AWS names no revision', { revision: undefined }, null, {}],
    [
      'is told by the SHA-256 where there is no application, and costs no call',
      { applicationName: undefined, deploymentGroupName: undefined },
      {
        kind: 'APP_SPEC',
        summary: `sha256:${sha256(1)?.slice(0, 7)} → sha256:${sha256(2)?.slice(0, 7)}`,
        compareUrl: null,
        appSpecChanges: [],
      },
      {},
    ],
  ])('%s', async (_, more, expected, expectedCalls) => {
    const { query, calls } = await start({ world: worldOf([info(2, more)]) })
    const { data, errors } = await query(
      one('{ change { kind summary compareUrl appSpecChanges { path from to } } revision { label } }'),
    )
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment.change).toEqual(expected)
    expect(calls()).toEqual({ BatchGetDeployments: 1, ...expectedCalls })
  })

  const SHORT = '{ revision { label appSpec { content } } change { kind summary appSpecChanges { path } } }'
  const BY_HASH = {
    revision: { label: `sha256:${sha256(2)?.slice(0, 7)}`, appSpec: { content: null } },
    change: {
      kind: 'APP_SPEC',
      summary: `sha256:${sha256(1)?.slice(0, 7)} → sha256:${sha256(2)?.slice(0, 7)}`,
      appSpecChanges: [],
    },
  }

  test.each(['No application revision found for x, y', 'The following revisions do not exist: x, y', ''])(
    'of revisions that AWS does not have any more is told by their SHA-256 for one batch: %j',
    async (errorMessage) => {
      const { query, calls } = await start({
        world: worldOf([info(2)], { batchedContents: true, leftOutRevisions: { errorMessage } }),
      })
      const { data, errors } = await query(one(SHORT))
      expect({ data, errors }).toEqual({ data: { codeDeployDeployment: BY_HASH }, errors: undefined })
      expect(calls()).toEqual({ BatchGetDeployments: 1, BatchGetApplicationRevisions: 1 })
    },
  )

  test('of revisions that a batch lacks for another reason is read one by one', async () => {
    const leftOutRevisions = { errorMessage: 'An internal error occurred. Please retry.' }
    const { query, calls } = await start({ world: worldOf([info(2)], { batchedContents: true, leftOutRevisions }) })
    const { data, errors } = await query(one('{ change { summary } }'))
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment.change.summary).toBe('checkout:1 → checkout:2')
    expect(calls()).toEqual({ BatchGetDeployments: 1, BatchGetApplicationRevisions: 1, GetApplicationRevision: 2 })
  })

  test('of an application that is gone is told by the SHA-256', async () => {
    const { query, calls } = await start({ world: worldOf([info(2)], { applications: [] }) })
    const { data, errors } = await query(one(SHORT))
    expect({ data, errors }).toEqual({ data: { codeDeployDeployment: BY_HASH }, errors: undefined })
    expect(calls()).toEqual({ BatchGetDeployments: 1, BatchGetApplicationRevisions: 1 })
  })

  test.each(['BatchGetApplicationRevisions', 'GetApplicationRevision'])(
    'without a permission for %s has errors where contents are needed, and keeps the rest',
    async (operation) => {
      const faults = [{ operation, error: { name: 'AccessDeniedException', message: 'no' } }]
      const { query } = await start({ world: worldOf([info(2)]), faults })
      const { data, errors } = await query(one(SHORT))
      expect(data.codeDeployDeployment).toEqual({
        revision: { label: null, appSpec: { content: null } },
        change: { kind: 'APP_SPEC', summary: null, appSpecChanges: null },
      })
      expect(errors?.map(({ path, extensions }) => [path?.slice(1).join('.'), extensions.code]).sort()).toEqual([
        ['change.appSpecChanges', 'AWS_ACCESS_DENIED'],
        ['change.summary', 'AWS_ACCESS_DENIED'],
        ['revision.appSpec.content', 'AWS_ACCESS_DENIED'],
        ['revision.label', 'AWS_ACCESS_DENIED'],
      ])
    },
  )

  test('of an AppSpec file that cannot be parsed has its SHA-256 and its contents', async () => {
    const broken = appSpecRevision('Resources: [')
    const { query } = await start({ world: worldOf([info(2, { revision: broken })]) })
    const { data, errors } = await query(one(SHORT))
    expect(errors).toBeUndefined()
    const label = `sha256:${broken.appSpecContent?.sha256?.slice(0, 7)}`
    expect(data.codeDeployDeployment).toEqual({
      revision: { label, appSpec: { content: 'Resources: [' } },
      change: { kind: 'APP_SPEC', summary: `checkout:1 → ${label}`, appSpecChanges: [] },
    })
  })
})
