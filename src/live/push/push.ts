import type { Channels } from '../../aws/shared/channels.ts'
import type { GatewayError } from '../../errors.ts'
import { type LiveThing, type LiveType, serviceOf } from '../live-type.ts'
import type { Timers } from '../timers.ts'
import { Arrivals } from './arrivals.ts'
import { EVENT_OUTCOMES, type EventLocation, type EventOutcome, EventRouter, type Wake } from './event-router.ts'
import type { EventQueue } from './queue.ts'
import { QueuePoller } from './queue-poller.ts'
import { SharedEvents } from './shared-events.ts'

// What was watched first was read a moment ago, and the clocks of AWS and of this machine differ.
const SLACK_MS = 5_000

/** How events are received. */
export interface PushOptions {
  queues: readonly EventQueue[]
  locations: readonly EventLocation[]
  /** To the other processes that read the same queues; left out, there are none. */
  channels?: Channels | undefined
  timers: Timers
  /** Milliseconds since 1970. */
  clock: () => number
  /** From 0 to 1. */
  random: () => number
  /** Called when a queue can no longer be read, when the reason changes, and when it can be read again: undefined. */
  onChange: (url: string, failure: GatewayError | undefined) => void
}

/** Events that wake what is watched. The queues are read while something is watched, and at no other time. */
export class Push {
  readonly #options: PushOptions
  readonly #arrivals: Arrivals
  readonly #counts = new Map<EventOutcome, number>(EVENT_OUTCOMES.map((outcome) => [outcome, 0]))
  readonly #failures = new Map<string, string>()
  #pollers: QueuePoller[] = []
  #shared: SharedEvents | undefined
  #failedPolls = 0
  #since = 0

  constructor(options: PushOptions) {
    this.#options = options
    this.#arrivals = new Arrivals(options.timers.now)
  }

  /** How many events there were of each outcome. */
  get counts(): ReadonlyMap<EventOutcome, number> {
    return this.#counts
  }

  get failedPolls(): number {
    return this.#failedPolls
  }

  /** How many times as long the intervals of a service in a location are. */
  stretch(service: string, location: string): number {
    return this.#arrivals.stretch(service, location)
  }

  /** To be called once, with what the events are about and how it is woken. */
  connect(types: readonly LiveType<LiveThing>[], wake: Wake): void {
    const { queues, locations, channels } = this.#options
    const shared =
      channels &&
      new SharedEvents(channels, types, locations, (type, location, ...about) => {
        this.#arrivals.note(serviceOf(type), location)
        return wake(type, location, ...about)
      })
    this.#shared = shared
    const wakeAll: Wake = (type, location, args, ageMs) => {
      shared?.tell(type, location, args)
      return wake(type, location, args, ageMs)
    }
    const router = new EventRouter(types, locations, wakeAll, (...of) => this.#arrivals.note(...of))
    const events = {
      onMessage: (message: Parameters<EventRouter['route']>[0]) => this.#count(router.route(message, this.#since)),
      onFailure: (queue: EventQueue, error: GatewayError) => this.#onFailure(queue, error),
      onAnswer: (queue: EventQueue) => this.#onAnswer(queue),
    }
    this.#pollers = queues.map((queue) => new QueuePoller(queue, this.#options, events))
  }

  /** Something is watched from now on. */
  start(): void {
    this.#since = this.#options.clock() - SLACK_MS
    for (const poller of this.#pollers) poller.start()
    this.#shared?.start()
  }

  /** Nothing is watched any more. */
  stop(): void {
    for (const poller of this.#pollers) poller.stop()
    this.#shared?.stop()
    this.#arrivals.clear()
  }

  #count(outcome: EventOutcome): void {
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1)
  }

  #onFailure({ url }: EventQueue, error: GatewayError): void {
    this.#failedPolls++
    this.#arrivals.clear()
    const reason = `${error.code} ${error.aws?.errorName}`
    if (this.#failures.get(url) === reason) return
    this.#failures.set(url, reason)
    this.#options.onChange(url, error)
  }

  #onAnswer({ url }: EventQueue): void {
    if (this.#failures.delete(url)) this.#options.onChange(url, undefined)
  }
}
