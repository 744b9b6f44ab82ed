import { jest } from '@jest/globals'
import { perKey } from '../../src/aws/per-key.ts'

test('perKey makes one value per key, on first use', () => {
  const make = jest.fn((key: string) => ({ key }))
  const of = perKey(make)
  expect(of('a')).toBe(of('a'))
  expect(of('b')).toEqual({ key: 'b' })
  expect(make.mock.calls).toEqual([['a'], ['b']])
})
