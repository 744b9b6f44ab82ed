import type { World } from '../../src/emulator/world.ts'
import { NOW, ONE_LOCATION, useGateways } from '../support/gateway.ts'

const { start } = useGateways({ locations: ONE_LOCATION, cache: true })

const MINUTE = 60_000
const HOUR = 60 * MINUTE

test('the gateway rereads an execution and its resources until five minutes after its end', async () => {
  const world: World = () => ({
    imagebuilder: {
      executions: [
        {
          execution: {
            lifecycleExecutionId: 'lce-11111111-2222-4333-8444-555555555555',
            state: { status: 'SUCCESS' },
            startTime: new Date(NOW - HOUR),
            endTime: new Date(NOW - 5 * MINUTE),
          },
        },
      ],
    },
  })
  let now = NOW
  const clock = () => now
  const { query, calls } = await start({ world, clock, gatewayClock: clock, imagebuilderCacheSeconds: 0 })
  const resources =
    '{ lifecycleExecution(lifecycleExecutionId: "lce-11111111-2222-4333-8444-555555555555") { resources { nodes { resourceId } } } }'
  const COST = { GetLifecycleExecution: 1, ListLifecycleExecutionResources: 1 }
  for (const [wait, cost] of [
    [0, COST],
    [1, COST],
    [HOUR, {}],
  ] as const) {
    now += wait
    expect((await query(resources)).errors).toBeUndefined()
    expect(calls()).toEqual(cost)
  }
})
