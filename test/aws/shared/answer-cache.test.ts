import fc from 'fast-check'
import { AnswerCache } from '../../../src/aws/shared/answer-cache.ts'

let now = 0
const memory = () => {
  now = Date.parse('2026-11-21T09:30:00Z')
  return new AnswerCache(() => now)
}
const known = (value: unknown) => ({ value, final: false })

test('what is kept for some seconds is there until they are over, counted from when AWS was asked', () => {
  fc.assert(
    fc.property(fc.nat(5_000), fc.nat(5_000), fc.nat(5_000), (lasts, took, later) => {
      const kept = memory()
      const askedAt = now
      now += took
      kept.set('things', 'a', known(1), { askedAt, seconds: lasts / 1_000, jsonBytes: 0 })
      now += later
      expect(kept.get('things', 'a')).toEqual(lasts > 0 && took + later <= lasts ? known(1) : undefined)
    }),
  )
})

test('names and keys do not run into one another', () => {
  const kept = memory()
  for (const name of ['a', 'b'])
    for (const key of ['a', 'b']) kept.set(name, key, known(name + key), { askedAt: now, seconds: 1, jsonBytes: 0 })
  expect(['a', 'b'].map((name) => ['a', 'b'].map((key) => kept.get(name, key)?.value))).toEqual([
    ['aa', 'ab'],
    ['ba', 'bb'],
  ])
})

test('what was not used for longest goes first when there are too many bytes', () => {
  const kept = memory()
  const forGood = (key: string) =>
    kept.set('things', key, known(key), { askedAt: now, seconds: Number.POSITIVE_INFINITY, jsonBytes: 2_000_000 })
  const keys = Array.from({ length: 33 }, (_, index) => `key${index}`)
  for (const key of keys) {
    forGood(key)
    kept.get('things', 'key0')
  }
  const there = keys.filter((key) => kept.get('things', key))
  expect(there[0]).toBe('key0')
  expect(there.length).toBeLessThan(keys.length)
  expect(there.slice(1)).toEqual(keys.slice(1 - there.length)) // the latest
})

test('there are never more than 50,000 entries', () => {
  const kept = memory()
  for (let key = 0; key < 50_100; key++)
    kept.set('things', String(key), known(key), { askedAt: now, seconds: 1, jsonBytes: 1 })
  expect([kept.get('things', '99'), kept.get('things', '100')]).toEqual([undefined, known(100)])
})

test('what does not exist displaces no answer, however much of it is asked for', () => {
  const kept = memory()
  const times = { askedAt: now, seconds: Number.POSITIVE_INFINITY, jsonBytes: 1_000 }
  kept.set('things', 'there', known(1), times)
  for (let key = 0; key < 60_000; key++) kept.set('things', `no-${key}`, known(undefined), times)
  expect(kept.get('things', 'there')).toEqual(known(1))
  expect(kept.get('things', 'no-59999')).toEqual(known(undefined))
  kept.set('things', 'no-59999', known(2), times)
  expect(kept.get('things', 'no-59999')).toEqual(known(2))
})
