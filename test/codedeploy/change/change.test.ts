import type { DeploymentInfo, RevisionLocation } from '@aws-sdk/client-codedeploy'
import { appSpecRevision } from '../../../src/emulator/codedeploy/revision-record.ts'
import { ONE_LOCATION, useGateways } from '../../support/gateway.ts'
import { info, one, sha256, worldOf } from './revision-world.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

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
    ['is null if AWS names no revision', { revision: undefined }, null, {}],
    [
      'shows the SHA-256 if there is no application, and costs no call',
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
    'of revisions that AWS does not have any more shows their SHA-256 for one batch: %j',
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

  test('of a deleted application shows the SHA-256', async () => {
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
