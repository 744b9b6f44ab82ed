import fc from 'fast-check'
import { AnswerCache } from '../../../src/aws/shared/answer-cache.ts'

let now = 0
const newCache = () => {
  now = Date.parse('2026-11-21T09:30:00Z')
  return new AnswerCache(() => now)
}
const answer = (value: unknown, jsonBytes = 0) => ({ value, final: false, jsonBytes })

test('an answer is kept for its seconds, counted from the start of the AWS call', () => {
  fc.assert(
    fc.property(fc.nat(5_000), fc.nat(5_000), fc.nat(5_000), (lasts, took, later) => {
      const cache = newCache()
      const requestedAt = now
      now += took
      cache.set('things', 'a', answer(1), requestedAt, lasts / 1_000)
      now += later
      const isKept = lasts > 0 && took + later <= lasts
      expect(cache.get('things', 'a')).toEqual(isKept ? { ...answer(1), requestedAt } : undefined)
    }),
  )
})

test('equal keys of different names are kept apart', () => {
  const cache = newCache()
  for (const name of ['a', 'b']) for (const key of ['a', 'b']) cache.set(name, key, answer(name + key), now, 1)
  expect(['a', 'b'].map((name) => ['a', 'b'].map((key) => cache.get(name, key)?.value))).toEqual([
    ['aa', 'ab'],
    ['ba', 'bb'],
  ])
})

test('the least recently used answers are evicted first beyond the byte limit', () => {
  const cache = newCache()
  const keepForever = (key: string) => cache.set('things', key, answer(key, 2_000_000), now, Number.POSITIVE_INFINITY)
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
  for (let key = 0; key < 50_100; key++) cache.set('things', String(key), answer(key), now, 1)
  expect(['99', '100'].map((key) => cache.get('things', key)?.value)).toEqual([undefined, 100])
})

test('missing keys evict no answer, however many they are', () => {
  const cache = newCache()
  const keep = (key: string, value: unknown) => cache.set('things', key, answer(value), now, Number.POSITIVE_INFINITY)
  keep('there', 1)
  for (let key = 0; key < 60_000; key++) keep(`no-${key}`, undefined)
  expect(cache.get('things', 'there')).toMatchObject(answer(1))
  expect(cache.get('things', 'no-59999')).toMatchObject(answer(undefined))
  keep('no-59999', 2)
  expect(cache.get('things', 'no-59999')).toMatchObject(answer(2))
})
