import { jest } from '@jest/globals'
import { engineOf } from './one-thing.ts'

test('of what had ended when it was opened nobody hears from other processes, also not when it is forgotten', async () => {
  const listen = jest.fn(() => () => {})
  const { subscribe, timers } = engineOf({ hasEnded: true, channels: { listen, send: () => {} } })
  const stream = await subscribe(false)
  await stream.next()
  expect([await stream.next(), stream.end]).toEqual([undefined, 'complete'])
  expect(timers.pending).toBe(1)
  timers.advance(10_000)
  expect([timers.pending, listen.mock.calls.length]).toEqual([0, 0])
})
