import type { Stale } from '../aws/receipt.ts'
import type { Context } from '../context.ts'
import { GatewayError } from '../errors.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type FrameMemory, type FrameSource, Frames } from './frames.ts'
import type { Frame } from './live-stream.ts'
import type { LiveThing, LiveType } from './live-type.ts'
import { WatchedParts } from './parts/watched-parts.ts'

/** A watched thing. */
export interface Subject {
  /** Unique among all that is watched. */
  id: string
  type: LiveType<LiveThing>
  args: object
  location: string
  /** For messages. */
  what: string
  /** Counts AWS calls that its updates cost. */
  spend: (calls: number) => void
}

/** Its last known state. Times in milliseconds since 1970. */
interface State {
  thing: LiveThing
  asOf: number
  nextAt: number | undefined
  /** The parts that are older than they would be if AWS had answered. */
  stale: readonly Stale[]
  /** Why there is nothing more to read. */
  failure?: Error
}

/** One thing that is watched: its newest state alone, and the frames of that state. */
export class Watched {
  readonly subject: Subject
  #state: State
  #version = 1
  #fingerprint: string
  readonly #frames: Frames
  readonly #listeners = new Set<() => void>()
  readonly #parts: WatchedParts
  #holders = 0
  #hasEnded: boolean

  constructor(subject: Subject, thing: LiveThing, asOf: number, stale: readonly Stale[], memory: FrameMemory) {
    this.subject = subject
    this.#frames = new Frames(memory)
    this.#state = { thing, asOf, nextAt: undefined, stale }
    this.#fingerprint = fingerprintOf(thing)
    this.#parts = new WatchedParts(subject.type.parts)
    this.#hasEnded = subject.type.hasEnded(thing, asOf)
  }

  /** Goes up with every state. */
  get version(): number {
    return this.#version
  }

  /** Whether nothing more is read. */
  get isOver(): boolean {
    return this.isOverFor(true)
  }

  /** Whether the newest state is the last for watchers that have the parts, or have not. */
  isOverFor(hasParts: boolean): boolean {
    return this.#hasEnded && (!hasParts || this.#parts.isComplete)
  }

  /** Whether it ended because there is nothing to read, so that somebody else may find it again. */
  get hasFailed(): boolean {
    return this.#state.failure !== undefined
  }

  get thing(): LiveThing {
    return this.#state.thing
  }

  get asOf(): number {
    return this.#state.asOf
  }

  /** The same for equal states, also in another process, and different for one that AWS did not give this time. */
  get id(): string {
    const { stale, failure } = this.#state
    return stale.length > 0 || failure ? `${this.#fingerprint}-stale` : this.#fingerprint
  }

  /** The reads of the thing itself that gave nothing new the last time. */
  get stale(): readonly Stale[] {
    return this.#state.stale
  }

  /** Whether frames have an error instead of the parts. */
  get lacksParts(): boolean {
    return this.#parts.haveFailed
  }

  /** Whether somebody watches it, or is about to. */
  get isHeld(): boolean {
    return this.#holders > 0
  }

  /** Keeps it watched, and its parts if wanted, until the returned function is called, once. */
  hold(hasParts: boolean): () => void {
    this.#holders++
    const releaseParts = hasParts ? this.#parts.hold() : undefined
    return () => {
      this.#holders--
      releaseParts?.()
    }
  }

  /** Calls back with every new state, until the returned function is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Reads the parts for the first who holds them; the others wait for the same, each until `left`. */
  openParts(contextFor: (signal: AbortSignal) => Context, left: AbortSignal): Promise<void> {
    const read = { hasChanged: true, hasEnded: this.#hasEnded, version: this.#version }
    return this.#parts.open(contextFor, this.thing, read, left)
  }

  /** Reads the parts where somebody holds them, before AWS's newest answer is accepted. */
  readParts(context: Context, thing: LiveThing): Promise<void> {
    return this.#parts.read(context, thing, {
      hasChanged: fingerprintOf(thing) !== this.#fingerprint,
      hasEnded: this.subject.type.hasEnded(thing, context.now),
      version: this.#version + 1,
    })
  }

  /** Says when AWS is asked again, before the watchers get the state. */
  schedule(nextAt: number): void {
    this.#state.nextAt = nextAt
  }

  /** Takes AWS's answer; undefined if it no longer knows the thing. Returns whether something has changed. */
  accept(thing: LiveThing | undefined, asOf: number): boolean {
    const { type, what, location } = this.subject
    if (!thing) {
      this.fail(new GatewayError('NOT_FOUND', `AWS no longer has the ${what} in ${location}.`))
      return true
    }
    const fingerprint = fingerprintOf(thing)
    const hasChanged = fingerprint !== this.#fingerprint
    this.#fingerprint = fingerprint
    this.#state = { thing, asOf, nextAt: undefined, stale: [] }
    this.#hasEnded = type.hasEnded(thing, asOf)
    return hasChanged
  }

  /** AWS did not answer: the state stays, and is marked. */
  keep(stale: readonly Stale[]): void {
    this.#state = { ...this.#state, stale }
  }

  /** There is nothing more to read. */
  fail(failure: Error): void {
    this.#state = { ...this.#state, nextAt: undefined, failure }
    this.#hasEnded = true
    this.#parts.forget()
  }

  /** Tells the watchers of the state. */
  publish(): void {
    this.#version++
    this.#frames.clear()
    for (const listener of [...this.#listeners]) listener()
  }

  /** The frame of the newest state for watchers that know the parts of this version, 0 for none; made once for all who get the same. */
  frame({ key: source, hasParts, render }: FrameSource, known: number): Promise<Frame> {
    const key = hasParts ? `${known} ${this.lacksParts} ${source}` : source
    return this.#frames.get(key, () => this.#made(hasParts, known, render))
  }

  /** Forgets the frames. */
  forget(): void {
    this.#frames.clear()
  }

  async #made(hasParts: boolean, known: number, render: FrameSource['render']): Promise<Frame> {
    const { thing, asOf, nextAt, stale, failure } = this.#state
    const id = hasParts ? '' : this.id
    const parts = hasParts ? this.#parts.since(known) : undefined
    const isLast = nextAt === undefined || this.isOverFor(hasParts)
    const times = { asOf: new Date(asOf), nextAt: isLast ? undefined : new Date(nextAt) }
    const root = failure ?? { ...this.subject.type.update(thing), ...parts, ...times }
    const allStale = hasParts ? [...stale, ...this.#parts.stale] : stale
    return { json: await render(root, allStale, this.subject.spend), id, isFailure: failure !== undefined }
  }
}
