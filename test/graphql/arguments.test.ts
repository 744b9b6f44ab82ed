import { assertMaxLength, known } from '../../src/graphql/arguments.ts'

test('rejectUnknown returns a filter without UNKNOWN unchanged', () => {
  expect(known(['FAILED', 'READY'], 'statuses')).toEqual(['FAILED', 'READY'])
  expect(known([], 'statuses')).toEqual([])
})

test('rejectUnknown refuses a filter with UNKNOWN as BAD_USER_INPUT', () => {
  const filter = () => known(['FAILED', 'UNKNOWN'], 'statuses')
  expect(filter).toThrow('"statuses" had UNKNOWN: expected values that AWS can filter by.')
  expect(filter).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
})

test('assertMaxLength accepts a list of ids up to its limit', () => {
  expect(assertMaxLength(2, ['a', 'b'], 'ids')).toEqual(['a', 'b'])
  expect(() => assertMaxLength(2, ['a', 'b', 'c'], 'ids')).toThrow('"ids" had 3 ids: expected at most 2.')
  expect(() => assertMaxLength(2, ['a', 'b', 'c'], 'ids')).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
})
