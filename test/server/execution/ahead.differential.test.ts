import { BatchGetDeploymentTargetsOutput$ } from '@aws-sdk/client-codedeploy'
import { NormalizedSchema } from '@smithy/core/schema'
import fc from 'fast-check'
import { execute, parse } from 'graphql'
import { IndexedList } from '../../../src/aws/calls/indexed/indexed-list.ts'
import { outputReader } from '../../../src/aws/calls/output-readers.ts'
import type { CodeDeployReader } from '../../../src/codedeploy/client.ts'
import { createCodeDeployTargets } from '../../../src/codedeploy/targets.ts'
import { writtenTargets } from '../../../src/codedeploy/written-targets.ts'
import { scrubbed } from '../../../src/redact.ts'
import { createSchema } from '../../../src/schema.ts'
import { bufferOf, putBack } from '../../../src/server/execution/ahead/answer-buffers.ts'
import { answerBytes, stringifyAnswer } from '../../../src/server/execution/ahead/written.ts'
import { createCompiler } from '../../../src/server/execution/compiler.ts'
import { createExecutor } from '../../../src/server/execution/executor.ts'
import { ask } from './ask-executor.ts'

const SETTINGS = { timestampFormat: { useTrait: true, default: 7 as const }, jsonName: false }
const output = NormalizedSchema.of(BatchGetDeploymentTargetsOutput$)
const parsing = outputReader(output, SETTINGS)
const indexing = IndexedList.of(output, { settings: SETTINGS, scrubbed: new Set(['logTail', 'message']) })

type Values = (output: unknown, location: string, scope: string[]) => ReadonlyMap<string, unknown>

/** The source's result from AWS's answer. */
function targetsOf(answer: unknown): unknown[] {
  let values: Values | undefined
  const reader = {
    batched: (_: unknown, spec: { values: Values }) => {
      values ??= spec.values
      return { all: undefined }
    },
    each: () => undefined,
  }
  createCodeDeployTargets(
    reader as unknown as CodeDeployReader,
    async () => undefined,
    () => true,
    scrubbed,
  )
  return [...(values?.(answer, 'us-east-1', ['d-ABCDEF123']).values() ?? [])]
}

const schema = createSchema()
const field = schema.getQueryType()?.getFields().deploymentTargets
if (field) field.resolve = (_, __, { items }) => items
const executor = createExecutor(schema, undefined, createCompiler(schema, writtenTargets))

const EVENT = 'name status rawStatus startedAt endedAt durationMs diagnostics { errorCode scriptName message logTail }'
const OTHERS = ['id', 'deploymentId', 'targetId', 'status', 'rawStatus', 'lastUpdatedAt', 'targetArn', 'instanceLabel']
const FIELDS = [...OTHERS, 'consoleUrl', 'location { name region accountId }', 'again: status', '__typename']
// Merged from several selections.
const MERGED = [
  'location { name } location { region }',
  'lifecycleEvents { status } ... on DeploymentTarget { lifecycleEvents { name } }',
  '...Target ...Target',
]
// Objects without a field.
const EMPTY = ['id @skip(if: true)', 'lifecycleEvents { name @skip(if: true) }', 'location { name @skip(if: true) }']
const FRAGMENT = 'fragment Target on Target { __typename ... on InstanceTarget { targetId first: location { name } } }'

const selections = fc
  .shuffledSubarray(
    [...FIELDS, ...MERGED, ...EMPTY, `lifecycleEvents { ${EVENT} }`, `events: lifecycleEvents { status __typename }`],
    {
      minLength: 1,
    },
  )
  .map(
    (fields) =>
      `{ deploymentTargets(deploymentId: "d", targetIds: []) { ... on LambdaTarget { id } ... on InstanceTarget { ${fields.join(' ')} } } } ${fields.includes('...Target ...Target') ? FRAGMENT : ''}`,
  )

const locations = { named: (name: string) => ({ name, region: name, accountId: '111122223333' }) }

/** The answer's text by graphql-js over parsed targets, and by the executor over indexed ones; undefined if the latter are not. */
async function bothWays(body: Buffer, query: string, readsLogs = true) {
  const indexed = indexing?.read(body)
  if (!indexed) return undefined
  const document = parse(query)
  const contextOf = (answer: unknown) => ({ items: targetsOf(answer), readsLogs, locations })
  const expected = await execute({ schema, document, contextValue: contextOf(parsing?.(JSON.parse(body.toString()))) })
  await ask(executor, schema, document, {}, undefined, contextOf(indexing?.read(body)))
  const answer = stringifyAnswer(await ask(executor, schema, document, {}, undefined, contextOf(indexed)))
  const written = answerBytes(answer)
  const text = written?.bytes.toString() ?? answer
  written?.release(true)
  return { expected: `${JSON.stringify(expected)}\n`, answer: text, isWritten: written !== undefined }
}

// What has to be escaped, taken out, or is longer in UTF-8.
const TEXTS = [
  '',
  'Succeeded',
  'line\nnext\ttab "quoted" back\\slash / \u2028 \u0007',
  'Grüße, 世界 🚀',
  '\ud800 alone',
  'export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'password: hunter22 \u001b[31mred\u001b[0m',
  'https://user:secret@example.com/',
  'x'.repeat(300),
]
const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 60 }))
const seconds = fc.oneof(
  fc.integer({ min: 0, max: 4_000_000_000 }),
  fc.integer({ min: 0, max: 4_000_000_000_000 }).map((ms) => ms / 1000),
  fc.constantFrom(0, 1795165200.012, 128849018879.999, 0.001),
)
const optional = <T>(members: { [Name in keyof T]: fc.Arbitrary<T[Name]> }) =>
  fc.record(members, { requiredKeys: [], noNullPrototype: true })
const status = fc.constantFrom(
  'Pending',
  'InProgress',
  'Succeeded',
  'Failed',
  'Skipped',
  'Unknown',
  'Ready',
  'AddedLater',
  ...['', 'A', 'AB'],
)
const diagnostics = optional({
  errorCode: fc.constantFrom('', 'Success', 'ScriptFailed', 'ScriptTimedOut', 'AddedLater'),
  ...{ scriptName: text, message: text, logTail: text },
})
const event = optional({
  lifecycleEventName: text,
  ...{ diagnostics, startTime: seconds, endTime: seconds, status },
})
const instance = (index: number) =>
  fc
    .tuple(
      optional({
        deploymentId: text,
        targetArn: text,
        status,
        lastUpdatedAt: seconds,
        lifecycleEvents: fc.array(event, { maxLength: 4 }),
        instanceLabel: fc.constantFrom('Blue', 'Green', 'AddedLater'),
      }),
      fc.constantFrom('', '-ü"\\', '/'),
    )
    .map(([members, suffix]) => ({
      deploymentTargetType: 'InstanceTarget',
      instanceTarget: { ...members, targetId: `i-${index}${suffix}` },
    }))
const batches = fc.tuple(instance(1), instance(2), instance(3)).map((deploymentTargets) => ({ deploymentTargets }))

// As AWS writes times of this century in some answers.
const withExponents = (json: string) =>
  json.replace(/(Time|At)":(\d)(\d{9})(?:\.(\d+))?(?=[,}])/g, (_, name, first, others, decimals = '') => {
    const digits = decimals ? others + decimals : others.replace(/0+$/, '') || '0'
    return `${name}":${first}.${digits}E9`
  })

describe('a list written from the bytes of an answer', () => {
  it('is the list that its resolvers would give, byte by byte', async () => {
    const sent = fc.tuple(batches, fc.boolean()).map(([batch, hasExponents]) => {
      const json = JSON.stringify(batch)
      return hasExponents ? withExponents(json) : json
    })
    const property = fc.asyncProperty(sent, selections, async (json, query) => {
      const both = await bothWays(Buffer.from(json), query)
      expect(both).toMatchObject({ answer: both?.expected, isWritten: true })
    })
    await fc.assert(property, { numRuns: 300 })
  })

  it('is left to the resolvers if the answer is spaced, or has nulls, other kinds or wrong types', async () => {
    const strange = fc.oneof(
      batches.map((batch) => JSON.stringify(batch, null, 1)),
      batches.map((batch) => JSON.stringify(batch).replaceAll('"Succeeded"', 'null')),
      batches.map((batch) => JSON.stringify(batch).replace('"instanceTarget"', '"podTarget"')),
      batches.map((batch) => JSON.stringify(batch).replaceAll('"status":"Failed"', '"status":5')),
      batches.map((batch) =>
        JSON.stringify(batch).replaceAll('"endTime":', '"addedLater":{"a":[1,{}],"b":null},"endTime":'),
      ),
      batches.map((batch) => JSON.stringify(batch).replaceAll('"startTime":1', '"startTime":1e3,"endTime":-1')),
      fc
        .tuple(
          batches,
          fc.constantFrom(
            '-1',
            '0.0001',
            '1.50000',
            '128849018880',
            '253402300800.5',
            '1e3',
            '1.5E+3',
            '2e-3',
            '1.0005E0',
            '0.0000001',
          ),
        )
        .map(([batch, time]) => JSON.stringify(batch).replace(/"startTime":[^,}]*/, `"startTime":${time}`)),
    )
    const property = fc.asyncProperty(strange, selections, async (json, query) => {
      const both = await bothWays(Buffer.from(json), query)
      if (both) expect(both.answer).toBe(both.expected)
    })
    await fc.assert(property, { numRuns: 300 })
  })

  it('is left to the resolvers if it has logs that the caller may not read', async () => {
    const property = fc.asyncProperty(batches, selections, async (batch, query) => {
      const both = await bothWays(Buffer.from(JSON.stringify(batch)), query, false)
      const { data, errors } = JSON.parse(both?.expected ?? '')
      if (errors || !query.includes('logTail')) expect(both?.isWritten).toBe(errors === undefined)
      if (both?.isWritten) expect(both.answer).toBe(both.expected)
      else expect(JSON.parse(both?.answer ?? '')).toMatchObject({ data })
    })
    await fc.assert(property, { numRuns: 300 })
  })

  it('is kept for callers who may read logs alone if it has logs', async () => {
    const target = { targetId: 'i-1', lifecycleEvents: [{ diagnostics: { logTail: 'only for some' } }] }
    const items = targetsOf(
      indexing?.read(Buffer.from(JSON.stringify({ deploymentTargets: [{ instanceTarget: target }] }))),
    )
    const document = parse(`{ deploymentTargets(deploymentId: "d", targetIds: []) {
      ... on InstanceTarget { lifecycleEvents { diagnostics { logTail } } } } }`)
    const askAs = async (readsLogs: boolean) => {
      const answer = stringifyAnswer(
        await ask(executor, schema, document, {}, undefined, { items, readsLogs, locations }),
      )
      const written = answerBytes(answer)
      const text = written?.bytes.toString() ?? answer
      written?.release(true)
      return text
    }
    for (const readsLogs of [true, true, true, true, false, false, true, false])
      expect((await askAs(readsLogs)).includes('only for some')).toBe(readsLogs)
  })

  it('gives its buffer back if it cannot be written', async () => {
    const size = 1_500_000
    const lifecycleEvents = [{ diagnostics: { scriptName: 'x'.repeat(size), logTail: 'a log' } }]
    const body = Buffer.from(
      JSON.stringify({ deploymentTargets: [{ instanceTarget: { targetId: 'i-1', lifecycleEvents } }] }),
    )
    const pooled = bufferOf(size * 1.6)
    putBack(pooled)
    await bothWays(
      body,
      `{ deploymentTargets(deploymentId: "d", targetIds: []) {
        ... on InstanceTarget { lifecycleEvents { diagnostics { scriptName logTail } } } } }`,
      false,
    )
    expect(bufferOf(size * 1.6).buffer).toBe(pooled.buffer)
  })
})

describe('an indexed answer', () => {
  it.each([
    '{"addedLater":1}',
    '{"targetId":"i-1","addedLater":{"a":[1,{}]}}',
    '{"lifecycleEvents":[{"addedLater":null}]}',
  ])('is none if it has a member that the model lacks: %s', (target) => {
    const body = Buffer.from(`{"deploymentTargets":[{"instanceTarget":${target}}]}`)
    expect(indexing?.read(body)).toBeUndefined()
  })

  it('is what JSON.parse makes of it, and none if JSON.parse refuses it', () => {
    const damage = fc.record({
      at: fc.nat(),
      isCut: fc.boolean(),
      by: fc.constantFrom('', '"', '\\', '}', ',', '0', '\n', 'é', '\\u00', ':'),
    })
    const property = fc.property(batches, fc.option(damage), (batch, damaged) => {
      const json = JSON.stringify(batch)
      const at = damaged ? damaged.at % json.length : 0
      const body = Buffer.from(
        damaged ? json.slice(0, at) + damaged.by + (damaged.isCut ? '' : json.slice(at + 1)) : json,
      )
      const items = indexing?.read(body)?.deploymentTargets
      if (!damaged) expect(items).toHaveLength(3)
      if (!items) return
      const parsed = parsing?.(JSON.parse(body.toString())).deploymentTargets
      expect(items.map((item) => item.parsed)).toEqual(parsed)
      expect(JSON.stringify(items)).toBe(JSON.stringify(parsed))
      for (const item of items) item.place.detach()
      expect(items.map((item) => Reflect.get(item, 'instanceTarget')?.parsed)).toEqual(
        (parsed as { instanceTarget: object }[]).map(({ instanceTarget }) => instanceTarget),
      )
    })
    fc.assert(property, { numRuns: 2_000 })
  })
})
