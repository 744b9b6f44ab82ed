import { DEMO_LOCATIONS, demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { parseEvent } from '../../../src/live/push/aws-event.ts'
import { SERVICES } from '../../../src/services.ts'

const NOW = Date.parse('2026-11-21T09:30:00.000Z')
const HOUR_MS = 3_600_000

/** All messages of an hour, each once. */
function messagesOf(region: string) {
  const world = demoWorld()
  const byId = new Map<string, { body: string; sentAt: Date }>()
  for (let now = NOW; now < NOW + HOUR_MS; now += 240_000)
    for (const message of world(region, now).sqs?.queues?.[0]?.messages ?? []) byId.set(message.id, message)
  return [...byId.values()]
}

test.each(DEMO_LOCATIONS)('the demo sends events that the gateway understands, in $name', ({ region, accountId }) => {
  const messages = messagesOf(region)
  const kinds = new Set<string>()
  for (const { body } of messages) {
    const event = parseEvent(body)
    expect(event).toMatchObject({ region, account: accountId })
    const type = SERVICES.map(({ live }) => live).find(({ events }) => events?.source === event?.source)
    expect(type?.events?.detailTypes).toContain(event?.detailType)
    const args = type?.events?.argsOf(event?.detail)
    expect(args).toBeDefined()
    expect(() => type?.keyOf(args ?? {})).not.toThrow()
    kinds.add(`${event?.detailType}`)
  }
  expect([...kinds].sort()).toEqual(
    expect.arrayContaining([
      'CodeDeploy Deployment State-change Notification',
      'CodeDeploy Instance State-change Notification',
      'On Deployment Complete',
      'On Deployment Start',
    ]),
  )
})

test('an event about a deployment says what the deployment is', () => {
  const STATUSES: Record<string, string[]> = {
    START: ['InProgress'],
    READY: ['Ready'],
    SUCCESS: ['Succeeded'],
    FAILURE: ['Failed'],
    STOP: ['Stopped'],
  }
  const world = demoWorld()
  let count = 0
  for (const { body } of messagesOf('us-east-1')) {
    const event = JSON.parse(body)
    if (event['detail-type'] !== 'CodeDeploy Deployment State-change Notification') continue
    const { deploymentId, state, application } = event.detail
    const { codedeploy } = world('us-east-1', Date.parse(event.time) + 1)
    const deployment = codedeploy?.deployments?.find(({ info }) => info.deploymentId === deploymentId)
    expect(deployment?.info).toMatchObject({ applicationName: application })
    expect(STATUSES[state]).toContain(deployment?.info.status)
    count++
  }
  expect(count).toBeGreaterThan(10)
})
