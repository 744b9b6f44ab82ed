import fc from 'fast-check'
import { Indexed } from '../../../src/aws/calls/indexed/indexed.ts'
import { Place } from '../../../src/aws/calls/indexed/place.ts'
import { AnswerCache, type CachedAnswer } from '../../../src/aws/shared/answer-cache.ts'

let now = 0
const newCache = () => {
  now = Date.parse('2026-11-21T09:30:00Z')
  return new AnswerCache(() => now)
}
const answer = (value: unknown, jsonBytes = 0) => ({ value, final: false, jsonBytes })
const FOREVER = Number.POSITIVE_INFINITY

/** Adds one answer. */
const add = (cache: AnswerCache, name: string, key: string, answer: CachedAnswer<unknown>, seconds = FOREVER) =>
  cache.set(name, new Map([[key, { answer, requestedAt: now, seconds }]]))

test('an answer is kept for its seconds, counted from the start of the AWS call', () => {
  fc.assert(
    fc.property(fc.nat(5_000), fc.nat(5_000), fc.nat(5_000), (lasts, took, later) => {
      const cache = newCache()
      const requestedAt = now
      now += took
      cache.set('things', new Map([['a', { answer: answer(1), requestedAt, seconds: lasts / 1_000 }]]))
      now += later
      const isKept = lasts > 0 && took + later <= lasts
      const cached = cache.get('things', 'a')
      expect(cached && { value: cached.value, requestedAt: cached.requestedAt }).toEqual(
        isKept ? { value: 1, requestedAt } : undefined,
      )
    }),
  )
})

test('equal keys of different names are kept apart', () => {
  const cache = newCache()
  for (const name of ['a', 'b']) for (const key of ['a', 'b']) add(cache, name, key, answer(name + key))
  expect(['a', 'b'].map((name) => ['a', 'b'].map((key) => cache.get(name, key)?.value))).toEqual([
    ['aa', 'ab'],
    ['ba', 'bb'],
  ])
})

test('the least recently used answers are evicted first beyond the byte limit', () => {
  const cache = newCache()
  const keepForever = (key: string) => add(cache, 'things', key, answer(key, 2_000_000))
  const keys = Array.from({ length: 33 }, (_, index) => `key${index}`)
  for (const key of keys) {
    keepForever(key)
    cache.get('things', 'key0')
  }
  const remaining = keys.filter((key) => cache.get('things', key))
  expect(remaining[0]).toBe('key0')
  expect(remaining.length).toBeLessThan(keys.length)
  expect(remaining.slice(1)).toEqual(keys.slice(1 - remaining.length)) // the latest
})

test('the cache holds at most 50,000 entries', () => {
  const cache = newCache()
  for (let key = 0; key < 50_100; key++) add(cache, 'things', String(key), answer(key))
  expect(['99', '100'].map((key) => cache.get('things', key)?.value)).toEqual([undefined, 100])
})

test('missing keys evict no answer, however many they are', () => {
  const cache = newCache()
  const keep = (key: string, value: unknown) => add(cache, 'things', key, answer(value))
  keep('there', 1)
  for (let key = 0; key < 60_000; key++) keep(`no-${key}`, undefined)
  expect(cache.get('things', 'there')).toMatchObject(answer(1))
  expect(cache.get('things', 'no-59999')).toMatchObject(answer(undefined))
  keep('no-59999', 2)
  expect(cache.get('things', 'no-59999')).toMatchObject(answer(2))
})

describe('answers of one AWS call', () => {
  const read = (keys: readonly string[], jsonBytes: number, seconds: number) =>
    new Map(keys.map((key) => [key, { answer: { ...answer(key), jsonBytes }, requestedAt: now, seconds }]))
  const keysOf = (batch: number) => Array.from({ length: 5 }, (_, index) => `${batch}-${index}`)

  test.each([
    ['are evicted together if nothing else ends them', FOREVER],
    ['are evicted one by one if they can change', 60],
  ])('%s', (_, seconds) => {
    const cache = newCache()
    const batches = Array.from({ length: 12 }, (_, batch) => keysOf(batch))
    for (const keys of batches) {
      cache.set('things', read(keys, 1_000_000, seconds))
      cache.get('things', '0-0') // is used again and again, the others of its batch are not
    }
    const left = batches.map((keys) => keys.filter((key) => cache.get('things', key)).length)
    expect(left.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(30) // of 3.2 MB each, in 96 MB
    expect(left.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(25)
    expect(left[0]).toBe(seconds === FOREVER ? 5 : 1)
    expect(left.slice(1).every((count) => count === 0 || count === 5)).toBe(seconds === FOREVER)
  })

  test('count with all that was read with them, and each answer only once', () => {
    const cache = newCache()
    const indexed = (place: Place) => Object.assign(Object.create(Indexed.prototype), { place })
    const bytes = Buffer.alloc(1_000_000)
    const place = new Place({ bytes, view: new DataView(bytes.buffer), at: 100 }, 0)
    for (let batch = 0; batch < 100; batch++) {
      const value = indexed(Object.assign(Object.create(Place.prototype), place, { bytes: Buffer.from(bytes) }))
      const dated = { answer: { value, final: true, jsonBytes: 10 }, requestedAt: now, seconds: FOREVER }
      cache.set('things', new Map(keysOf(batch).map((key) => [key, dated])))
    }
    const left = Array.from({ length: 100 }, (_, batch) => keysOf(batch).every((key) => cache.get('things', key)))
    expect(left.filter(Boolean).length).toBe(29)
  })

  test('are each found, replaced, removed and absent as if they were alone', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd')
    const answers = fc.uniqueArray(
      fc.record({ key, value: fc.option(fc.nat(), { nil: undefined }), final: fc.boolean(), seconds: fc.nat(3) }),
      { selector: (one) => one.key },
    )
    const steps = fc.array(fc.oneof(answers, key, fc.nat(2_000)), { maxLength: 30 })
    fc.assert(
      fc.property(steps, (all) => {
        const cache = newCache()
        const expected = new Map<string, { value: unknown; until: number }>()
        for (const step of all) {
          if (typeof step === 'number') now += step
          else if (typeof step === 'string') {
            cache.delete('things', step)
            expected.delete(step)
          } else {
            const dated = step.map(({ key, value, final, seconds }) => {
              const lasting = final ? FOREVER : seconds
              if (lasting > 0) expected.set(key, { value, until: now + lasting * 1000 })
              return [key, { answer: { value, final, jsonBytes: 1 }, requestedAt: now, seconds: lasting }] as const
            })
            cache.set('things', new Map(dated))
          }
          for (const one of ['a', 'b', 'c', 'd']) {
            const { value, until = -1 } = expected.get(one) ?? {}
            expect(cache.get('things', one)?.value).toBe(until >= now ? value : undefined)
          }
        }
      }),
    )
  })
})
