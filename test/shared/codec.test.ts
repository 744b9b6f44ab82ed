import { GetApplicationCommand } from '@aws-sdk/client-appconfig'
import fc from 'fast-check'
import type { Call } from '../../src/aws/calls/call.ts'
import type { Read } from '../../src/aws/shared/read.ts'
import { decode, encode, type Stored } from '../../src/aws/shared/redis/codec.ts'

const READ = {
  name: 'of this test',
  command: () => new GetApplicationCommand({ ApplicationId: 'a' }),
  values: () => new Map(),
} as Partial<Read<object>> as Read<object>
const CALL = {} as Partial<Call> as Call
const anyObject = fc.object({ withDate: true, maxDepth: 4, key: fc.string().filter((key) => key !== '__proto__') })

const stored = (value: object | undefined): Stored<object> => ({
  answer: { value, final: true, jsonBytes: 12.5 },
  askedAt: 1_795_000_000_000.25,
  seconds: Number.POSITIVE_INFINITY,
})

describe('a value in Redis', () => {
  test('is read as it was written, dates and absent members included', () => {
    fc.assert(
      fc.property(fc.option(anyObject, { nil: undefined }), (value) => {
        expect(decode(READ, 'key', encode(READ, 'key', stored(value)), CALL)).toEqual(stored(value))
      }),
    )
  })

  test('is ignored if it is anything else than a value of this format', () => {
    const whole = encode(READ, 'key', stored({ name: 'shop', at: new Date(0) }))
    const cut = fc.nat(whole.length - 1).map((length) => whole.subarray(0, length))
    const anything = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))
    fc.assert(fc.property(fc.oneof(cut, anything), (bytes) => decode(READ, 'key', bytes, CALL) === undefined))
    const other = Buffer.from(whole)
    other[1] = 99 // the format
    expect(decode(READ, 'key', other, CALL)).toBeUndefined()
  })
})
