import { hash } from 'node:crypto'
import type { Read } from '../read.ts'
import { FORMAT } from './codec.ts'

/** Where Redis has an answer, and the lock of the process that reads it. */
export interface Keys {
  value: string
  lock: string
}

/** Those of one read have a hash tag in common, so that a Cluster has them in one place. */
export function keysOf(
  identities: ReadonlyMap<string, string>,
  { location, name }: Pick<Read<unknown>, 'location' | 'name'>,
  keys: readonly string[],
): Map<string, Keys> {
  const tag = digest(JSON.stringify([identities.get(location), name]))
  return new Map(
    keys.map((key) => {
      const value = `deploygraph:${FORMAT}:{${tag}}:${digest(key)}`
      return [key, { value, lock: `${value}:lock` }]
    }),
  )
}

/** The channel of a topic in a location; undefined if the location is not shared. */
export function channelOf(
  { identities, database }: { identities: ReadonlyMap<string, string>; database: number },
  topic: string,
  location: string,
): string | undefined {
  const identity = identities.get(location)
  return identity && `deploygraph:${FORMAT}:${digest(JSON.stringify([identity, location, topic, database]))}`
}

// 132 bits: nobody finds two keys with one digest.
const digest = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22)
