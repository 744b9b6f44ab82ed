import { EARLY } from '../due.ts'
import type { PeerThing } from './peer-reads.ts'

/** A thing that another process watches. Times in milliseconds of `Timers.now`. */
export interface Guest {
  id: string
  args: object
  dueAt: number
  pauseMs: number
  /** When it is forgotten, unless a process that watches it tells of it again. */
  until: number
}

// Things that are watched in one location at other processes.
const MAX_GUESTS = 1_000

// A process that finds its things read by others does not tell of them: it reads them itself when they no longer are.
const MAX_PAUSES = 10

/**
 * Things that only other processes watch, as those told of them. They are read along in calls that have room, which costs
 * nothing: 25 deployments that are watched at 25 processes are read in one call.
 */
export class Guests {
  readonly #known = new Map<string, Guest>()

  /** Another process has read these. */
  note(things: Iterable<PeerThing>, now: number): void {
    for (const { id, nextMs, args } of things) {
      const known = this.#known.get(id)
      if (known) known.dueAt = now + nextMs
      if (!args) continue
      this.#known.delete(id) // the one that was noted last comes last
      this.#known.set(id, { id, args, dueAt: now + nextMs, pauseMs: nextMs, until: now + MAX_PAUSES * nextMs })
    }
    for (const id of this.#known.keys()) {
      if (this.#known.size <= MAX_GUESTS) return
      this.#known.delete(id)
    }
  }

  /** As many as there is room for of those that are due soon: they are read now. */
  take(room: number, now: number): Guest[] {
    const taken: Guest[] = []
    for (const guest of this.#known.values()) {
      if (guest.until < now) this.#known.delete(guest.id)
      else if (taken.length < room && guest.dueAt - now <= EARLY * guest.pauseMs) taken.push(guest)
    }
    for (const guest of taken) guest.dueAt = now + guest.pauseMs
    return taken
  }
}
