import fc from 'fast-check'
import { decodeId, encodeId } from '../../src/graphql/ids.ts'
import { anyText } from '../support/any-text.ts'

const text = anyText()
const word = anyText({ minLength: 1 })
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

test('an id decodes to its parts, whatever names AWS uses', () => {
  fc.assert(
    fc.property(word, word, fc.array(word, { minLength: 1 }), (type, location, keys) => {
      expect(decodeId(encodeId(type, location, ...keys))).toEqual({ type, location, keys })
    }),
  )
})

test('different things have different ids, even when their names concatenate to the same text', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(word, word, word), { selector: (parts) => JSON.stringify(parts) }),
      (things) => {
        expect(new Set(things.map(([type, location, key]) => encodeId(type, location, key))).size).toBe(things.length)
      },
    ),
  )
  expect(encodeId('T', 'here', 'a', 'b')).not.toBe(encodeId('T', 'here', 'ab'))
})

test('the format of an id never changes', () => {
  const id = encodeId('CodeDeployDeployment', 'us-east-1', 'd-1A2B3C4D5')
  expect(id).toBe('WyJDb2RlRGVwbG95RGVwbG95bWVudCIsInVzLWVhc3QtMSIsImQtMUEyQjNDNEQ1Il0')
})

test.each([
  ['an empty text', ''],
  ['an AWS id', 'd-1A2B3C4D5'],
  ['null', encoded(null)],
  ['an object', encoded({ type: 'T' })],
  ['a list of another kind', encoded(['T', 'here', 1])],
  ['an empty list', encoded([])],
  ['a type without keys', encoded(['T'])],
  ['no keys', encoded(['T', 'here'])],
  ['an empty type', encoded(['', 'here', 'a'])],
  ['an empty key', encoded(['T', 'here', ''])],
  ['an empty location', encoded(['T', '', 'a'])],
])('%s is refused as an id, and the message quotes it', (_what, id) => {
  expect(() => decodeId(id)).toThrow(`${JSON.stringify(id)} is not an id: expected the id of a Node`)
  expect(() => decodeId(id)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
})

test('a text that is longer than any id is refused without decoding it', () => {
  expect(() => decodeId(encodeId('T', 'here', 'a'.repeat(10_000)))).toThrow('is not an id: expected the id of a Node')
})

test('any text is a valid id or is refused with BAD_USER_INPUT', () => {
  const lists = fc.array(fc.oneof(text, fc.anything()), { maxLength: 4 }).map((parts) => {
    return encoded(parts.map((part) => (typeof part === 'bigint' ? 0 : fc.stringify(part))))
  })
  fc.assert(
    fc.property(fc.oneof(text, fc.base64String(), fc.json().map(encoded), lists), (id) => {
      try {
        const { type, location, keys } = decodeId(id)
        expect(decodeId(encodeId(type, location, ...keys))).toEqual({ type, location, keys })
      } catch (error) {
        expect(error).toMatchObject({ name: 'GatewayError', code: 'BAD_USER_INPUT' })
      }
    }),
    { numRuns: 500 },
  )
})
