import { jest } from '@jest/globals'
import fc from 'fast-check'
import { Receipt } from '../../src/aws/receipt.ts'

let now = 0
beforeEach(() => {
  now = 1000
  jest.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => jest.restoreAllMocks())

test('a receipt without calls has cost nothing', () => {
  expect(new Receipt().cost()).toEqual({ calls: {}, totalCalls: 0, batches: 0, retries: 0, waitedMs: 0 })
})

test('calls are counted by service and operation, in the order of the alphabet', () => {
  const receipt = new Receipt()
  for (const operation of ['ListDeployments', 'BatchGetDeployments', 'ListDeployments', 'GetDeployment'])
    receipt.begin('codedeploy', operation)
  receipt.begin('appconfig', 'GetDeployment')
  const { calls, totalCalls } = receipt.cost()
  expect(Object.entries(calls)).toEqual([
    ['appconfig:GetDeployment', 1],
    ['codedeploy:BatchGetDeployments', 1],
    ['codedeploy:GetDeployment', 1],
    ['codedeploy:ListDeployments', 2],
  ])
  expect(totalCalls).toBe(5)
})

test('only BatchGet calls are batches', () => {
  const receipt = new Receipt()
  for (const operation of ['BatchGetDeployments', 'BatchGetApplications', 'GetDeployment', 'ListDeployments'])
    receipt.begin('codedeploy', operation)
  expect(receipt.cost().batches).toBe(2)
})

test('a call that was tried three times is one call and two retries', () => {
  const receipt = new Receipt()
  receipt.begin('codedeploy', 'GetDeployment')
  receipt.end(3)
  receipt.begin('codedeploy', 'GetDeployment')
  receipt.end(1)
  receipt.begin('codedeploy', 'GetDeployment')
  receipt.end(undefined)
  expect(receipt.cost()).toMatchObject({ totalCalls: 3, retries: 2 })
})

describe('the milliseconds waited', () => {
  test('count calls that overlap once, and the time between calls not at all', () => {
    const receipt = new Receipt()
    const at = (time: number, happens: () => void) => {
      now = time
      happens()
    }
    at(1000, () => receipt.begin('codedeploy', 'ListDeployments'))
    at(1010, () => receipt.begin('codedeploy', 'BatchGetDeployments'))
    at(1030, () => receipt.end())
    at(1050, () => receipt.end())
    at(2000, () => receipt.begin('codedeploy', 'BatchGetDeployments'))
    at(2005, () => receipt.end())
    expect(receipt.cost().waitedMs).toBe(55)
  })

  test('are those in which at least one call was under way, however calls overlap', () => {
    const spans = fc.array(fc.record({ start: fc.nat({ max: 100 }), length: fc.nat({ max: 20 }) }), { maxLength: 20 })
    fc.assert(
      fc.property(spans, (calls) => {
        const receipt = new Receipt()
        const busy = new Set<number>()
        for (now = 0; now <= 120; now++) {
          for (const { start, length } of calls) {
            if (start === now) receipt.begin('codedeploy', 'GetDeployment')
            if (start + length === now) receipt.end()
            if (start <= now && now < start + length) busy.add(now)
          }
        }
        expect(receipt.cost().waitedMs).toBe(busy.size)
      }),
    )
  })

  test('are whole, of the sum and not of each call', () => {
    const receipt = new Receipt()
    for (let call = 0; call < 4; call++) {
      receipt.begin('codedeploy', 'GetDeployment')
      now += 0.4
      receipt.end()
    }
    expect(receipt.cost().waitedMs).toBe(2)
  })
})
