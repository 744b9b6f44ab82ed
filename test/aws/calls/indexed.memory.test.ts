import { BatchGetDeploymentTargetsOutput$ } from '@aws-sdk/client-codedeploy'
import { NormalizedSchema } from '@smithy/core/schema'
import { AWS_JSON } from '../../../src/aws/calls/codec.ts'
import { IndexedList } from '../../../src/aws/calls/indexed/indexed-list.ts'
import { externalBytes, heapBytes } from '../../support/garbage.ts'

const list = IndexedList.of(NormalizedSchema.of(BatchGetDeploymentTargetsOutput$), {
  settings: AWS_JSON,
  scrubbed: new Set(),
})

/** Reads an answer with so many lifecycle events. Returns its length, and the number of events that were read. */
function readEvents(count: number) {
  const lifecycleEvents = Array.from({ length: count }, () => ({ lifecycleEventName: 'Install' }))
  const body = Buffer.from(JSON.stringify({ deploymentTargets: [{ instanceTarget: { lifecycleEvents } }] }))
  const [target] = list?.read(body)?.deploymentTargets ?? []
  const parsed = target?.parsed as { instanceTarget: { lifecycleEvents: object[] } } | undefined
  return { length: body.length, events: parsed?.instanceTarget.lifecycleEvents.length }
}

test('nothing of a large answer stays in memory after it was indexed', async () => {
  readEvents(1)
  const before = await externalBytes()
  const { length, events } = readEvents(200_000)
  expect(events).toBe(200_000)
  expect((await externalBytes()) - before).toBeLessThan(length / 2)
})

/** An answer with 25 targets of ten lifecycle events, each with a log tail of its own. */
function targets(answer: number): Buffer {
  const lifecycleEvents = (target: string) =>
    Array.from({ length: 10 }, (_, event) => ({
      lifecycleEventName: 'AfterInstall',
      status: 'Succeeded',
      startTime: 1_764_500_000.123 + event,
      endTime: 1_764_500_001.456 + event,
      diagnostics: {
        errorCode: 'Success',
        scriptName: 'scripts/after_install.sh',
        message: 'Script finished',
        logTail: `[stdout] ${target} ${event} started\n[stdout] ${target} ${event} finished`,
      },
    }))
  const deploymentTargets = Array.from({ length: 25 }, (_, index) => {
    const targetId = `i-${String(25 * answer + index).padStart(17, '0')}`
    const lastUpdatedAt = 1_764_500_010.5
    const instanceTarget = { deploymentId: 'd-FLEET0001', targetId, status: 'Succeeded', lastUpdatedAt }
    return {
      deploymentTargetType: 'InstanceTarget',
      instanceTarget: { ...instanceTarget, lifecycleEvents: lifecycleEvents(targetId) },
    }
  })
  return Buffer.from(JSON.stringify({ deploymentTargets }))
}

test('targets whose members are used take about as much memory as the cache counts', async () => {
  const inUse = async () => (await heapBytes()) + (await externalBytes())
  await inUse()
  const before = await inUse()
  let bytes = 0
  const read = Array.from({ length: 100 }, (_, answer) => {
    const body = targets(answer)
    bytes += body.length
    return list?.read(body)?.deploymentTargets ?? []
  })
  for (const target of read.flat()) expect(target.parsed).toHaveProperty('instanceTarget')
  const taken = ((await inUse()) - before) / bytes
  expect(read.flat()).toHaveLength(2_500)
  expect(taken).toBeLessThan(1.15 * 3.2) // short log tails: more objects for each byte than in most answers
})
