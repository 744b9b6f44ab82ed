import type { Context } from '../context.ts'

/** `location` of everything that a source has marked with the name of its location. */
export const location = (parent: { location: string }, _: unknown, { locations }: Context) =>
  locations.named(parent.location)

/**
 * `status` and `rawStatus` of a shape with a status. AWS has always sent one; a shape without is answered as any other
 * status that the schema does not know.
 */
export const status = {
  status: (parent: { status?: string }) => parent.status ?? 'UNKNOWN',
  rawStatus: (parent: { status?: string }) => parent.status ?? 'UNKNOWN',
}
