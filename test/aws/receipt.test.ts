import { jest } from '@jest/globals'
import fc from 'fast-check'
import { Receipt } from '../../src/aws/receipt.ts'

let now = 0
beforeEach(() => {
  now = 1000
  jest.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => jest.restoreAllMocks())

test('a receipt without calls shows no cost', () => {
  expect(new Receipt().cost()).toEqual({
    calls: {},
    totalCalls: 0,
    batches: 0,
    retries: 0,
    shared: {},
    remembered: {},
    stale: {},
    waitedMs: 0,
  })
})

test('calls, shared calls and remembered answers are counted by action, in alphabetical order', () => {
  const receipt = new Receipt()
  for (const operation of ['ListDeployments', 'BatchGetDeployments', 'ListDeployments', 'GetDeployment'])
    receipt.call(`codedeploy:${operation}`)
  receipt.call('appconfig:GetDeployment')
  receipt.shared('codedeploy:ListDeployments')
  for (const service of ['imagebuilder', 'codedeploy', 'imagebuilder']) receipt.remembered(`${service}:Read`)
  const { calls, shared, remembered, totalCalls } = receipt.cost()
  expect(Object.entries(calls)).toEqual([
    ['appconfig:GetDeployment', 1],
    ['codedeploy:BatchGetDeployments', 1],
    ['codedeploy:GetDeployment', 1],
    ['codedeploy:ListDeployments', 2],
  ])
  expect(totalCalls).toBe(5)
  expect(shared).toEqual({ 'codedeploy:ListDeployments': 1 })
  expect(Object.entries(remembered)).toEqual([
    ['codedeploy:Read', 1],
    ['imagebuilder:Read', 2],
  ])
})

test('only BatchGet calls count as batches', () => {
  const receipt = new Receipt()
  for (const operation of ['BatchGetDeployments', 'BatchGetApplications', 'GetDeployment', 'ListDeployments'])
    receipt.call(`codedeploy:${operation}`)
  expect(receipt.cost().batches).toBe(2)
})

test('attempts after the first count as retries', () => {
  const receipt = new Receipt()
  for (const attempts of [3, 1, undefined]) receipt.attempts(attempts)
  expect(receipt.cost().retries).toBe(2)
})

describe('the waiting time of a receipt', () => {
  const spans = fc.array(fc.record({ start: fc.nat({ max: 100 }), length: fc.integer({ min: 1, max: 20 }) }), {
    maxLength: 20,
  })

  test('is the time in which the request waited for anything, however its waits overlap', async () => {
    await fc.assert(
      fc.asyncProperty(spans, async (waits) => {
        const receipt = new Receipt()
        const busy = new Set<number>()
        const ends: { at: number; end: () => void; ended: Promise<void> }[] = []
        for (now = 0; now <= 130; now++) {
          for (const { start, length } of waits)
            if (start === now) {
              let end = () => {}
              const work = new Promise<void>((resolve) => {
                end = resolve
              })
              ends.push({ at: start + length, end, ended: receipt.trackWait(work) })
              for (let at = start; at < start + length; at++) busy.add(at)
            }
          for (const wait of ends.filter(({ at }) => at === now + 1)) {
            now++
            wait.end()
            await wait.ended
            now--
          }
        }
        expect(receipt.cost().waitedMs).toBe(busy.size)
      }),
    )
  })

  test('is rounded after summing, not for each wait', async () => {
    const receipt = new Receipt()
    for (let wait = 0; wait < 4; wait++) {
      const waited = receipt.trackWait(Promise.resolve())
      now += 0.4
      await waited
    }
    expect(receipt.cost().waitedMs).toBe(2)
  })

  test('ends where the awaited work fails', async () => {
    const receipt = new Receipt()
    const waited = receipt.trackWait(Promise.reject(new Error('down')))
    now += 7
    await expect(waited).rejects.toThrow('down')
    now += 100
    expect(receipt.cost().waitedMs).toBe(7)
  })
})
