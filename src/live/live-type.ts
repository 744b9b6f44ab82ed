import type { Context } from '../context.ts'

/** A thing as AWS describes it, in one location. */
export interface LiveThing {
  location: string
}

/** The thing that the arguments of a field of Subscription name, apart from the location. */
export interface LiveKey {
  /** By what its location is found and remembered: `Locations.find`. */
  search: readonly string[]
  /** Distinguishes things that share a location. */
  part?: readonly string[]
  /** For messages: deployment d-A1B2C3D4E. */
  what: string
}

/** A service implements this to let things of one kind be watched. It is all that live/ knows of the service. */
export interface LiveType<Thing extends LiveThing, Args = object> {
  /** The field of Subscription. */
  field: string
  /** The operation that reads it, as IAM spells it. */
  action: string
  /** How many things one AWS call reads. */
  perCall: number
  /** Throws BAD_USER_INPUT where the arguments can name nothing. */
  keyOf(args: Args): LiveKey
  /**
   * Undefined if AWS does not know it. Reads of one context share AWS calls. Where a call reads several things, this is
   * AWS's answer itself, not a copy, for the receipt knows by it whether it has expired.
   */
  read(context: Context, location: string, args: Args): Promise<Thing | undefined>
  /** Whether nothing more is to come; `now` in milliseconds since 1970. */
  hasEnded(thing: Thing, now: number): boolean
  /**
   * The milliseconds until it is read again, if its state says so. Undefined: soon while it changes, and less
   * often while it does not. Intervals, as opposed to moments, are that many times as long while events arrive: `stretch`.
   */
  pauseMs(thing: Thing, now: number, stretch: number): number | undefined
  /** Whether these pauses end at the moments of a plan, before which there is no news: none is shortened. */
  isPlanned?: boolean
  /** The parent of the field's type, without `asOf` and `nextAt`, and without the parts. */
  update(thing: Thing): object
  /** Undefined if AWS sends no events about such things. */
  events?: LiveEvents<Args>
  /** Finds the parts of one thing that changed. They are read only if a watcher selects them. */
  parts?: {
    /** The fields of the update's type that show it. */
    fields: readonly string[]
    create(): LiveParts<Thing>
  }
}

/** The service of a type, as IAM spells it. */
export const serviceOf = ({ action }: Pick<LiveType<LiveThing>, 'action'>): string => action.split(':', 1)[0] ?? ''

/** The events that EventBridge delivers about things of a type: best effort, late, twice, in any order. */
export interface LiveEvents<Args> {
  /** As EventBridge spells the service: aws.codedeploy. */
  source: string
  detailTypes: ReadonlySet<string>
  /** Whether AWS sends them about all things of the type, which are then read less often while they arrive. */
  areComplete: boolean
  /** The arguments that name the thing; undefined if the event's detail does not name one. */
  argsOf(detail: unknown): Args | undefined
}

/** The parts of one watched thing. Versions are those of its states, from 1 on. */
export interface LiveParts<Thing extends LiveThing> {
  /**
   * Reads what may have changed since the last time; `version` is that of the state in which it is shown. `hasChanged`:
   * the thing has, or the last read lacked something. Rejects with AWS's error if this one does.
   */
  read(context: Context, thing: Thing, hasChanged: boolean, version: number): Promise<void>
  /** Whether nothing is left to be read. */
  readonly isComplete: boolean
  /** The members of the update's parent: what has changed after a version; for a first update, after 0. */
  since(version: number): object
}

/** The parent of an update's type. */
export type Update<Members extends object> = Members & { asOf: Date; nextAt: Date | undefined }
