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
  name: { as: 'text', member: 'lifecycleEventName', absent: '' },
  status: { as: 'enum', member: 'status', ...UNKNOWN },
  rawStatus: { as: 'text', member: 'status', ...UNKNOWN },
  startedAt: { as: 'time', member: 'startTime' },
  endedAt: { as: 'time', member: 'endTime' },
  durationMs: { as: 'duration', from: 'startTime', to: 'endTime' },
  diagnostics: {
    as: 'structure',
    member: 'diagnostics',
    fields: {
      errorCode: { as: 'enum', member: 'errorCode', emptyIsNull: true },
      scriptName: { as: 'text', member: 'scriptName' },
      message: { as: 'text', member: 'message', isLog: true },
      logTail: { as: 'text', member: 'logTail', isLog: true },
    },
  },
}

const INSTANCE_TARGET: WrittenFields = {
  id: OF_EACH,
  deploymentId: OF_DEPLOYMENT,
  targetId: { as: 'text', member: 'targetId', absent: '' },
  status: { as: 'enum', member: 'status', ...UNKNOWN },
  rawStatus: { as: 'text', member: 'status', ...UNKNOWN },
  lastUpdatedAt: { as: 'time', member: 'lastUpdatedAt' },
  lifecycleEvents: { as: 'list', member: 'lifecycleEvents', fields: LIFECYCLE_EVENT },
  location: OF_DEPLOYMENT,
  consoleUrl: OF_DEPLOYMENT,
  targetArn: { as: 'text', member: 'targetArn' },
  instanceLabel: { as: 'enum', member: 'instanceLabel' },
}

const shape = structureOf(NormalizedSchema.of(InstanceTarget$), AWS_JSON, WRITTEN_BY_SCRIPTS)

/** Lists of targets, and of these only InstanceTarget: a deployment may have a thousand, with ten events each. */
export const writtenTargets: WrittenTypes = shape
  ? { Target: { InstanceTarget: { shape, fields: INSTANCE_TARGET } } }
  : {}
