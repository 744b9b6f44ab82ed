import type { NormalizedSchema } from '@smithy/core/schema'
import fc from 'fast-check'
import { answersOf, sampleOf } from './answers.ts'
import { bothCodecs, OPERATIONS, type Operation, objectsIn, operation, startParrot } from './codecs.ts'
import { fits, spoiltAnswers, withoutUnfit } from './fitting.ts'

const ANY = { accessKeyId: 'any', secretAccessKey: 'any' }
let aws: Awaited<ReturnType<typeof startParrot>>
let codecs: ReturnType<typeof bothCodecs>

beforeAll(async () => {
  aws = await startParrot()
  codecs = bothCodecs(aws.endpoint, ANY)
})

afterAll(async () => {
  codecs.destroy()
  await aws.stop()
})

/** How a call ended, which both codecs agree on. */
async function agreed(asked: Operation, body: unknown, status?: number, headers?: Record<string, string>) {
  aws.say(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body), status, headers)
  const [ours, theirs] = [await codecs.ours(asked), await codecs.theirs(asked)]
  expect(ours).toStrictEqual('output' in theirs ? withoutNulls(theirs) : withoutHint(theirs))
  return ours
}

/** A copy whose lists hold no null. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutNulls(member)]))
}

const HINT = '\n  Deserialization error: to see the raw response, '

/** An error without what the SDK adds where an answer cannot be read: a note to programmers, and ids that are not there. */
function withoutHint({ error }: { error: Record<string, unknown> }) {
  const [message = '', hint] = String(error.message).split(HINT)
  const { httpStatusCode, attempts } = error.$metadata as Record<string, unknown>
  return { error: hint ? { ...error, message, $metadata: { httpStatusCode, attempts } } : error }
}

const isStructure = (body: unknown) => typeof body === 'object' && body !== null && !Array.isArray(body)

/** Where a body has a wrong type: ours is an error, or what is left without the items of a list that have it. */
async function refused(asked: Operation, body: unknown) {
  const rest = withoutUnfit(asked.output, body)
  aws.say(JSON.stringify(body))
  const ours = await codecs.ours(asked)
  if (!isStructure(body) || !fits(asked.output, rest))
    return expect(ours).toMatchObject({ error: { $metadata: { httpStatusCode: 200 } } })
  aws.say(JSON.stringify(rest))
  const theirs = await codecs.theirs(asked)
  expect(ours).toStrictEqual('output' in theirs ? withoutNulls(theirs) : theirs)
}

describe.each(OPERATIONS.map((asked) => [`${asked.service} ${asked.name}`, asked] as const))('%s', (_, asked) => {
  const sample = sampleOf(asked.output) as Record<string, unknown>

  it('gives a whole answer as the SDK does', async () => {
    const ended = await agreed(asked, sample)
    expect(ended).toHaveProperty('output')
    expect(Object.keys('output' in ended ? ended.output : {})).toEqual([...Object.keys(sample), '$metadata'])
  })

  it('gives answers with nulls and gaps as the SDK does, and none with a wrong type', async () => {
    const answer = fc.asyncProperty(answersOf(asked.output), async (body) => {
      if (isStructure(body) && fits(asked.output, body)) await agreed(asked, body)
      else await refused(asked, body)
    })
    await fc.assert(answer, { numRuns: 25 })
  })

  it('refuses a value of another type at every depth, or the item of a list of structures that it is in', async () => {
    for (const [where, body] of spoiltAnswers(asked.output, sample))
      await refused(asked, body).catch((error) => {
        throw new Error(`${where}: ${error.message}`)
      })
  })

  it.each([
    ['nothing in it', '{}'],
    ['half of it', (JSON.stringify(sample) ?? '').slice(0, -9)],
    ['two of it', JSON.stringify(sample).repeat(2)],
    ['a page for people', '<html><body>Service Unavailable</body></html>'],
    ['broken UTF-8', Buffer.from('{"nextToken":"\xff\xfe"}', 'latin1')],
    ['blanks around', `\r\n\t ${JSON.stringify(sample, null, 2)} \n`],
    ['members unknown at the top', JSON.stringify({ ...sample, addedLater: { soon: [1] }, constructor: 1 })],
    ['the name of its type', JSON.stringify({ __type: 'Output', ...sample, addedLater: { soon: [1] } })],
    ['a hundred thousand levels', `{"addedLater":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['nulls for everything', JSON.stringify(sample).replace(/(?<=:)("[^"]*"|[\d.]+|true)/g, ' null')],
    ['numbers in words', JSON.stringify(sample).replace(/\b2\.5\b/g, '"NaN"')],
    ['numbers beyond all bounds', JSON.stringify(sample).replace(/\b2\.5\b/g, '1e999')],
    ['more digits than a number has', JSON.stringify(sample).replace(/\b2\.5\b/g, '12345678901234567890.123')],
  ])('gives a body that is %s as the SDK does', async (_what, body) => {
    await agreed(asked, body)
  })

  it.each([
    ['text, which a map may hold', '"__proto__":"polluted","constructor":"polluted",'],
    ['objects', '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'],
  ])('gives no object a prototype from the wire, not of %s', async (what, evil) => {
    aws.say(JSON.stringify(sample).replace(/\{/g, `{${evil}`))
    const ended = await codecs.ours(asked)
    if (what !== 'objects' || !hasMap(asked.output)) expect(ended).toHaveProperty('output')
    for (const object of objectsIn(ended)) expect(PROTOTYPES).toContain(Object.getPrototypeOf(object))
    expect({}).not.toHaveProperty('polluted')
  })
})

const hasMap = (shape: NormalizedSchema): boolean =>
  shape.isMapSchema() ||
  (shape.isListSchema() && hasMap(shape.getValueSchema())) ||
  (shape.isStructSchema() && [...shape.structIterator()].some(([, member]) => hasMap(member)))

const PROTOTYPES: unknown[] = [Object.prototype, Array.prototype, Date.prototype]

const GET_DEPLOYMENT = operation('codedeploy', 'GetDeployment')
const GET_ROLLOUT = operation('appconfig', 'GetDeployment')
const GET_POLICY = operation('imagebuilder', 'GetLifecyclePolicy')
const GET_TARGET = operation('codedeploy', 'GetDeploymentTarget')

describe('a timestamp', () => {
  it.each([
    ...[0, -1.5, 1795165200, 1795165200.0004, 1795165200.1259, 8.64e12, '1795165200.5'],
    { tag: 1, value: 5 }, // CBOR's form, which the SDK takes here too
  ])('of %j seconds is the date that the SDK makes of it', async (createTime) => {
    const ended = await agreed(GET_DEPLOYMENT, { deploymentInfo: { createTime } })
    expect(ended).toHaveProperty('output.deploymentInfo.createTime', expect.any(Date))
  })

  it.each([8.64e12 + 1, -1e300])('of %j seconds, beyond what a date holds, is an error', async (createTime) => {
    aws.say(JSON.stringify({ deploymentInfo: { createTime } }))
    expect(await codecs.theirs(GET_DEPLOYMENT)).toHaveProperty('output.deploymentInfo.createTime', 'invalid date')
    expect(await codecs.ours(GET_DEPLOYMENT)).toHaveProperty('error.name', 'UnreadableAnswer')
  })

  it.each([
    '2026-11-20T09:00:00Z',
    '2026-11-20T09:00:00.125Z',
    '2026-11-20t09:00:00.123456789z',
    '2026-11-20T14:30:00+05:30',
    '2024-02-29T23:59:60Z',
    '0001-01-01T00:00:00Z',
  ])('in the words %s is the date that the SDK makes of it', async (StartedAt) => {
    const ended = await agreed(GET_ROLLOUT, { StartedAt, EventLog: [{ OccurredAt: StartedAt }] })
    expect(ended).toHaveProperty('output.EventLog[0].OccurredAt', expect.any(Date))
  })

  it.each(['', 'soon', 'NaN', 'Infinity', true, [], {}, '2026-11-20T09:00:00Z'])(
    'that cannot be %j seconds fails as it does with the SDK',
    async (createTime) => {
      const ended = await agreed(GET_DEPLOYMENT, { deploymentInfo: { createTime } })
      expect(ended).toHaveProperty('error.$metadata.httpStatusCode', 200)
    },
  )

  it.each(['', '2026-11-20', '2026-02-30T00:00:00Z', '2026-11-20T25:00:00Z', 1795165200, false, []])(
    'that cannot be %j in words fails as it does with the SDK',
    async (StartedAt) => {
      expect(await agreed(GET_ROLLOUT, { StartedAt })).toHaveProperty('error.$metadata.httpStatusCode', 200)
    },
  )
})

it('leaves out null in a list, and a null that a log speaks of is text', async () => {
  const events = [null, { diagnostics: { logTail: '{"exit":null}, null: [null]', message: null } }]
  const ended = await agreed(GET_TARGET, { deploymentTarget: { instanceTarget: { lifecycleEvents: events } } })
  expect(ended).toHaveProperty('output.deploymentTarget.instanceTarget.lifecycleEvents', [
    { diagnostics: { logTail: '{"exit":null}, null: [null]' } },
  ])
})

it('keeps the unknown members of a nested structure that names its type, as the SDK does', async () => {
  const deploymentInfo = { __type: 'DeploymentInfo', createTime: 5, addedLater: { soon: true } }
  const ended = await agreed(GET_DEPLOYMENT, { deploymentInfo })
  expect(ended).toHaveProperty('output.deploymentInfo', { ...deploymentInfo, createTime: new Date(5_000) })
})

describe('what differs from the SDK', () => {
  it('is that a nested member which the model lacks stays: a kind of target that is newer than the SDK is read from it', async () => {
    const instanceTarget = { targetId: 'i-1', addedLater: { soon: true } }
    const deploymentTarget = { deploymentTargetType: 'PodTarget', podTarget: { pod: 'p' }, instanceTarget }
    aws.say(JSON.stringify({ deploymentTarget, addedLater: 1 }))
    expect(await codecs.theirs(GET_TARGET)).toHaveProperty('output.deploymentTarget', {
      deploymentTargetType: 'PodTarget',
      instanceTarget: { targetId: 'i-1' },
    })
    const ours = await codecs.ours(GET_TARGET)
    expect(ours).toHaveProperty('output.deploymentTarget', deploymentTarget)
    expect(ours).not.toHaveProperty('output.addedLater')
  })

  it('is that such a member stays also where the answer holds a null', async () => {
    const podTarget = { targetId: 'p', lastUpdatedAt: 5, status: null }
    aws.say(
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

  it('is that a list where a nested structure belongs is an error: the SDK makes an empty structure of it', async () => {
    aws.say('{"deploymentInfo":{"deploymentOverview":[1],"errorInformation":[2]}}')
    expect(await codecs.theirs(GET_DEPLOYMENT)).toHaveProperty('output.deploymentInfo', {
      deploymentOverview: {},
      errorInformation: {},
    })
    expect(await codecs.ours(GET_DEPLOYMENT)).toMatchObject({
      error: { name: 'UnreadableAnswer', message: expect.stringContaining('see deploymentInfo.errorInformation.') },
    })
  })

  it.each(['null', '[{"a":1}]', '"abc"', '1e999'])('is that %s in place of an answer is an error', async (body) => {
    aws.say(body)
    expect(await codecs.ours(GET_ROLLOUT)).toMatchObject({ error: { name: 'UnreadableAnswer' } })
  })
})

describe('an answer that is none', () => {
  it.each(OPERATIONS.map((asked) => [`${asked.service} ${asked.name}`, asked] as const))(
    'of %s, a success without a body, is an error: the SDK takes it for an empty output',
    async (_, asked) => {
      aws.say('')
      expect(await codecs.theirs(asked)).toHaveProperty('output')
      expect(await codecs.ours(asked)).toMatchObject({ error: { $metadata: { httpStatusCode: 200 } } })
    },
  )

  it.each([
    ['a page for people', '<html>Bad Gateway</html>', {}, 'Unknown'],
    ['cut off', '{"__type":"DeploymentDoesNotEx', {}, 'Unknown'],
    ['a list', '[1]', {}, 'Unknown'],
    ['text with a name in the header', 'no', { 'x-amzn-errortype': 'ForbiddenException' }, 'ForbiddenException'],
  ])('but %s has the status and what its headers say', async (_what, body, headers, name) => {
    aws.say(body, 403, headers)
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

  it.each(errors)('%s is the same error with the same members', async (_what, asked, body, status, headers) => {
    const ended = await agreed(asked, body, status, { 'x-amzn-requestid': 'r', ...headers })
    expect(ended).toHaveProperty('error.$metadata.httpStatusCode', status)
  })
})

it.each(['GetHostedConfigurationVersion', 'ListExperimentRunEvents'])(
  'leaves %s, whose answer holds blobs, unions or headers, to the SDK',
  async (name) => {
    const asked = operation('appconfig', name)
    const sample = sampleOf(asked.output) as object
    for (const body of [sample, { ...sample, Items: [{ TreatmentOverrides: { New: {} } }] }])
      expect(await agreed(asked, body, 200, { 'version-number': '3' })).toHaveProperty('output')
  },
)
