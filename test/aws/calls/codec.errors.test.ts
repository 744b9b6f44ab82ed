import { sampleOf } from './answers.ts'
import { OPERATIONS, type Operation, operationNamed } from './codecs.ts'
import { useBothCodecs } from './use-both-codecs.ts'

const { aws, codecs, sameOutcome } = useBothCodecs()

const GET_DEPLOYMENT = operationNamed('codedeploy', 'GetDeployment')
const GET_ROLLOUT = operationNamed('appconfig', 'GetDeployment')
const GET_POLICY = operationNamed('imagebuilder', 'GetLifecyclePolicy')
const GET_TARGET = operationNamed('codedeploy', 'GetDeploymentTarget')

describe('the codec', () => {
  it('drops nulls from lists, but keeps the word null in a log', async () => {
    const events = [null, { diagnostics: { logTail: '{"exit":null}, null: [null]', message: null } }]
    const outcome = await sameOutcome(GET_TARGET, { deploymentTarget: { instanceTarget: { lifecycleEvents: events } } })
    expect(outcome).toHaveProperty('output.deploymentTarget.instanceTarget.lifecycleEvents', [
      { diagnostics: { logTail: '{"exit":null}, null: [null]' } },
    ])
  })

  it('keeps unknown members of a nested structure that names its type, as the SDK does', async () => {
    const deploymentInfo = { __type: 'DeploymentInfo', createTime: 5, addedLater: { soon: true } }
    const outcome = await sameOutcome(GET_DEPLOYMENT, { deploymentInfo })
    expect(outcome).toHaveProperty('output.deploymentInfo', { ...deploymentInfo, createTime: new Date(5_000) })
  })

  it.each(['GetHostedConfigurationVersion', 'ListExperimentRunEvents'])(
    'leaves %s to the SDK, since its answer holds blobs, unions or headers',
    async (name) => {
      const operation = operationNamed('appconfig', name)
      const sample = sampleOf(operation.output) as object
      for (const body of [sample, { ...sample, Items: [{ TreatmentOverrides: { New: {} } }] }])
        expect(await sameOutcome(operation, body, 200, { 'version-number': '3' })).toHaveProperty('output')
    },
  )
})

describe('the codec, unlike the SDK,', () => {
  it('keeps nested members that the model lacks, from which newer kinds of targets are read', async () => {
    const instanceTarget = { targetId: 'i-1', addedLater: { soon: true } }
    const deploymentTarget = { deploymentTargetType: 'PodTarget', podTarget: { pod: 'p' }, instanceTarget }
    aws.respondWith(JSON.stringify({ deploymentTarget, addedLater: 1 }))
    expect(await codecs.theirs(GET_TARGET)).toHaveProperty('output.deploymentTarget', {
      deploymentTargetType: 'PodTarget',
      instanceTarget: { targetId: 'i-1' },
    })
    const ours = await codecs.ours(GET_TARGET)
    expect(ours).toHaveProperty('output.deploymentTarget', deploymentTarget)
    expect(ours).not.toHaveProperty('output.addedLater')
  })

  it('keeps such members even where the answer holds a null', async () => {
    const podTarget = { targetId: 'p', lastUpdatedAt: 5, status: null }
    aws.respondWith(
      JSON.stringify({ deploymentTarget: { deploymentTargetType: 'PodTarget', podTarget, instanceTarget: null } }),
    )
    expect(await codecs.theirs(GET_TARGET)).toHaveProperty('output.deploymentTarget', {
      deploymentTargetType: 'PodTarget',
    })
    expect(await codecs.ours(GET_TARGET)).toHaveProperty('output.deploymentTarget', {
      deploymentTargetType: 'PodTarget',
      podTarget,
    })
  })

  it('refuses the first list in place of a nested structure', async () => {
    aws.respondWith('{"deploymentInfo":{"deploymentOverview":[1],"errorInformation":[2]}}')
    expect(await codecs.theirs(GET_DEPLOYMENT)).toHaveProperty('output.deploymentInfo', {
      deploymentOverview: {},
      errorInformation: {},
    })
    expect(await codecs.ours(GET_DEPLOYMENT)).toMatchObject({
      error: { name: 'UnreadableAnswer', message: expect.stringContaining('see deploymentInfo.deploymentOverview.') },
    })
  })

  it.each(['null', '[{"a":1}]', '"abc"', '1e999'])('refuses %s in place of an answer', async (body) => {
    aws.respondWith(body)
    expect(await codecs.ours(GET_ROLLOUT)).toMatchObject({ error: { name: 'UnreadableAnswer' } })
  })
})

describe('a malformed answer', () => {
  it.each(OPERATIONS.map((operation) => [`${operation.service} ${operation.name}`, operation] as const))(
    'of %s, a success without a body, is an error, while the SDK takes it for an empty output',
    async (_, operation) => {
      aws.respondWith('')
      expect(await codecs.theirs(operation)).toHaveProperty('output')
      expect(await codecs.ours(operation)).toMatchObject({ error: { $metadata: { httpStatusCode: 200 } } })
    },
  )

  it.each([
    ['HTML', '<html>Bad Gateway</html>', {}, 'Unknown'],
    ['half a body', '{"__type":"DeploymentDoesNotEx', {}, 'Unknown'],
    ['a list', '[1]', {}, 'Unknown'],
    ['text and an error name in the header', 'no', { 'x-amzn-errortype': 'ForbiddenException' }, 'ForbiddenException'],
  ])('with %s has its status and the error name of its headers', async (_what, body, headers, name) => {
    aws.respondWith(body, 403, headers)
    expect(await codecs.ours(GET_POLICY)).toMatchObject({ error: { name, $metadata: { httpStatusCode: 403 } } })
  })
})

describe('an error', () => {
  const errors: [string, Operation, string, number, Record<string, string>][] = [
    ['that the model lists', GET_DEPLOYMENT, '{"__type":"DeploymentDoesNotExistException","message":"gone"}', 400, {}],
    ['with a namespace', GET_DEPLOYMENT, '{"__type":"com.amazonaws.codedeploy#InvalidDeploymentIdException"}', 400, {}],
    ['that the model lacks', GET_DEPLOYMENT, '{"__type":"ThrottlingException","Message":"slow down"}', 400, {}],
    ['without a name', GET_DEPLOYMENT, '{"message":"hm"}', 500, {}],
    ['without a body', GET_DEPLOYMENT, '', 503, {}],
    ['full of nulls', GET_DEPLOYMENT, '{"__type":"DeploymentDoesNotExistException","message":null,"a":null}', 400, {}],
    [
      'with a prototype',
      GET_DEPLOYMENT,
      '{"__type":"X","__proto__":{"message":"evil"},"constructor":{"a":1}}',
      400,
      {},
    ],
    [
      'named in a header',
      GET_ROLLOUT,
      '{"Message":"gone"}',
      404,
      { 'x-amzn-errortype': 'ResourceNotFoundException:http://x' },
    ],
    ['named in its body', GET_ROLLOUT, '{"code":"InternalServerException","Message":"oh"}', 500, {}],
    [
      'with a union',
      GET_ROLLOUT,
      '{"__type":"BadRequestException","Details":{"InvalidConfiguration":[{"Value":"v"}]}}',
      400,
      {},
    ],
    [
      'with an unknown member of a union',
      GET_ROLLOUT,
      '{"__type":"BadRequestException","Details":{"New":{"a":1}}}',
      400,
      {},
    ],
    ['of Image Builder', GET_POLICY, '{"message":"no"}', 403, { 'x-amzn-errortype': 'ForbiddenException' }],
    ['that is a redirect', GET_POLICY, '', 301, { location: '/elsewhere' }],
  ]

  it.each(errors)(
    '%s is the same as with the SDK, with the same members',
    async (_what, operation, body, status, headers) => {
      const outcome = await sameOutcome(operation, body, status, { 'x-amzn-requestid': 'r', ...headers })
      expect(outcome).toHaveProperty('error.$metadata.httpStatusCode', status)
    },
  )
})
