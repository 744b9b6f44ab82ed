import { assertMaxLength, rejectUnknown } from '../../src/graphql/arguments.ts'

test('a filter without UNKNOWN is returned unchanged', () => {
  expect(rejectUnknown(['FAILED', 'READY'], 'statuses')).toEqual(['FAILED', 'READY'])
  expect(rejectUnknown([], 'statuses')).toEqual([])
})

test('a filter with UNKNOWN is refused as BAD_USER_INPUT', () => {
  const filter = () => rejectUnknown(['FAILED', 'UNKNOWN'], 'statuses')
  expect(filter).toThrow('"statuses" had UNKNOWN: expected values that AWS can filter by.')
  expect(filter).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
})

test('a list of ids is accepted up to its limit', () => {
  expect(assertMaxLength(2, ['a', 'b'], 'ids')).toEqual(['a', 'b'])
  expect(() => assertMaxLength(2, ['a', 'b', 'c'], 'ids')).toThrow('"ids" had 3 ids: expected at most 2.')
  expect(() => assertMaxLength(2, ['a', 'b', 'c'], 'ids')).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
})
