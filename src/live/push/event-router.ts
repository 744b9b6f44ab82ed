import { LRUCache } from 'lru-cache'
import { isKey } from '../is-key.ts'
import { type LiveThing, type LiveType, serviceOf } from '../live-type.ts'
import { type AwsEvent, parseEvent } from './aws-event.ts'
import type { QueueMessage } from './queue.ts'

/**
 * The outcomes of events. `woken`: something that is watched is read again. `unwatched`: nobody watches it. `old`: it was
 * sent before anything was watched. `duplicate`: it has been delivered before. `foreign`: no location has its account and
 * region. `other`: it is of another kind. `invalid`: it is not an event, or lacks members.
 */
export const EVENT_OUTCOMES = ['woken', 'unwatched', 'old', 'duplicate', 'foreign', 'other', 'invalid'] as const

export type EventOutcome = (typeof EVENT_OUTCOMES)[number]

/** A location, as far as events name it. */
export interface EventLocation {
  name: string
  region: string
  /** Undefined if it is not configured: events of any account in the region may be about it. */
  accountId: string | undefined
}

/**
 * Reads soon what an event is about that arrived so long ago: the thing that the arguments name, and the feed. Returns
 * whether that is watched.
 */
export type Wake = (type: LiveType<LiveThing>, location: string, args: object, ageMs: number) => boolean

// EventBridge and SQS deliver at least once; a second delivery follows within seconds or after a visibility timeout.
const REMEMBERED_IDS = 1_000

/** Decides what each event is about. */
export class EventRouter {
  readonly #types: ReadonlyMap<string, LiveType<LiveThing>>
  readonly #locations: readonly EventLocation[]
  readonly #wake: Wake
  readonly #onEvent: (service: string, location: string) => void
  readonly #ids = new LRUCache<string, true>({ max: REMEMBERED_IDS })

  /** `onEvent` is called for each event of a service in a location, whether or not its thing is watched. */
  constructor(
    types: readonly LiveType<LiveThing>[],
    locations: readonly EventLocation[],
    wake: Wake,
    onEvent: (service: string, location: string) => void,
  ) {
    this.#types = new Map(types.flatMap((type) => (type.events ? [[type.events.source, type]] : [])))
    this.#locations = locations
    this.#wake = wake
    this.#onEvent = onEvent
  }

  /** Wakes what the event in a message is about; `since` is when watching began, in milliseconds since 1970. */
  route({ body, sentAt }: QueueMessage, since: number): EventOutcome {
    const event = parseEvent(body)
    if (!event) return 'invalid'
    const type = this.#types.get(event.source)
    if (!type?.events?.detailTypes.has(event.detailType)) return 'other'
    const locations = this.#locationsOf(event)
    if (locations.length === 0) return 'foreign'
    const args = type.events.argsOf(event.detail)
    if (!args || !isKey(type, args)) return 'invalid'
    if (this.#ids.has(event.id)) return 'duplicate'
    this.#ids.set(event.id, true)
    if (sentAt < since) return 'old'
    const woken = locations.map(({ name }) => {
      this.#onEvent(serviceOf(type), name)
      return this.#wake(type, name, args, 0)
    })
    return woken.includes(true) ? 'woken' : 'unwatched'
  }

  #locationsOf({ region, account }: AwsEvent): EventLocation[] {
    return this.#locations.filter(
      (location) => location.region === region && (location.accountId ?? account) === account,
    )
  }
}
