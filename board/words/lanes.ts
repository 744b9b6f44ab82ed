import type { RowFragment } from '../generated/graphql.ts'
import { type Look, lookOf } from './phase.ts'

export interface Placed {
  row: RowFragment
  look: Look
  from: number
  to: number
  /** Its place in the lane: what overlaps is stacked. */
  level: number
}

export interface Lane {
  location: string
  service: RowFragment['service']
  items: Placed[]
  /** How many levels are drawn. */
  levels: number
  /** How many items are on levels beyond those. */
  beyond: number
}

const SERVICES: readonly RowFragment['service'][] = ['CODEDEPLOY', 'APPCONFIG', 'IMAGE_BUILDER']
// What overlaps more than this is counted, not drawn: a lane has to fit a screen.
const MAX_LEVELS = 16

const place = (row: RowFragment, now: number) => ({
  row,
  look: lookOf(row),
  from: Date.parse(row.startedAt ?? row.createdAt ?? ''),
  to: row.completedAt ? Date.parse(row.completedAt) : now,
})

/** When rows began and ended, those that began last first; what is under way ends `now`. */
export const placed = (rows: readonly RowFragment[], now: number) =>
  rows.map((row) => place(row, now)).sort((a, b) => b.from - a.from)

/** The lanes of a window, a lane for each location and service; `minMs` is the time that the smallest bar takes. */
export function lanesOf(rows: readonly RowFragment[], start: number, now: number, minMs: number): Lane[] {
  const locations = [...new Set(rows.map(({ location }) => location.name))].sort().reverse()
  return locations.flatMap((location) =>
    SERVICES.flatMap((service) => {
      const own = rows
        .filter((row) => row.location.name === location && row.service === service)
        .map((row) => place(row, now))
        .filter(({ from, to }) => to >= start && from <= now)
        .sort((a, b) => a.from - b.from)
      const ends: number[] = []
      const items = own.map((item) => {
        const free = ends.findIndex((end) => end < item.from)
        const level = free >= 0 ? free : ends.length
        ends[level] = Math.max(item.to, item.from + minMs) + minMs / 2
        return { ...item, level }
      })
      if (items.length === 0) return []
      const levels = Math.min(ends.length, MAX_LEVELS)
      return [{ location, service, items, levels, beyond: items.filter(({ level }) => level >= levels).length }]
    }),
  )
}
