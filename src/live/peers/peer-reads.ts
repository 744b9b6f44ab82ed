import { z } from 'zod'
import type { Channels } from '../../aws/shared/channels.ts'

// Longer than any pause: one of 15 seconds is five times as long while events arrive.
const MAX_NEXT_MS = 120_000

// More than one read has, and makes.
const MAX_THINGS = 100
const MAX_CALLS = 100
const MAX_CHARACTERS = 1_000

const thing = z.object({
  id: z.string().max(MAX_CHARACTERS),
  nextMs: z.number().min(0).max(MAX_NEXT_MS),
  args: z
    .looseObject({})
    .refine((args) => JSON.stringify(args).length <= MAX_CHARACTERS)
    .optional(),
})

const message = z.object({
  ageMs: z.number().min(0),
  calls: z.int().min(0).max(MAX_CALLS),
  things: z.array(thing).max(MAX_THINGS),
})

/** A thing that a process has read. */
export interface PeerThing {
  id: string
  /** In how many milliseconds it reads it again. */
  nextMs: number
  /** The arguments that name it, where others may read it along and the process watches it. */
  args?: object | undefined
}

/** A read of a process. */
export interface PeerRead {
  /** How many milliseconds ago it called AWS. */
  ageMs: number
  /** How many calls it made. */
  calls: number
  things: readonly PeerThing[]
}

/**
 * The reads of one topic in one location, as the processes that share them tell each other. They do not tell of failures: a
 * process that cannot reach AWS holds up no other.
 */
export class PeerReads {
  /** Tells the other processes what this one has read. */
  readonly tell: (read: PeerRead) => void
  /** Stops listening. */
  readonly leave: () => void

  /** `onRead` is called with what another process has read, in milliseconds from now. */
  constructor(channels: Channels, topic: string, location: string, onRead: (read: PeerRead) => void) {
    this.tell = ({ ageMs, calls, things }) => {
      const told = things.map((one) => ({ ...one, nextMs: Math.min(one.nextMs, MAX_NEXT_MS) }))
      channels.send(topic, location, { ageMs, calls: Math.min(calls, MAX_CALLS), things: told })
    }
    this.leave = channels.listen(topic, location, (heard, transitMs) => {
      const { data } = message.safeParse(heard)
      if (!data) return
      const things = data.things.map((one) => ({ ...one, nextMs: Math.max(0, one.nextMs - transitMs) }))
      onRead({ ageMs: data.ageMs + transitMs, calls: data.calls, things })
    })
  }
}
