import type { World } from '../../src/emulator/world.ts'
import { startGateway } from '../support/gateway.ts'
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

let gateway: Awaited<ReturnType<typeof startGateway>> | undefined
afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
})

test.each([1, 2, 3])(
  'activities of one source that began at the same moment are all there, in pages of %i',
  async (first) => {
    gateway = await startGateway({ world: worldOf(() => deployments) })
    expect((await readToTheEnd(gateway.query, { first })).flat()).toEqual(idsOf(newestFirst(deployments)))
  },
)

test.each([1, 2, 3])(
  'executions that have not started are first, and on one page only, in pages of %i',
  async (first) => {
    const started = worldOf(() => executions)
    const world: World = (region, now) => {
      const { imagebuilder, ...rest } = started(region, now)
      const records = imagebuilder?.executions?.map(({ execution }, index) => ({
        execution: index >= 2 ? { ...execution, startTime: undefined } : execution,
      }))
      return { ...rest, imagebuilder: { ...imagebuilder, executions: records } }
    }
    gateway = await startGateway({ world })
    const pages = await readToTheEnd(gateway.query, { first })
    expect(pages.flat()).toEqual([3, 4, 2, 1].map((number) => idOf(executions[number - 1] as Happening)))
  },
)

test('CodeDeploy is asked for the statuses of the phases', async () => {
  gateway = await startGateway({ world: worldOf(() => []) })
  await page(gateway.query, { filter: { services: ['CODEDEPLOY'], phases: ['PENDING', 'FAILED'] } })
  expect(gateway.emulator.calls[0]?.input).toEqual({ includeOnlyStatuses: ['Created', 'Queued', 'Failed'] })
})
