import { jest } from '@jest/globals'
import { Guards } from '../../../src/aws/shared/redis/guards.ts'
import { Gateways } from '../../../src/aws/shared/redis/pace/gateways.ts'
import type { RedisClient } from '../../../src/aws/shared/redis/replies.ts'

describe('the number of gateways', () => {
  beforeEach(() => void jest.useFakeTimers({ now: 1_795_000_000_000 }))
  afterEach(() => void jest.useRealTimers())

  /** Counts with a Redis that answers as told, or fails: the numbers that are reported. */
  function counting(first: number) {
    const state: { reply: number | Error } = { reply: first }
    const evalsha = async () => {
      if (state.reply instanceof Error) throw state.reply
      return state.reply
    }
    const client = { evalsha, zrem: async () => 1 } as Partial<RedisClient> as RedisClient
    const seen: (number | undefined)[] = []
    const gateways = new Gateways('group', client, new Guards(client, 50, () => undefined), (count) => seen.push(count))
    const beats = async (reply: number | Error, seconds: number) => {
      state.reply = reply
      await jest.advanceTimersByTimeAsync(1_000 * seconds)
      return seen.splice(0)
    }
    gateways.start()
    return { gateways, beats }
  }

  test('rises at once, and falls when a second look shows the same', async () => {
    const { gateways, beats } = counting(3)
    expect(await beats(3, 2)).toEqual([3])
    expect(await beats(1, 2)).toEqual([]) // Redis may have lost its data
    expect(await beats(3, 4)).toEqual([])
    expect(await beats(2, 4)).toEqual([2])
    await gateways.stop()
  })

  test('holds for a minute while Redis does not answer, and is unknown afterwards', async () => {
    const { gateways, beats } = counting(3)
    expect(await beats(3, 2)).toEqual([3])
    expect(await beats(new Error('gone'), 58)).toEqual([])
    expect(await beats(new Error('gone'), 8)).toEqual([undefined])
    expect(await beats(3, 10)).toEqual([3])
    await gateways.stop()
  })

  test('leaves no timer behind when the gateway stops', async () => {
    const { gateways, beats } = counting(2)
    await beats(2, 2)
    await gateways.stop()
    expect(jest.getTimerCount()).toBe(0)
  })
})
