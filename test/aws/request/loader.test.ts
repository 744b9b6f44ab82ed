import { jest } from '@jest/globals'
import fc from 'fast-check'
import { loader, perKey } from '../../../src/aws/request/loader.ts'

const thing = (key: string) => ({ key })
const keysOf = (count: number) => Array.from({ length: count }, (_, index) => `k${index}`)

describe('a loader over a batch read', () => {
  test('reads the keys of one tick in as few batches as possible, each key once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 120 }), fc.integer({ min: 2, max: 30 }), async (count, size) => {
        const batches: (readonly string[])[] = []
        const things = loader(size, async (keys) => {
          batches.push(keys)
          return keys.map(thing)
        })
        const keys = keysOf(count)
        expect(await things.loadMany([...keys, ...keys])).toEqual([...keys, ...keys].map(thing))
        expect(batches).toHaveLength(Math.ceil(count / size))
        expect(batches.flat()).toEqual(keys)
      }),
    )
  })

  test('fails only the key that an error belongs to', async () => {
    const denied = new Error('denied')
    const things = loader(25, async (keys) => keys.map((key) => (key === 'b' ? denied : thing(key))))
    expect(await things.loadMany(['a', 'b', 'c'])).toEqual([thing('a'), denied, thing('c')])
  })
})

describe('a loader without a batch read', () => {
  test('reads each key by itself, once', async () => {
    const batches: (readonly string[])[] = []
    const things = loader(1, async (keys) => {
      batches.push(keys)
      return keys.map(thing)
    })
    expect(await things.loadMany(['a', 'b', 'a'])).toEqual(['a', 'b', 'a'].map(thing))
    await things.load('b')
    expect(batches).toEqual([['a'], ['b']])
  })

  test('has at most ten reads under way, and reaches that number', async () => {
    let underWay = 0
    let most = 0
    const things = loader(1, async ([key = '']) => {
      most = Math.max(most, ++underWay)
      await new Promise(setImmediate)
      underWay--
      return [thing(key)]
    })
    const keys = keysOf(35)
    const early = keys.slice(0, 20).map((key) => things.load(key))
    await new Promise(setImmediate)
    const late = keys.slice(20).map((key) => things.load(key))
    expect(await Promise.all([...early, ...late])).toEqual(keys.map(thing))
    expect(most).toBe(10)
  })
})

test('perKey makes one value per key, on first use', () => {
  const make = jest.fn((key: string) => ({ key }))
  const of = perKey(make)
  expect(of('a')).toBe(of('a'))
  expect(of('b')).toEqual({ key: 'b' })
  expect(make.mock.calls).toEqual([['a'], ['b']])
})
