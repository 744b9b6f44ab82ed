import { atOnce } from '../../support/at-once.ts'
import { NOW, ONE_LOCATION, PATIENT, useGateways } from '../../support/gateway.ts'
import { DEPLOYMENTS, idOf, MINUTE_MS, STATES, STATISTICS, worldOf } from './history-world.ts'

declare const CACHE: boolean

const { start } = useGateways({ locations: ONE_LOCATION })

const DETAILS = `{ deploymentGroupStates(within: "P7D") { nodes {
  current { deploymentId revision { label } } running { status } latest { reason } recent(last: 100) { phase } } } }`

// DEPLOYMENTS are 67, of which one is under way.
const pagesOf = (pageSize: number) => Math.ceil(67 / pageSize)
const COLD = (pageSize: number) => ({ ListDeployments: pagesOf(pageSize), BatchGetDeployments: 3 })

describe.each([
  ['deploymentStatistics', STATISTICS],
  ['deploymentGroupStates', STATES],
  ['deploymentGroupStates with the deployments that it names', DETAILS],
])('%s', (_, field) => {
  describe.each([7, 100])('on pages of %i', (pageSize) => {
    const world = worldOf(DEPLOYMENTS, pageSize)
    const within = { within: 'P7D' }

    test('takes one ListDeployments per page and one BatchGetDeployments per 25', async () => {
      const { query, calls } = await start({ world, gatewayClock: () => NOW })
      const { errors } = await query(field, within)
      expect(errors).toBeUndefined()
      expect(calls()).toEqual(COLD(pageSize))
    })

    test('later takes two calls: what came since, and what had not ended', async () => {
      let now = NOW
      const { query, calls } = await start({ world, gatewayClock: () => now })
      const first = await query(field, within)
      calls()
      for (let request = 0; request < 3; request++) {
        now += MINUTE_MS
        const { data, errors } = await query(field, within)
        expect(errors).toBeUndefined()
        if (field === DETAILS) expect(data).toEqual(first.data)
        expect(calls()).toEqual(CACHE ? { ListDeployments: 1, BatchGetDeployments: 1 } : COLD(pageSize))
      }
    })

    test('of twenty requests at once takes the calls of one, where answers are shared', async () => {
      const gateway = await start({ ...PATIENT, world, gatewayClock: () => NOW })
      const answers = await atOnce(gateway, 20, field, within)
      for (const { data, errors } of answers) {
        expect(errors).toBeUndefined()
        expect(data).toEqual(answers[0]?.data)
      }
      const { ListDeployments, BatchGetDeployments } = COLD(pageSize)
      const times = CACHE ? 1 : 20
      expect(gateway.calls()).toEqual({
        ListDeployments: ListDeployments * times,
        BatchGetDeployments: BatchGetDeployments * times,
      })
    })
  })
})

test('twenty fields of one request share its history, whatever their windows', async () => {
  const { query, calls } = await start({ world: worldOf(DEPLOYMENTS), gatewayClock: () => NOW })
  const fields = Array.from(
    { length: 20 },
    (_, index) => `a${index}: deploymentStatistics(within: "P${7 - (index % 7)}D")`,
  )
  const { data, errors } = await query(`{ ${fields.map((field) => `${field} { deployments isComplete }`).join(' ')} }`)
  expect(errors).toBeUndefined()
  expect(data.a0).toEqual({ deployments: 64, isComplete: true })
  expect(data.a6).toEqual(data.a13)
  expect(calls()).toEqual(COLD(100))
})

test.each([
  ['a listing', { operation: 'ListDeployments' }],
  [
    'one deployment',
    { operation: 'BatchGetDeployments', when: (input: unknown) => JSON.stringify(input).includes(idOf(3)) },
  ],
])('a failure of %s is in the problems of all fields of a request, whatever their windows', async (_, fault) => {
  const { query } = await start({
    ...{ world: worldOf(DEPLOYMENTS), gatewayClock: () => NOW },
    faults: [{ ...fault, error: { name: 'AccessDeniedException', message: 'no' } }],
  })
  const { data } = await query(`{
    day: deploymentStatistics(within: "P1D") { isComplete problems { code } }
    week: deploymentStatistics(within: "P7D") { isComplete problems { code } }
    month: deploymentGroupStates { isComplete problems { code } }
  }`)
  const failed = { isComplete: false, problems: [{ code: 'AWS_ACCESS_DENIED' }] }
  expect(data).toEqual({ day: failed, week: failed, month: failed })
})
