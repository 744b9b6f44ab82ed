import { parse, validate } from 'graphql'
import { DEMO_LOCATIONS, demoWorld } from '../../src/emulator/worlds/demo/demo-world.ts'
import { createSchema } from '../../src/schema.ts'
import { useLiveGateways } from '../live/live-gateway.ts'
import { PATIENT } from '../support/gateway.ts'
import { firstBlock, readPage, sectionsOf } from '../support/pages.ts'
import { until } from '../support/until.ts'

const [, live = ''] = readPage('docs/cookbook.md').split(/^## Live$/m)
const recipes = new Map(
  sectionsOf(live, '### ').map(({ title, text }) => [
    title,
    { query: firstBlock(text, 'graphql') ?? '', variables: JSON.parse(firstBlock(text, 'json') ?? '{}') },
  ]),
)

const { start } = useLiveGateways({ ...PATIENT, world: demoWorld(), locations: DEMO_LOCATIONS })

// Longer than the longest pause between reads.
const STEP_MS = 40_000
// Within a day something of each kind happens in the demo.
const MAX_STEPS = 2_000

interface Update {
  change: string
  activity: { id: string; phase: string; reason: string | null } | null
  problems: object[]
}

interface Data {
  activity?: Update
  codeDeployDeployment?: { deployment: { rawStatus: string }; nextAt: string | null }
}

/** The data of a recipe's updates in the demo, as time goes on, until one is the last that a test wants, or the end. */
async function watched(title: string, isLast: (data: Data) => boolean) {
  const { query, variables } = recipes.get(title) ?? { query: '', variables: {} }
  const { subscribe, timers } = await start({ subscriptionMaxSeconds: 86_400 })
  const { next } = await subscribe(query, variables)
  const updates: Data[] = []
  const pending = (async () => {
    for (let event = await next(); event?.event === 'next'; event = await next()) {
      expect(event.data.errors).toBeUndefined()
      updates.push(event.data.data)
      if (isLast(event.data.data)) return
    }
  })()
  let isOver = false
  const over = pending.finally(() => {
    isOver = true
  })
  await until(() => updates.length > 0 || isOver) // a location that takes three seconds is late
  for (let step = 0; step < MAX_STEPS && !isOver; step++) {
    timers.advance(STEP_MS)
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 20))])
  }
  await over
  return updates
}

test('the page has three recipes, each a valid subscription', () => {
  expect([...recipes.keys()]).toEqual([
    'Watch one deployment until it ends',
    'Tell me when something fails',
    'A wall screen: the feed',
  ])
  for (const { query } of recipes.values()) expect(validate(createSchema(), parse(query))).toEqual([])
})

test('a deployment of the demo is watched until it has ended', async () => {
  const updates = await watched('Watch one deployment until it ends', () => false)
  const states = updates.map(({ codeDeployDeployment }) => codeDeployDeployment)
  expect(states[0]).toMatchObject({ deployment: { rawStatus: 'InProgress' }, nextAt: expect.any(String) })
  expect(states.at(-1)).toMatchObject({ deployment: { rawStatus: 'Succeeded' }, nextAt: null })
})

test('a failure in the demo is sent, and of all else only its end', async () => {
  const hasFailed = ({ activity: update }: Data) => update?.activity?.phase === 'FAILED'
  const updates = (await watched('Tell me when something fails', hasFailed)).map(({ activity }) => activity)
  expect(updates[0]).toMatchObject({ change: 'SYNCED', activity: null, problems: [] })
  expect(updates.at(-1)).toMatchObject({ change: 'ENDED', activity: { phase: 'FAILED', reason: expect.any(String) } })
  expect(new Set(updates.map((update) => update?.change))).toEqual(new Set(['SYNCED', 'ENDED']))
})

test('a wall screen that is drawn from the updates of the demo shows what runs', async () => {
  const screen = new Map<string, { phase: string }>()
  const changes: string[] = []
  await watched('A wall screen: the feed', ({ activity: update }) => {
    if (!update) throw new Error('an update without data')
    const { change, activity } = update
    changes.push(change)
    if (change === 'ENDED') screen.delete(activity?.id ?? '')
    else if (activity) screen.set(activity.id, activity)
    return changes.includes('CHANGED') && changes.includes('ENDED')
  })
  expect(changes.indexOf('SYNCED')).toBe(changes.lastIndexOf('PRESENT') + 1)
  expect(screen.size).toBeGreaterThan(0)
  expect([...screen.values()].filter(({ phase }) => ['SUCCEEDED', 'FAILED', 'STOPPED'].includes(phase))).toEqual([])
})
