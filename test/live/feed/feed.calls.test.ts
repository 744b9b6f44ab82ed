import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../../src/emulator/world.ts'
import { NOW } from '../../support/gateway.ts'
import { useLiveGateways } from '../live-gateway.ts'

const { start } = useLiveGateways()

const COUNT = 60
const CHANGES_AT = 20
const at = (second: number) => new Date(NOW + second * 1000)

/** Deployments of as many groups, all of which change at the same moment. */
const world: World = (_, now) => {
  const groups = Array.from({ length: COUNT }, (_, number) => `group-${String(number).padStart(2, '0')}`)
  const status = now < at(CHANGES_AT).getTime() ? 'Created' : 'InProgress'
  return {
    codedeploy: {
      applications: [{ applicationName: 'shop', computePlatform: 'Server' }],
      groups: groups.map((deploymentGroupName) => ({ applicationName: 'shop', deploymentGroupName })),
      deployments: groups.map((deploymentGroupName, number) =>
        deploymentOf({
          deploymentId: `d-CROWD${String(number).padStart(4, '0')}`,
          ...{ applicationName: 'shop', deploymentGroupName, status, createTime: at(-60 - number) },
        }),
      ),
    },
  }
}

const FEED = `subscription { activity { change activity { title
  ... on CodeDeployDeployment { deploymentGroup { deploymentGroupName } } } } }`

test('what the updates of the feed select is read in batches, at the beginning and when many things change', async () => {
  const gateway = await start({ world, cache: true }) // updates share batches as requests do
  const { next } = await gateway.subscribe(FEED, {})
  const read = async (change: string) => {
    const event = await next()
    expect(event?.data.errors).toBeUndefined()
    expect(event?.data.data.activity.change).toBe(change)
    return event?.data.data.activity.activity?.deploymentGroup.deploymentGroupName
  }
  const present = new Set<string>()
  for (let number = 0; number < COUNT; number++) present.add(await read('PRESENT'))
  expect(present.size).toBe(COUNT)
  await read('SYNCED')
  expect(gateway.calls().BatchGetDeploymentGroups).toBeLessThanOrEqual(Math.ceil(COUNT / 25) + 1)

  gateway.timers.goTo(at(CHANGES_AT + 20).getTime())
  const changed = new Set<string>()
  for (let number = 0; number < COUNT; number++) changed.add(await read('CHANGED'))
  expect(changed).toEqual(present)
  expect(gateway.calls().BatchGetDeploymentGroups ?? 0).toBeLessThanOrEqual(Math.ceil(COUNT / 25) + 1)
})
