import fc from 'fast-check'
import { GatewayError } from '../../src/errors.ts'
import { checkCursor, encodeCursor, pageSize, placeOf, positionOf } from '../../src/graphql/cursors.ts'
import { anyText } from '../support/any-text.ts'

const text = anyText()
const positions = fc.tuple(text, fc.option(text), fc.nat(), text)
const places = fc.record({ at: fc.integer({ min: -8e15, max: 8e15 }), id: text })
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a cursor', () => {
  test('decodes to its position in an AWS listing', () => {
    fc.assert(
      fc.property(positions, (position) => {
        expect(positionOf(encodeCursor(position))).toEqual(position)
      }),
    )
  })

  test('decodes to its position in a feed', () => {
    fc.assert(
      fc.property(places, ({ at, id }) => {
        expect(placeOf(encodeCursor([at, id]))).toEqual({ at, id })
      }),
    )
  })

  test('contains only characters that need no escaping in JSON or in a URL', () => {
    fc.assert(
      fc.property(positions, (position) => {
        expect(encodeCursor(position)).toMatch(/^[\w-]+$/)
      }),
    )
  })

  test('of the place before the first item decodes to no position', () => {
    for (const none of [encodeCursor(null), null, undefined]) {
      expect(positionOf(none)).toBeUndefined()
      expect(placeOf(none)).toBeUndefined()
      expect(checkCursor(none)).toBeUndefined()
    }
  })
})

describe('an invalid cursor', () => {
  const readers = [checkCursor, positionOf, placeOf]
  const refusal = (read: (after: string) => unknown, after: string) => {
    try {
      read(after)
    } catch (error) {
      return error
    }
    return undefined
  }

  test.each([
    ['an empty text', ''],
    ['a word', 'garbage'],
    ['a number', encoded(1)],
    ['an object', encoded({ at: 1, id: 'x' })],
    ['broken JSON', Buffer.from('["a",').toString('base64url')],
  ])('such as %s is refused by every list', (_what, after) => {
    for (const read of readers)
      expect(refusal(read, after)).toMatchObject({
        code: 'BAD_USER_INPUT',
        message: `The cursor "${after}" given as "after" is not a cursor of this gateway: pass an endCursor.`,
      })
  })

  test.each([
    ['no list', [1, null, 0, 'x']],
    ['a token that is not text', ['list', 1, 0, 'x']],
    ['no token', ['list']],
    ['a negative index', ['list', null, -1, 'x']],
    ['half an index', ['list', null, 0.5, 'x']],
    ['an index that is text', ['list', null, '0', 'x']],
    ['no item', ['list', null, 0]],
    ['more than a position', ['list', null, 0, 'x', 'y']],
    ['an empty list', []],
    ['a position in a feed', [Date.now(), 'x']],
  ])('of a listing, such as one with %s, is refused', (_what, value) => {
    expect(refusal(positionOf, encoded(value))).toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  test.each([
    ['a time that is text', ['2026-11-21', 'x']],
    ['a time beyond the range of Date', [8.64e15 + 1, 'x']],
    ['no time', [null, 'x']],
    ['no id', [0]],
    ['an empty list', []],
    ['a position in a listing', ['list', null, 0, 'x']],
  ])('of a feed, such as one with %s, is refused', (_what, value) => {
    expect(refusal(placeOf, encoded(value))).toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  test('is refused with BAD_USER_INPUT or equals a valid one, whatever a client sends', () => {
    const anything = fc.oneof(
      text,
      fc.base64String(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    )
    const nearly = fc.tuple(fc.anything(), fc.anything(), fc.anything(), fc.anything()).map((value) => {
      return Buffer.from(JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? 0 : part))).toString(
        'base64url',
      )
    })
    const accepted = (read: (after: string) => unknown, after: string) => {
      const error = refusal(read, after)
      if (error === undefined) return true
      expect(error).toBeInstanceOf(GatewayError)
      expect(error).toMatchObject({ code: 'BAD_USER_INPUT' })
      return false
    }
    fc.assert(
      fc.property(fc.oneof(anything, nearly), (after) => {
        if (accepted(positionOf, after)) {
          const position = positionOf(after)
          expect(positionOf(encodeCursor(position ?? null))).toEqual(position)
        }
        if (accepted(placeOf, after)) expect(new Date(placeOf(after)?.at ?? 0).getTime()).not.toBeNaN()
        accepted(checkCursor, after)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the size of a page', () => {
  test('is the requested number, from 1 to 1000', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1000 }), (first) => pageSize(first) === first))
  })

  test.each([0, -1, 1001, 2 ** 31 - 1, Number.NaN, null, undefined])('is refused when it is %s', (first) => {
    expect(() => pageSize(first)).toThrow(`"first" was ${first}: expected a whole number from 1 to 1000.`)
    expect(() => pageSize(first)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
  })
})
