import { z } from 'zod'
import type { Channels } from '../../aws/shared/channels.ts'
import { isKey } from '../is-key.ts'
import type { LiveThing, LiveType } from '../live-type.ts'
import type { Wake } from './event-router.ts'

// Of all types and services: events are rare.
const TOPIC = 'events'

const message = z.object({ field: z.string(), args: z.looseObject({}) })

/** The events that this process and others have received: a message of a queue goes to one of them. */
export class SharedEvents {
  readonly #channels: Channels
  readonly #types: ReadonlyMap<string, LiveType<LiveThing>>
  readonly #locations: readonly string[]
  readonly #wake: Wake
  #leave: (() => void)[] = []

  /** `wake` is called for the events of other processes. */
  constructor(
    channels: Channels,
    types: readonly LiveType<LiveThing>[],
    locations: readonly { name: string }[],
    wake: Wake,
  ) {
    this.#channels = channels
    this.#types = new Map(types.flatMap((type) => (type.events ? [[type.field, type]] : [])))
    this.#locations = locations.map(({ name }) => name)
    this.#wake = wake
  }

  /** Tells the other processes of an event about the thing that the arguments name. */
  tell({ field }: LiveType<LiveThing>, location: string, args: object): void {
    this.#channels.send(TOPIC, location, { field, args })
  }

  start(): void {
    this.stop()
    this.#leave = this.#locations.map((location) =>
      this.#channels.listen(TOPIC, location, (heard, ageMs) => this.#hear(location, heard, ageMs)),
    )
  }

  stop(): void {
    for (const leave of this.#leave.splice(0)) leave()
  }

  #hear(location: string, heard: unknown, ageMs: number): void {
    const { data } = message.safeParse(heard)
    const type = data && this.#types.get(data.field)
    if (type && isKey(type, data.args)) this.#wake(type, location, data.args, ageMs)
  }
}
