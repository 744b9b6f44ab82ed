import { BatchGetDeploymentTargetsOutput$ } from '@aws-sdk/client-codedeploy'
import { NormalizedSchema } from '@smithy/core/schema'
import { AWS_JSON } from '../../../src/aws/calls/codec.ts'
import { IndexedList } from '../../../src/aws/calls/indexed/indexed-list.ts'
import { externalBytes } from '../../support/garbage.ts'

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
