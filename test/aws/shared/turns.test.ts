import { setImmediate as nextTurn } from 'node:timers/promises'
import { turn } from '../../../src/aws/shared/turns.ts'

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
