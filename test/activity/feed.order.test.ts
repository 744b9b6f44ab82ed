import type { World } from '../../src/emulator/world.ts'
import { useGateways } from '../support/gateway.ts'
import { type Happening, idOf, newestFirst, worldOf } from './happenings.ts'
import { idsOf, page, readToTheEnd } from './reading.ts'

const T0 = Date.parse('2026-11-20T12:00:00.000Z')
const deployments: Happening[] = [8, 9, 10, 11].map((number) => ({
  service: 'APPCONFIG',
  region: 'us-east-1',
  source: 0,
  number,
  at: T0,
  status: 'COMPLETE',
}))
const executions: Happening[] = [1, 2, 3, 4].map((number) => ({
  service: 'IMAGE_BUILDER',
  region: 'us-east-1',
  source: 0,
  number,
  at: T0 + number * 60_000,
  status: 'PENDING',
}))

const { start, gateway } = useGateways()

test.each([1, 2, 3])(
  'pages of %i lose none of the activities of a source that began at the same moment',
  async (first) => {
    await start({ world: worldOf(() => deployments) })
    expect((await readToTheEnd(gateway.query, { first })).flat()).toEqual(idsOf(newestFirst(deployments)))
  },
)

test.each([1, 2, 3])(
  'pages of %i start with the executions that have not started, each of them once',
  async (first) => {
    const started = worldOf(() => executions)
    const world: World = (region, now) => {
      const { imagebuilder, ...rest } = started(region, now)
      const records = imagebuilder?.executions?.map(({ execution }, index) => ({
        execution: index >= 2 ? { ...execution, startTime: undefined } : execution,
      }))
      return { ...rest, imagebuilder: { ...imagebuilder, executions: records } }
    }
    await start({ world })
    const pages = await readToTheEnd(gateway.query, { first })
    expect(pages.flat()).toEqual([3, 4, 2, 1].map((number) => idOf(executions[number - 1] as Happening)))
  },
)

test('a filter by phases reaches CodeDeploy as statuses', async () => {
  await start({ world: worldOf(() => []) })
  await page(gateway.query, { filter: { services: ['CODEDEPLOY'], phases: ['PENDING', 'FAILED'] } })
  expect(gateway.emulator.calls[0]?.input).toEqual({ includeOnlyStatuses: ['Created', 'Queued', 'Failed'] })
})
