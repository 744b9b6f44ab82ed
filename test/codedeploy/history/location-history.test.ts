import { LocationHistory, MAX_ROWS } from '../../../src/codedeploy/history/location-history.ts'
import type { HistoryRow } from '../../../src/codedeploy/history/row.ts'
import { collectGarbage } from '../../support/garbage.ts'

function heapBytes(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

/** A row whose texts are its own, as those of an answer are that was just parsed. */
const parsedRow = (number: number, applicationName = 'checkout-api'): HistoryRow =>
  JSON.parse(
    JSON.stringify({
      ...{ deploymentId: `d-${String(number).padStart(9, '0')}`, applicationName, deploymentGroupName: 'production' },
      ...{ status: 'Succeeded', isRollback: false, isChange: true, isStoppedByHand: false },
      ...{ createdAt: 1_790_000_000_000 + number * 1000, completedAt: 1_790_000_600_000 + number * 1000 },
    }),
  )

test('a full history takes about 200 bytes for each of its 10,000 rows', () => {
  const before = heapBytes()
  const history = new LocationHistory()
  for (let number = 0; number < MAX_ROWS; number++) history.put(parsedRow(number))
  const bytesPerRow = (heapBytes() - before) / MAX_ROWS
  expect(history.since(0)).toHaveLength(10_000)
  expect(bytesPerRow).toBeGreaterThan(100)
  expect(bytesPerRow).toBeLessThan(300)
})

test('a history keeps no name of an application whose deployments were dropped', () => {
  const history = new LocationHistory()
  const fill = (from: number, count: number) => {
    for (let number = from; number < from + count; number++) {
      history.put(parsedRow(number, `preview-of-branch-${number}-with-a-name-that-is-rather-long`))
      if (number % 1000 === 999) history.trim()
    }
    return heapBytes()
  }
  const full = fill(0, 2 * MAX_ROWS)
  const later = fill(2 * MAX_ROWS, 4 * MAX_ROWS)
  expect((later - full) / (4 * MAX_ROWS)).toBeLessThan(20) // of the 80 bytes and more that each name takes
  expect(history.since(0)).toHaveLength(MAX_ROWS)
})
