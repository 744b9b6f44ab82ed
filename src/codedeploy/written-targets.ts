import { InstanceTarget$ } from '@aws-sdk/client-codedeploy'
import { NormalizedSchema } from '@smithy/core/schema'
import { AWS_JSON } from '../aws/calls/codec.ts'
import { structureOf } from '../aws/calls/indexed/shape.ts'
import type { WrittenFields, WrittenTypes } from '../graphql/written-fields.ts'
import { WRITTEN_BY_SCRIPTS } from './client.ts'

const OF_EACH = { as: 'resolved' } as const
const OF_DEPLOYMENT = { as: 'resolved', by: ['location', 'deploymentId'] } as const

const UNKNOWN = { absent: 'UNKNOWN' } as const

// The same values as in lifecycle.ts.
const LIFECYCLE_EVENT: WrittenFields = {
  name: { member: 'lifecycleEventName', absent: '' },
  status: { member: 'status', ...UNKNOWN },
  rawStatus: { member: 'status', ...UNKNOWN },
  startedAt: { member: 'startTime' },
  endedAt: { member: 'endTime' },
  durationMs: { as: 'duration', from: 'startTime', to: 'endTime' },
  diagnostics: {
    member: 'diagnostics',
    fields: {
      errorCode: { member: 'errorCode', emptyIsNull: true },
      scriptName: { member: 'scriptName' },
      message: { member: 'message', isLog: true },
      logTail: { member: 'logTail', isLog: true },
    },
  },
}

const INSTANCE_TARGET: WrittenFields = {
  id: OF_EACH,
  deploymentId: OF_DEPLOYMENT,
  targetId: { member: 'targetId', absent: '' },
  status: { member: 'status', ...UNKNOWN },
  rawStatus: { member: 'status', ...UNKNOWN },
  lastUpdatedAt: { member: 'lastUpdatedAt' },
  lifecycleEvents: { member: 'lifecycleEvents', fields: LIFECYCLE_EVENT },
  location: OF_DEPLOYMENT,
  consoleUrl: OF_DEPLOYMENT,
  targetArn: { member: 'targetArn' },
  instanceLabel: { member: 'instanceLabel' },
}

const shape = structureOf(NormalizedSchema.of(InstanceTarget$), { settings: AWS_JSON, scrubbed: WRITTEN_BY_SCRIPTS })

/** Lists of targets, and of these only InstanceTarget: a deployment may have a thousand, with ten events each. */
export const writtenTargets: WrittenTypes = shape
  ? { Target: { InstanceTarget: { shape, fields: INSTANCE_TARGET } } }
  : {}
