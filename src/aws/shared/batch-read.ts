import { GatewayError } from '../../errors.ts'
import { isClientError, isNotFound } from '../calls/errors.ts'
import { attempt, failed, oneByOne } from './batch-call.ts'
import type { Answer, BatchSpec, Call } from './batch-spec.ts'
import { withoutBadKeys, withoutDeniedKeys } from './refused-batch.ts'

/** The names of the specs whose keys have to be read one by one. */
interface OneAtATime {
  has: (name: string) => boolean
  set: (name: string, value: true) => void
}

/**
 * AWS's answer for each key, in any order: undefined if nothing exists, an error if it could not be read. `groups` are
 * the keys of each caller. A call that AWS refuses is repeated for each caller separately, since no caller may fail
 * because of another one's keys, and then without the keys at fault: see `withoutBadKeys`.
 */
export async function loadBatch<V>(
  spec: BatchSpec<V>,
  groups: readonly (readonly string[])[],
  call: Call,
  oneAtATime: OneAtATime,
): Promise<Answer<V>[]> {
  const keys = groups.flat()
  if (oneAtATime.has(spec.name)) return oneByOne(spec, keys, call)
  const whole = await attempt(spec, keys, call)
  if (!(whole instanceof GatewayError)) return whole
  const errorName = whole.aws?.errorName
  if (keys.length === 1 || errorName === undefined) return failed(spec, keys, whole)
  if (errorName === spec.singleKeyOn) {
    oneAtATime.set(spec.name, true)
    return oneByOne(spec, keys, call)
  }
  const splitOn = spec.splitOn?.has(errorName) ?? false
  if (whole.code === 'AWS_ACCESS_DENIED') {
    return splitOn ? withoutDeniedKeys(spec, keys, call, whole) : failed(spec, keys, whole)
  }
  if (!isClientError(whole) || (!splitOn && isNotFound(whole, spec.emptyOn))) return failed(spec, keys, whole)
  if (groups.length > 1)
    return (await Promise.all(groups.map((group) => loadBatch(spec, [group], call, oneAtATime)))).flat()
  return withoutBadKeys(spec, keys, call, whole)
}
