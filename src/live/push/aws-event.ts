import { z } from 'zod'

/** An event of EventBridge, with the members that are used. */
export interface AwsEvent {
  id: string
  /** The service: aws.codedeploy. */
  source: string
  /** The kind of event. */
  detailType: string
  /** Twelve digits. */
  account: string
  region: string
  detail: unknown
}

// "The total entry size must be less than 256KB": PutEvents; an event of CodeDeploy has less than 1 kB.
const MAX_EVENT_CHARACTERS = 262_144

const short = z.string().min(1).max(256)
const envelope = z.object({
  id: short,
  source: short,
  'detail-type': short,
  account: z.string().regex(/^\d{12}$/),
  region: short,
  detail: z.unknown(),
})

/**
 * The event in the body of a message; undefined if it is something else.
 * https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 */
export function parseEvent(body: string): AwsEvent | undefined {
  if (body.length > MAX_EVENT_CHARACTERS) return undefined
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return undefined
  }
  const { data } = envelope.safeParse(json)
  if (!data) return undefined
  const { 'detail-type': detailType, ...others } = data
  return { ...others, detailType }
}
