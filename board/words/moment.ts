import { clock, dayOf } from './time.ts'

const DAY_MS = 86_400_000
const IS_ISO = /^\d{4}-\d\d-/
const IS_TIME = /^\d{1,2}:\d\d$/
const IS_DAY_AND_TIME = /^(\d{1,2} [a-z]{3,9}) (\d{1,2}:\d\d)$/i

const parsed = (text: string) => {
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}

/** "04:05" of the last day, "28 Nov 04:05" of the last year, or a whole time, all in UTC; undefined if it is none. */
export function momentOf(text: string | null, now: number): number | undefined {
  if (!text) return undefined
  const written = text.trim().replace(/ UTC$/i, '')
  const today = new Date(now).toISOString()
  if (IS_TIME.test(written)) {
    const time = parsed(`${today.slice(0, 10)}T${written.padStart(5, '0')}Z`)
    return time && time > now ? time - DAY_MS : time
  }
  const [, day, clockTime] = IS_DAY_AND_TIME.exec(written) ?? []
  if (!day) return IS_ISO.test(written) ? parsed(written) : undefined
  const time = parsed(`${day} ${today.slice(0, 4)} ${clockTime} UTC`)
  return time && time > now + DAY_MS ? parsed(`${day} ${Number(today.slice(0, 4)) - 1} ${clockTime} UTC`) : time
}

/** "28 Nov 04:05"; without the day where that is clear, if `isShort`. */
export const momentWords = (at: number, now: number, isShort: boolean): string =>
  isShort ? clock(at, now) : `${dayOf(new Date(at).toISOString())} ${new Date(at).toISOString().slice(11, 16)}`
