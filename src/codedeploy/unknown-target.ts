import type * as Sdk from '@aws-sdk/client-codedeploy'
import type { Located } from '../aws/request/tag-shapes.ts'

type Wire = Readonly<Record<string, unknown>>

/** A target of a kind that is newer than the schema: what all kinds have in common, and AWS's name of this one. */
export type UnknownTarget = Located<
  'UnknownTarget',
  Pick<Sdk.InstanceTarget, 'deploymentId' | 'targetId' | 'status' | 'lastUpdatedAt' | 'lifecycleEvents'> & {
    rawType: string
  },
  'deploymentId' | 'targetId'
>

/**
 * Reads a target whose kind the SDK's model lacks: the one object of AWS's answer that has a `targetId`. It is as it was
 * on the wire, so every member is checked and times are epoch seconds. Undefined if there is no such object, or
 * several.
 */
export function unknownTarget(
  target: Sdk.DeploymentTarget,
  location: string,
  deploymentId: string,
): UnknownTarget | undefined {
  const [shape, ...others] = Object.values(target)
    .filter(isObject)
    .filter(({ targetId }) => text(targetId))
  const targetId = text(shape?.targetId)
  if (!shape || !targetId || others.length > 0) return undefined
  return {
    kind: 'UnknownTarget',
    location,
    deploymentId,
    targetId,
    rawType: text(target.deploymentTargetType) ?? 'UNKNOWN',
    status: text(shape.status) as Sdk.TargetStatus | undefined,
    lastUpdatedAt: time(shape.lastUpdatedAt),
    lifecycleEvents: objects(shape.lifecycleEvents).map(lifecycleEvent),
  }
}

const lifecycleEvent = (event: Wire): Sdk.LifecycleEvent => ({
  lifecycleEventName: text(event.lifecycleEventName),
  status: text(event.status) as Sdk.LifecycleEventStatus | undefined,
  startTime: time(event.startTime),
  endTime: time(event.endTime),
  diagnostics: isObject(event.diagnostics) ? diagnostics(event.diagnostics) : undefined,
})

const diagnostics = ({ errorCode, scriptName, message, logTail }: Wire): Sdk.Diagnostics => ({
  errorCode: text(errorCode) as Sdk.LifecycleErrorCode | undefined,
  scriptName: text(scriptName),
  message: text(message),
  logTail: text(logTail),
})

const isObject = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value)
const objects = (value: unknown): Wire[] => (Array.isArray(value) ? value.filter(isObject) : [])
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

// A date holds 8.64e15 milliseconds at most.
const time = (value: unknown): Date | undefined =>
  typeof value === 'number' && Math.abs(value) <= 8.64e12 ? new Date(value * 1000) : undefined
