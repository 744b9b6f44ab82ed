import { GatewayError } from '../../errors.ts'
import { type Call, callAws } from '../calls/call.ts'
import { isNotFound } from '../calls/errors.ts'
import { unreadableIn } from '../calls/unreadable.ts'
import type { Answer, Read } from './read.ts'

/** One call for these keys: its answers, or the error it failed with. */
export async function attempt<V>(
  read: Read<V>,
  keys: readonly string[],
  call: Call,
): Promise<Answer<V>[] | GatewayError> {
  if (keys.length === 0) return []
  try {
    return await callAws(
      read,
      read.command(keys),
      call,
      (output, errorOf) => {
        const values = read.values(output, keys, call)
        const why = unreadableIn(output) ?? unreadableIn([values])
        // It is unknown which of the other keys belong to the unreadable items.
        return keys.map((key): Answer<V> => [key, values.get(key) ?? (why && errorOf(why))])
      },
      read.size > 1,
    )
  } catch (error) {
    if (error instanceof GatewayError) return error
    throw error
  }
}

/** The answers of keys whose call failed. */
export const failed = <V>({ emptyOn }: Read<V>, keys: readonly string[], error: GatewayError): Answer<V>[] =>
  keys.map((key) => [key, isNotFound(error, emptyOn) ? undefined : error])

/** One call for each key. */
export async function oneByOne<V>(read: Read<V>, keys: readonly string[], call: Call): Promise<Answer<V>[]> {
  const answers = keys.map(async (key) => {
    const answer = await attempt(read, [key], call)
    return answer instanceof GatewayError ? failed(read, [key], answer) : answer
  })
  return (await Promise.all(answers)).flat()
}
