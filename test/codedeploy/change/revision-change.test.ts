import type { RevisionLocation } from '@aws-sdk/client-codedeploy'
import fc from 'fast-check'
import type { AppSpecValues } from '../../../src/codedeploy/change/app-spec.ts'
import { changeKindOf, changeSummary, compareUrlOf } from '../../../src/codedeploy/change/revision-change.ts'
import { revisionLabel } from '../../../src/codedeploy/change/revision-label.ts'

const newer = <T>(value: string) => value as T
const COMMIT = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d'
const OTHER_COMMIT = '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c'
const github = (commitId?: string, repository?: string): RevisionLocation => ({
  revisionType: 'GitHub',
  gitHubLocation: { repository: repository ?? 'example-corp/shop', commitId },
})
const s3 = (key: string, more: RevisionLocation['s3Location'] = {}): RevisionLocation => ({
  revisionType: 'S3',
  s3Location: { bucket: 'builds', key, ...more },
})
const appSpec = (sha256?: string): RevisionLocation => ({ revisionType: 'AppSpecContent', appSpecContent: { sha256 } })
const string = (sha256?: string): RevisionLocation => ({ revisionType: 'String', string: { sha256 } })

const task = (definition: string, port = '80'): AppSpecValues =>
  new Map([
    ['Resources.TargetService.Properties.TaskDefinition', definition],
    ['Resources.TargetService.Properties.LoadBalancerInfo.ContainerPort', port],
  ])
const ARN = 'arn:aws:ecs:us-east-1:111122223333:task-definition/checkout'
const lambda = (name: string, version: string): AppSpecValues =>
  new Map([
    ['resources.mine.properties.name', name],
    ['resources.mine.properties.targetVersion', version],
  ])

describe('the label of a revision', () => {
  test.each<[string, RevisionLocation, AppSpecValues | undefined, string | undefined]>([
    ['a commit', github(COMMIT), undefined, 'example-corp/shop@1a2b3c4'],
    ['a repository without a commit', github(), undefined, 'example-corp/shop'],
    ['an object in S3', s3('shop/build-118.zip'), undefined, 'build-118.zip'],
    [
      'a version of an object',
      s3('build-118.zip', { version: '3LgpX8hQz.rT0' }),
      undefined,
      'build-118.zip (version 3LgpX8h…)',
    ],
    ['a short version', s3('build.zip', { version: '12345678' }), undefined, 'build.zip (version 12345678)'],
    ['a task definition', appSpec('5f9b0431'), task(`${ARN}:42`), 'checkout:42'],
    ['a task definition that is not an ARN', appSpec('5f9b0431'), task('checkout:42'), 'checkout:42'],
    ["a function's version", string('5f9b0431'), lambda('mailer', '8'), 'mailer:8'],
    [
      'a function named by its ARN',
      appSpec('5f9b0431'),
      lambda('arn:aws:lambda:us-east-1:111122223333:function:mailer', '8'),
      'mailer:8',
    ],
    ['an AppSpec file that names neither', appSpec('5f9b0431aa'), new Map([['Hooks.A', 'x']]), 'sha256:5f9b043'],
    ['an AppSpec file whose contents are not known', appSpec('5f9b0431aa'), undefined, 'sha256:5f9b043'],
    ['the older kind of AppSpec file', string('5f9b0431aa'), undefined, 'sha256:5f9b043'],
    ['a kind newer than the SDK', { revisionType: newer('OCI') }, undefined, undefined],
    ['nothing', {}, undefined, undefined],
    ['an AppSpec file without anything', appSpec(), undefined, undefined],
    ['a long key', s3(`${'x'.repeat(200)}.zip`), undefined, `…${'x'.repeat(95)}.zip`],
  ])('of %s', (_, revision, values, expected) => {
    expect(revisionLabel(revision, values)).toBe(expected)
  })
})

describe('a change', () => {
  test.each<[string, RevisionLocation | undefined, RevisionLocation]>([
    ['FIRST', undefined, s3('a.zip')],
    ['SAME', github(COMMIT), github(COMMIT)],
    ['COMMIT', github(COMMIT), github(OTHER_COMMIT)],
    ['COMMIT', github(COMMIT, 'Example-Corp/Shop'), github(OTHER_COMMIT)],
    ['OTHER', github(COMMIT, 'example-corp/other'), github(COMMIT)],
    ['OTHER', github(), github(COMMIT)],
    ['SAME', s3('a.zip'), s3('a.zip')],
    ['SAME', s3('a.zip', { version: '1', eTag: 'x' }), s3('a.zip', { version: '1', eTag: 'y' })],
    ['SAME', s3('a.zip', { version: '1' }), s3('a.zip')], // nothing that both have tells them apart
    ['S3_VERSION', s3('a.zip', { version: '1' }), s3('a.zip', { version: '2' })],
    ['S3_VERSION', s3('a.zip', { eTag: 'x' }), s3('a.zip', { version: '2', eTag: 'y' })],
    ['S3_KEY', s3('a.zip'), s3('b.zip')],
    ['S3_KEY', s3('a.zip'), s3('a.zip', { bucket: 'others' })],
    ['APP_SPEC', appSpec('1a'), appSpec('2b')],
    ['APP_SPEC', string('1a'), appSpec('2b')],
    ['SAME', string('1a'), appSpec('1a')],
    ['OTHER', appSpec(), appSpec('2b')],
    ['OTHER', s3('a.zip'), github(COMMIT)],
    ['OTHER', s3('a.zip'), appSpec('1a')],
    ['OTHER', { revisionType: newer('OCI') }, { revisionType: newer('OCI') }],
  ])('is %s from %j to %j', (kind, from, to) => {
    expect(changeKindOf(from, to)).toBe(kind)
  })

  test.each<[string | undefined, RevisionLocation | undefined, RevisionLocation]>([
    [`https://github.com/example-corp/shop/compare/${COMMIT}...${OTHER_COMMIT}`, github(COMMIT), github(OTHER_COMMIT)],
    [undefined, github(COMMIT), github(COMMIT)],
    [undefined, undefined, github(COMMIT)],
    [undefined, github(COMMIT, 'example-corp/other'), github(OTHER_COMMIT)],
    [undefined, github('main'), github(COMMIT)],
    [undefined, github(COMMIT, '../../evil?x'), github(OTHER_COMMIT, '../../evil?x')],
    [undefined, s3('a.zip'), s3('b.zip')],
  ])('has the compare page %s from %j to %j', (url, from, to) => {
    expect(compareUrlOf(from, to)).toBe(url)
  })

  test.each<[string, RevisionLocation | undefined, RevisionLocation, AppSpecValues?, AppSpecValues?]>([
    ['build-118.zip (first)', undefined, s3('build-118.zip')],
    ['build-118.zip (unchanged)', s3('build-118.zip'), s3('build-118.zip')],
    ['build-118.zip → build-119.zip', s3('x/build-118.zip'), s3('x/build-119.zip')],
    ['118/app.zip → 119/app.zip', s3('shop/118/app.zip'), s3('shop/119/app.zip')],
    ['builds/app.zip → others/app.zip', s3('app.zip'), s3('app.zip', { bucket: 'others' })],
    ['app.zip (ETag "x" → "y")', s3('app.zip', { eTag: '"x"' }), s3('app.zip', { eTag: '"y"' })],
    [
      'app.zip (version 1234567a2 → 1234567b2)',
      s3('app.zip', { version: '1234567a2' }),
      s3('app.zip', { version: '1234567b2' }),
    ],
    ['example-corp/shop@1a2b3c4 → example-corp/shop@9f8e7d6', github(COMMIT), github(OTHER_COMMIT)],
    ['checkout:41 → checkout:42', appSpec('1a'), appSpec('2b'), task(`${ARN}:41`), task(`${ARN}:42`)],
    ['mailer:8 → mailer:9', string('1a'), appSpec('2b'), lambda('mailer', '8'), lambda('mailer', '9')],
    [
      'checkout:42 (ContainerPort 80 → 8080)',
      appSpec('1a'),
      appSpec('2b'),
      task('checkout:42'),
      task('checkout:42', '8080'),
    ],
    ['sha256:1a → checkout:42', appSpec('1a'), appSpec('2b'), undefined, task('checkout:42')],
    ['build.zip → example-corp/shop@1a2b3c4', s3('build.zip'), github(COMMIT)],
  ])('is said as %s', (summary, from, to, ...[fromValues, toValues]) => {
    expect(changeSummary({ from, to, fromValues, toValues })).toBe(summary)
  })

  const few = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
  const revision: fc.Arbitrary<RevisionLocation> = fc.oneof(
    fc.record({
      revisionType: fc.constant('S3' as const),
      s3Location: fc.record({
        bucket: few('a', 'b'),
        key: few('x/app.zip', 'y/app.zip', 'app.zip', 'other.zip'),
        version: few('aaaaaaaaaa1', 'aaaaaaaaaa2'),
        eTag: few('1', '2'),
      }),
    }),
    fc.record({
      revisionType: fc.constant('GitHub' as const),
      gitHubLocation: fc.record({
        repository: few('a/b', 'c/d'),
        commitId: few(COMMIT, OTHER_COMMIT, `${COMMIT.slice(0, 20)}0000000000`),
      }),
    }),
    fc.record({
      revisionType: fc.constant('AppSpecContent' as const),
      appSpecContent: fc.record({ sha256: few('1a2b3c4d00', '1a2b3c4d11', 'ffffffff') }),
    }),
    fc.constant({}),
  )
  const values = fc.option(
    fc.tuple(fc.constantFrom('web:1', 'web:2', ARN), fc.constantFrom('80', '90')).map(([one, port]) => task(one, port)),
    { nil: undefined },
  )

  test('never says the same twice, has at most 200 characters, and is there whenever one of the labels is', () => {
    fc.assert(
      fc.property(revision, revision, values, values, (from, to, fromValues, toValues) => {
        const kind = changeKindOf(from, to)
        const summary = changeSummary({ from, to, fromValues, toValues })
        const labels = [revisionLabel(from, fromValues), revisionLabel(to, toValues)]
        expect(summary?.length ?? 0).toBeLessThanOrEqual(200)
        if (labels.some((label) => label !== undefined) && kind !== 'SAME') expect(summary).toBeDefined()
        const [before, after] = summary?.split(' → ') ?? []
        if (summary?.includes(' → ')) expect(before?.split(' (').at(-1)).not.toBe(after?.replace(/\)$/, ''))
      }),
      { numRuns: 2_000 },
    )
  })

  test('of a revision with itself is none', () => {
    fc.assert(
      fc.property(revision, (one) => {
        expect(['SAME', 'OTHER']).toContain(changeKindOf(one, structuredClone(one)))
        expect(compareUrlOf(one, one)).toBeUndefined()
      }),
    )
  })
})
