import { GatewayError } from '../../errors.ts'
import { isNotFound } from '../calls/errors.ts'
import type { Answer, BatchSpec, Call } from './batch-spec.ts'

/** One call for these keys: its answers, or the error it failed with. */
export async function attempt<V>(
  spec: BatchSpec<V>,
  keys: readonly string[],
  call: Call,
): Promise<Answer<V>[] | GatewayError> {
  if (keys.length === 0) return []
  try {
    const values = await spec.read(keys, call)
    return keys.map((key) => [key, values.get(key)])
  } catch (error) {
    if (error instanceof GatewayError) return error
    throw error
  }
}

/** The answers of keys whose call failed. */
export const failed = <V>({ emptyOn }: BatchSpec<V>, keys: readonly string[], error: GatewayError): Answer<V>[] =>
  keys.map((key) => [key, isNotFound(error, emptyOn) ? undefined : error])

/** One call for each key. */
export async function oneByOne<V>(spec: BatchSpec<V>, keys: readonly string[], call: Call): Promise<Answer<V>[]> {
  const answers = keys.map(async (key) => {
    const answer = await attempt(spec, [key], call)
    return answer instanceof GatewayError ? failed(spec, [key], answer) : answer
  })
  return (await Promise.all(answers)).flat()
}
