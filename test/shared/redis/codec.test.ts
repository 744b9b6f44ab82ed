import { GetApplicationCommand } from '@aws-sdk/client-appconfig'
import {
  BatchGetDeploymentTargetsCommand,
  type BatchGetDeploymentTargetsOutput,
  type InstanceTarget as Target,
} from '@aws-sdk/client-codedeploy'
import fc from 'fast-check'
import { pack } from 'msgpackr'
import type { Call } from '../../../src/aws/calls/call.ts'
import type { Read } from '../../../src/aws/shared/read.ts'
import { decode as decodeAll, encode, FORMAT, type Stored } from '../../../src/aws/shared/redis/codec.ts'

interface Value {
  at?: Date
}

const READ = {
  ...{ name: 'of this test', location: 'us-east-1' },
  command: () => new GetApplicationCommand({ ApplicationId: 'a' }),
  values: () => new Map(),
  lifetime: (value) => ({ seconds: 2, final: value?.at !== undefined && value.at.getTime() > 0 }),
} as Partial<Read<Value>> as Read<Value>
const CALL = {} as Partial<Call> as Call
const number = fc.double().filter((value) => !Object.is(value, -0)) // it comes back as 0
const anyObject = fc.object({
  values: [fc.boolean(), fc.integer(), number, fc.string(), fc.constantFrom(null, undefined)],
  ...{ withDate: true, maxDepth: 4, key: fc.string().filter((key) => key !== '__proto__') },
})

/** One value alone. */
const decode = (read: Read<Value>, key: string, bytes: Buffer, call: Call) =>
  decodeAll(read, new Map([[key, bytes]]), call).get(key)

const stored = (value: object | undefined): Stored<Value> => ({
  answer: { value, final: true, jsonBytes: 1_000.5 },
  askedAt: 1_795_000_000_000.25,
  seconds: Number.POSITIVE_INFINITY,
})

describe('a value in Redis', () => {
  test('is read as it was written, dates and absent members included', () => {
    fc.assert(
      fc.property(fc.option(anyObject, { nil: undefined }), (value) => {
        const { answer, ...dated } = stored(value)
        const bytes = encode(READ, { ...dated, answer })
        const jsonBytes = Math.max(answer.jsonBytes, bytes.length)
        expect(decode(READ, 'key', bytes, CALL)).toEqual({ ...dated, answer: { ...answer, jsonBytes } })
      }),
    )
  })

  test('has the time of its call as a double after three bytes, which are the same in all', () => {
    const times = fc.double({ min: 1.6e12, max: 4e12, noNaN: true })
    fc.assert(
      fc.property(fc.oneof(times, times.map(Math.floor)), anyObject, (askedAt, value) => {
        const bytes = encode(READ, { ...stored(value), askedAt })
        expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0x97, FORMAT, 0xcb]))
        expect(bytes.readDoubleBE(3)).toBe(askedAt)
      }),
    )
  })

  test('is ignored if it is anything else than a value of this format', () => {
    const whole = encode(READ, stored({ name: 'shop', at: new Date(0) }))
    const cut = fc.nat(whole.length - 1).map((length) => whole.subarray(0, length))
    const anything = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))
    fc.assert(fc.property(fc.oneof(cut, anything), (bytes) => decode(READ, 'key', bytes, CALL) === undefined))
    const other = Buffer.from(whole)
    other[1] = 99 // the format
    expect(decode(READ, 'key', other, CALL)).toBeUndefined()
  })

  test('may be used for as long as this process allows, unless it is final', () => {
    const { answer, ...dated } = stored({ name: 'shop' })
    const changing = { ...dated, answer: { ...answer, final: false }, seconds: 60 }
    expect(decode(READ, 'key', encode(READ, changing), CALL)).toEqual({ ...changing, seconds: 2 })
    const final = { ...dated, answer, seconds: 60 }
    expect(decode(READ, 'key', encode(READ, final), CALL)).toEqual(final)
  })

  test('is ignored if it is larger than those that are stored, and counts for no less than its own size', () => {
    const { answer, ...dated } = stored({ name: 'x'.repeat(2_000) })
    const small = encode(READ, { ...dated, answer: { ...answer, jsonBytes: 0 } })
    expect(decode(READ, 'key', small, CALL)?.answer.jsonBytes).toBe(small.length)
    const large = encode(READ, stored({ name: 'x'.repeat(1_000_001) }))
    expect(decode(READ, 'key', large, CALL)).toBeUndefined()
  })

  test('is ignored if it is of another location, as an object or as an item of a list, or of another key', () => {
    const list: Read<Value> = { ...READ, isList: true }
    const named: Read<Value> = { ...READ, isOf: (value, key) => 'name' in value && value.name === key }
    const isRead = (read: Read<Value>, value: object) =>
      decode(read, 'shop', encode(read, stored(value)), CALL) !== undefined
    expect(isRead(READ, { location: 'us-east-1' })).toBe(true)
    expect(isRead(READ, { location: 'eu-west-1' })).toBe(false)
    expect(isRead(list, { items: ['a', { location: 'us-east-1' }] })).toBe(true)
    expect(isRead(list, { items: ['a', { location: 'eu-west-1' }] })).toBe(false)
    expect(isRead(named, { name: 'shop' })).toBe(true)
    expect(isRead(named, { name: 'another' })).toBe(false)
    expect(isRead(named, {})).toBe(false)
  })

  test('is ignored if a size, a time or a page in it is none', () => {
    const { answer, ...dated } = stored({ items: [], nextToken: 'next' })
    const list: Read<Value> = { ...READ, isList: true }
    const read = (value: Partial<Stored<Value>>) =>
      decode(list, 'key', encode(list, { ...dated, answer, ...value }), CALL)
    expect(read({})).toEqual({ ...dated, answer })
    for (const jsonBytes of [-1, Number.NaN, 1e8, 1e308, Number.POSITIVE_INFINITY])
      expect(read({ answer: { ...answer, jsonBytes } })).toBeUndefined()
    for (const askedAt of [-1, Number.NaN, Number.POSITIVE_INFINITY]) expect(read({ askedAt })).toBeUndefined()
    for (const seconds of [-1, Number.NaN]) expect(read({ seconds })).toBeUndefined()
    const values = [{}, { items: 'none' }, { items: [], nextToken: 7 }, { items: [], at: 'a text' }]
    for (const value of values) expect(read({ answer: { ...answer, value: value as object } })).toBeUndefined()
  })

  test('is lost alone if it is damaged: the others of its batch are read as if each were alone', () => {
    const targets: Read<Target> = {
      ...{ name: 'targets', location: 'us-east-1', writtenByScripts: new Set(['logTail', 'message']) },
      command: (targetIds) => new BatchGetDeploymentTargetsCommand({ deploymentId: 'd', targetIds: [...targetIds] }),
      values: ({ deploymentTargets = [] }: BatchGetDeploymentTargetsOutput) =>
        new Map(deploymentTargets.map(({ instanceTarget = {} }) => [String(instanceTarget.targetId), instanceTarget])),
      isOf: ({ targetId }, key) => targetId === key,
      lifetime: () => ({ seconds: 2, final: false }),
    } as Partial<Read<Target>> as Read<Target>
    const json = (targetId: string) =>
      `{"deploymentTargetType":"InstanceTarget","instanceTarget":{"status":"Succeeded","targetId":"${targetId}"}}`
    const contentOf = (id: string): fc.Arbitrary<string> =>
      fc.oneof(
        { weight: 5, arbitrary: fc.constant(json(id)) },
        fc.nat(4).map((other) => json(String(other))),
        fc.constantFrom(`${json(id)},${json('3')}`, json(id).slice(0, -1), ` ${json(id)}`, '', '{}', ','),
      )
    const ids = Array.from({ length: 5 }, (_, index) => String(index))
    fc.assert(
      fc.property(fc.tuple(...ids.map(contentOf)), (contents) => {
        const values = new Map(
          ids.map((id, at) => [id, pack([FORMAT, 1, 2, false, 3, 2, Buffer.from(contents[at] ?? '')])]),
        )
        const seen = (all: Map<string, Stored<Target>>) =>
          [...all].map(([key, { answer, ...dated }]) => [key, dated, answer.value?.targetId, answer.value?.status])
        const alone = [...values].flatMap((one) => seen(decodeAll(targets, new Map([one]), CALL)))
        expect(seen(decodeAll(targets, values, CALL))).toEqual(alone)
        expect(alone.length).toBe(contents.filter((content, at) => content === json(String(at))).length)
      }),
    )
  })
})
