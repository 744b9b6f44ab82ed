import { GatewayError } from '../../errors.ts'
import type { Call } from '../calls/call.ts'
import { isClientError, isNotFound } from '../calls/errors.ts'
import { attempt, failed, oneByOne } from './batch-call.ts'
import type { Answer, Read } from './read.ts'
import { withoutBadKeys, withoutDeniedKeys } from './refused-batch.ts'

/** Names of reads whose keys are read one by one: a Map, or an LRUCache where they are kept for longer than a request. */
export interface Names {
  has(name: string): boolean
  set(name: string, value: true): unknown
}

/**
 * AWS's answer for each key, in any order: undefined if nothing exists, an error if it could not be read. `groups` are
 * the keys of each caller, `oneAtATime` the names of the reads whose keys have to be read one by one. A call that AWS
 * refuses is repeated for each caller separately, since no caller may fail because of another's keys, and then without
 * the keys at fault: see `withoutBadKeys`. `existingKeys` lists the keys that exist, where AWS can.
 */
export async function loadBatch<V>(
  read: Read<V>,
  groups: readonly (readonly string[])[],
  call: Call,
  oneAtATime: Names,
  existingKeys?: () => Promise<ReadonlySet<string>>,
): Promise<Answer<V>[]> {
  const keys = groups.flat()
  if (oneAtATime.has(read.name)) return oneByOne(read, keys, call)
  const whole = await attempt(read, keys, call)
  if (!(whole instanceof GatewayError)) return whole
  const errorName = whole.aws?.errorName
  if (keys.length === 1 || errorName === undefined) return failed(read, keys, whole)
  if (errorName === read.singleKeyOn) {
    oneAtATime.set(read.name, true)
    return oneByOne(read, keys, call)
  }
  const splitOn = read.splitOn?.has(errorName) ?? false
  if (whole.code === 'AWS_ACCESS_DENIED') {
    return splitOn ? withoutDeniedKeys(read, keys, call, whole) : failed(read, keys, whole)
  }
  if (!isClientError(whole) || (!splitOn && isNotFound(whole, read.emptyOn))) return failed(read, keys, whole)
  if (groups.length > 1)
    return (await Promise.all(groups.map((group) => loadBatch(read, [group], call, oneAtATime, existingKeys)))).flat()
  return withoutBadKeys(read, keys, call, whole, existingKeys)
}
