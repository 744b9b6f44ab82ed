import { setImmediate as nextTurn } from 'node:timers/promises'
import { shortTurn, turn } from '../../../src/aws/shared/turns.ts'

test('of pieces of work that ask in one moment, each turn of the event loop begins one, in their order', async () => {
  const begun: number[] = []
  const work = Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      await turn()
      begun.push(index)
    }),
  )
  let most = 0
  while (begun.length < 20) {
    const before = begun.length
    await nextTurn()
    most = Math.max(most, begun.length - before)
  }
  await work
  expect(begun).toEqual(Array.from({ length: 20 }, (_, index) => index))
  expect(most).toBeLessThanOrEqual(2) // the first began before the turn was looked at
})

test('a piece of work that is alone begins at once', async () => {
  await nextTurn()
  await nextTurn()
  expect(turn()).toBeUndefined()
})

test('pieces of work that are short share a turn, and none begins in it after one that is long', async () => {
  await nextTurn()
  await nextTurn()
  expect([shortTurn(), shortTurn(), shortTurn()]).toEqual([undefined, undefined, undefined])
  const end = performance.now() + 50
  while (performance.now() < end);
  const late = shortTurn()
  expect(late).toBeInstanceOf(Promise)
  await late
})
