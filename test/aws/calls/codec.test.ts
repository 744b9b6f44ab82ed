import type { NormalizedSchema } from '@smithy/core/schema'
import fc from 'fast-check'
import { answersOf, sampleOf } from './answers.ts'
import { OPERATIONS, type Operation, objectsIn, operationNamed } from './codecs.ts'
import { fits, spoiltAnswers, withoutUnfit } from './fitting.ts'
import { useBothCodecs, withoutNulls } from './use-both-codecs.ts'

const { aws, codecs, sameOutcome } = useBothCodecs()

const isStructure = (body: unknown) => typeof body === 'object' && body !== null && !Array.isArray(body)

/** Expects an error for a body with a wrong type, or the rest of the body where a list item has it. */
async function expectRefusal(operation: Operation, body: unknown) {
  const rest = withoutUnfit(operation.output, body)
  aws.respondWith(JSON.stringify(body))
  const ours = await codecs.ours(operation)
  if (!isStructure(body) || !fits(operation.output, rest))
    return expect(ours).toMatchObject({ error: { $metadata: { httpStatusCode: 200 } } })
  aws.respondWith(JSON.stringify(rest))
  const theirs = await codecs.theirs(operation)
  expect(ours).toStrictEqual('output' in theirs ? withoutNulls(theirs) : theirs)
}

describe.each(OPERATIONS.map((operation) => [`${operation.service} ${operation.name}`, operation] as const))(
  'the codec of %s',
  (_, operation) => {
    const sample = sampleOf(operation.output) as Record<string, unknown>

    it('reads a complete answer as the SDK does', async () => {
      const outcome = await sameOutcome(operation, sample)
      expect(outcome).toHaveProperty('output')
      expect(Object.keys('output' in outcome ? outcome.output : {})).toEqual([...Object.keys(sample), '$metadata'])
    })

    it('reads answers with nulls and gaps as the SDK does, and refuses wrong types', async () => {
      const answer = fc.asyncProperty(answersOf(operation.output), async (body) => {
        if (isStructure(body) && fits(operation.output, body)) await sameOutcome(operation, body)
        else await expectRefusal(operation, body)
      })
      await fc.assert(answer, { numRuns: 25 })
    })

    it('refuses a value of a wrong type at every depth, or drops the list item that has it', async () => {
      for (const [where, body] of spoiltAnswers(operation.output, sample))
        await expectRefusal(operation, body).catch((error) => {
          throw new Error(`${where}: ${error.message}`)
        })
    })

    it.each([
      ['no members', '{}'],
      ['its end missing', (JSON.stringify(sample) ?? '').slice(0, -9)],
      ['a second body after it', JSON.stringify(sample).repeat(2)],
      ['HTML', '<html><body>Service Unavailable</body></html>'],
      ['broken UTF-8', Buffer.from('{"nextToken":"\xff\xfe"}', 'latin1')],
      ['blanks around it', `\r\n\t ${JSON.stringify(sample, null, 2)} \n`],
      ['unknown members at the top', JSON.stringify({ ...sample, addedLater: { soon: [1] }, constructor: 1 })],
      ['the name of its type', JSON.stringify({ __type: 'Output', ...sample, addedLater: { soon: [1] } })],
      ['a hundred thousand levels', `{"addedLater":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
      ['nulls for all values', JSON.stringify(sample).replace(/(?<=:)("[^"]*"|[\d.]+|true)/g, ' null')],
      ['words for numbers', JSON.stringify(sample).replace(/\b2\.5\b/g, '"NaN"')],
      ['numbers out of range', JSON.stringify(sample).replace(/\b2\.5\b/g, '1e999')],
      ['more digits than a number holds', JSON.stringify(sample).replace(/\b2\.5\b/g, '12345678901234567890.123')],
    ])('reads a body with %s as the SDK does', async (_what, body) => {
      await sameOutcome(operation, body)
    })

    it.each([
      ['text, which a map may hold', '"__proto__":"polluted","constructor":"polluted",'],
      ['objects', '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'],
    ])('gives no object a prototype from a body with %s', async (what, evil) => {
      aws.respondWith(JSON.stringify(sample).replace(/\{/g, `{${evil}`))
      const outcome = await codecs.ours(operation)
      if (what !== 'objects' || !hasMap(operation.output)) expect(outcome).toHaveProperty('output')
      for (const object of objectsIn(outcome)) expect(PROTOTYPES).toContain(Object.getPrototypeOf(object))
      expect({}).not.toHaveProperty('polluted')
    })
  },
)

const hasMap = (shape: NormalizedSchema): boolean =>
  shape.isMapSchema() ||
  (shape.isListSchema() && hasMap(shape.getValueSchema())) ||
  (shape.isStructSchema() && [...shape.structIterator()].some(([, member]) => hasMap(member)))

const PROTOTYPES: unknown[] = [Object.prototype, Array.prototype, Date.prototype]

const GET_DEPLOYMENT = operationNamed('codedeploy', 'GetDeployment')
const GET_ROLLOUT = operationNamed('appconfig', 'GetDeployment')

describe('a timestamp', () => {
  it.each([
    ...[0, -1.5, 1795165200, 1795165200.0004, 1795165200.1259, 8.64e12, '1795165200.5'],
    { tag: 1, value: 5 }, // CBOR's form, which the SDK takes here too
  ])('of %j seconds is the same date as with the SDK', async (createTime) => {
    const outcome = await sameOutcome(GET_DEPLOYMENT, { deploymentInfo: { createTime } })
    expect(outcome).toHaveProperty('output.deploymentInfo.createTime', expect.any(Date))
  })

  it.each([8.64e12 + 1, -1e300])('of %j seconds, out of range for a date, is an error', async (createTime) => {
    aws.respondWith(JSON.stringify({ deploymentInfo: { createTime } }))
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
  ])('written as %s is the same date as with the SDK', async (StartedAt) => {
    const outcome = await sameOutcome(GET_ROLLOUT, { StartedAt, EventLog: [{ OccurredAt: StartedAt }] })
    expect(outcome).toHaveProperty('output.EventLog[0].OccurredAt', expect.any(Date))
  })

  it.each(['', 'soon', 'NaN', 'Infinity', true, [], {}, '2026-11-20T09:00:00Z'])(
    'of %j, which is not a number of seconds, fails as with the SDK',
    async (createTime) => {
      const outcome = await sameOutcome(GET_DEPLOYMENT, { deploymentInfo: { createTime } })
      expect(outcome).toHaveProperty('error.$metadata.httpStatusCode', 200)
    },
  )

  it.each(['', '2026-11-20', '2026-02-30T00:00:00Z', '2026-11-20T25:00:00Z', 1795165200, false, []])(
    'of %j, which is not a written time, fails as with the SDK',
    async (StartedAt) => {
      expect(await sameOutcome(GET_ROLLOUT, { StartedAt })).toHaveProperty('error.$metadata.httpStatusCode', 200)
    },
  )
})
