import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { NOW, startGateway } from '../support/gateway.ts'

let gateway: Awaited<ReturnType<typeof startGateway>>
afterEach(() => gateway.stop())

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
  const locations = DEMO_LOCATIONS.slice(0, 1)
  gateway = await startGateway({
    world,
    locations,
    cache: true,
    clock,
    gatewayClock: clock,
    imagebuilderCacheSeconds: 0,
  })
  const { query, calls } = gateway
  const touched =
    '{ lifecycleExecution(lifecycleExecutionId: "lce-11111111-2222-4333-8444-555555555555") { resources { nodes { resourceId } } } }'
  const COST = { GetLifecycleExecution: 1, ListLifecycleExecutionResources: 1 }
  for (const [wait, cost] of [
    [0, COST],
    [1, COST],
    [HOUR, {}],
  ] as const) {
    now += wait
    expect((await query(touched)).errors).toBeUndefined()
    expect(calls()).toEqual(cost)
  }
})
