import { setImmediate as nextTurn } from 'node:timers/promises'
import { jest } from '@jest/globals'
import { shortTurn, turn } from '../../../src/aws/shared/turns.ts'

afterEach(() => void jest.restoreAllMocks())

test('each turn of the event loop starts one of the pieces of work that were submitted together, in their order', async () => {
  const started: number[] = []
  const work = Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      await turn()
      started.push(index)
    }),
  )
  let most = 0
  while (started.length < 20) {
    const before = started.length
    await nextTurn()
    most = Math.max(most, started.length - before)
  }
  await work
  expect(started).toEqual(Array.from({ length: 20 }, (_, index) => index))
  expect(most).toBeLessThanOrEqual(2) // the first started before the loop looked
})

test('a single piece of work starts immediately', async () => {
  await nextTurn()
  await nextTurn()
  expect(turn()).toBeUndefined()
})

test('short pieces of work share a turn, and none starts in it after a long one', async () => {
  let now = 1_000
  jest.spyOn(performance, 'now').mockImplementation(() => now)
  await nextTurn()
  await nextTurn()
  expect([shortTurn(), shortTurn(), shortTurn()]).toEqual([undefined, undefined, undefined])
  now += 50
  const late = shortTurn()
  expect(late).toBeInstanceOf(Promise)
  await late
})
