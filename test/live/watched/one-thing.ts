import { Locations } from '../../../src/aws/locations.ts'
import { Receipt } from '../../../src/aws/receipt.ts'
import type { Channels } from '../../../src/aws/shared/channels.ts'
import type { Context } from '../../../src/context.ts'
import { LiveEngine } from '../../../src/live/engine.ts'
import type { LiveParts, LiveThing, LiveType } from '../../../src/live/live-type.ts'
import { NOW, ONE_LOCATION } from '../../support/gateway.ts'
import { ManualTimers } from '../manual-timers.ts'

interface OneThing {
  beforeRead?: () => Promise<void>
  beforeParts?: () => Promise<void>
  hasEnded?: boolean
  channels?: Channels
}

/** An engine over one thing, which is another at each read, and whose parts show of which thing they were read last. */
export function engineOf({ beforeRead, beforeParts, hasEnded = false, channels }: OneThing = {}) {
  const timers = new ManualTimers()
  const counts = { reads: 0, running: 0, together: 0 }
  const time = { setBackMs: 0 }
  class Parts implements LiveParts<LiveThing> {
    readonly isComplete = true
    #of: LiveThing | undefined
    async read(_: Context, thing: LiveThing): Promise<void> {
      counts.together = Math.max(counts.together, ++counts.running)
      await (beforeParts?.() ?? Promise.resolve()).finally(() => counts.running--)
      this.#of = thing
    }
    since = () => ({ parts: this.#of })
  }
  const type: LiveType<LiveThing> = {
    ...{ field: 'thing', action: 'test:GetThing', perCall: 25 },
    keyOf: () => ({ search: ['thing'], what: 'thing' }),
    read: async (_, location) => {
      const read = ++counts.reads
      await beforeRead?.()
      return Object.assign({ location }, { read })
    },
    hasEnded: () => hasEnded,
    pauseMs: () => undefined,
    update: (thing) => ({ thing }),
    parts: { fields: ['parts'], create: () => new Parts() },
  }
  const engine = new LiveEngine([type], [], {
    ...{ timers, elapsed: timers.now, random: () => 0.5, callsPerSecond: 100, channels },
    clock: () => timers.now() - time.setBackMs,
    contextFor: () => ({ receipt: new Receipt() }) as Context,
    report: (error) => {
      throw error
    },
  })
  const subscribe = (hasParts = true) =>
    engine.subscribe({
      ...{ field: 'thing', args: {}, locations: new Locations(ONE_LOCATION, false), onEnd: () => {} },
      frames: { key: '', hasParts, render: async (root) => Buffer.from(JSON.stringify(root)) },
      deadline: { at: NOW + 3_600_000, end: 'aged' },
      left: new AbortController().signal,
    })
  return { engine, subscribe, timers, counts, time }
}

export const shown = (frame: { json: Buffer } | undefined) => JSON.parse(String(frame?.json))
