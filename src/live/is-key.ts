import type { LiveThing, LiveType } from './live-type.ts'

/** Whether the arguments could name a thing. */
export function isKey(type: LiveType<LiveThing>, args: object): boolean {
  try {
    type.keyOf(args)
    return true
  } catch {
    return false
  }
}
