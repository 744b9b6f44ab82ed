import { GatewayError } from '../../errors.ts'
import type { Call } from '../calls/call.ts'
import { isClientError, reasonOf } from '../calls/errors.ts'
import { attempt, failed, oneByOne } from './batch-call.ts'
import type { Answer, Read } from './read.ts'

/**
 * Maximum number of keys that a request reads alone, over all its batches, if the bad ones cannot be identified. A
 * batch takes at most four more calls.
 */
export const MAX_SINGLE_READS = 10

/**
 * Reads the rest of a refused batch. AWS names one bad key at a time, and not always the right one, so that key is read
 * alone, once. If the batch is still refused, the existing keys are listed where AWS can do so, and the others are
 * answered as absent. If it is refused even then, some keys are read one by one, and the rest fail.
 */
export async function withoutBadKeys<V>(
  read: Read<V>,
  keys: readonly string[],
  call: Call,
  refusal: GatewayError,
  existingKeys: (() => Promise<ReadonlySet<string>>) | undefined,
): Promise<Answer<V>[]> {
  const answers: Answer<V>[] = []
  let left = keys
  const exclude = (excluded: ReadonlySet<string>, value: Answer<V>[1]) => {
    for (const key of left) if (excluded.has(key)) answers.push([key, value])
    left = left.filter((key) => !excluded.has(key))
  }
  const retry = async (): Promise<boolean> => {
    const answer = await attempt(read, left, call)
    if (!(answer instanceof GatewayError)) answers.push(...answer)
    else if (isClientError(answer)) return false
    else answers.push(...failed(read, left, answer))
    return true
  }

  const named = keys.filter((key) => names(reasonOf(refusal), key))
  if (named.length === 1) {
    left = keys.filter((key) => !named.includes(key))
    const [alone, isDone] = await Promise.all([oneByOne(read, named, call), retry()])
    answers.push(...alone)
    if (isDone) return answers
  }
  if (existingKeys) {
    const existing = await existingKeys().catch((error: unknown) => error as Error)
    if (existing instanceof Error) return [...answers, ...left.map((key): Answer<V> => [key, existing])]
    const before = left.length
    exclude(new Set(left.filter((key) => !existing.has(key))), undefined)
    if (left.length < before && (await retry())) return answers
  }
  const single = left.slice(0, read.refused.singleReadsLeft)
  const rest = left.slice(single.length)
  read.refused.singleReadsLeft -= single.length
  const notSent = new GatewayError('AWS_UNAVAILABLE', TOO_MANY_REFUSED, { aws: refusal.aws, cause: refusal })
  return [...answers, ...(await oneByOne(read, single, call)), ...rest.map((key): Answer<V> => [key, notSent])]
}

const TOO_MANY_REFUSED = `AWS refuses this together with other ids, and does not say which are at fault: ask for at most ${MAX_SINGLE_READS} at a time.`

/** Whether a message names this key, and not a longer one that contains it. */
function names(message: string, key: string): boolean {
  const isPart = (character: string | undefined) => character !== undefined && /[\w/-]/.test(character)
  for (let at = message.indexOf(key); at >= 0; at = message.indexOf(key, at + 1))
    if (!isPart(message[at - 1]) && !isPart(message[at + key.length])) return true
  return false
}

// AWS names the resource that a policy denies: one application's group, or a pattern with * for everything the
// operation covers.
const ONE_RESOURCE = / on resource: [^\s*]+(?=\s|$)/

/**
 * Halves a denied batch until the denied keys are isolated. If no resource is named, the first, middle and last keys
 * are read alone first, since the role may lack the permission altogether.
 */
export async function withoutDeniedKeys<V>(
  read: Read<V>,
  keys: readonly string[],
  call: Call,
  denial: GatewayError,
): Promise<Answer<V>[]> {
  if (ONE_RESOURCE.test(reasonOf(denial))) return halved(read, keys, call)
  const samples = keys.filter((_, index) => [0, Math.floor(keys.length / 2), keys.length - 1].includes(index))
  const answers = await oneByOne(read, samples, call)
  if (answers.every(([, answer]) => answer instanceof Error && reasonOf(answer) === reasonOf(denial)))
    return keys.map((key) => [key, denial])
  const others = keys.filter((key) => !samples.includes(key))
  return [...answers, ...(await halved(read, others, call))]
}

async function halved<V>(read: Read<V>, keys: readonly string[], call: Call): Promise<Answer<V>[]> {
  const half = Math.ceil(keys.length / 2)
  const parts = [keys.slice(0, half), keys.slice(half)].map(async (part) => {
    const answer = await attempt(read, part, call)
    if (!(answer instanceof GatewayError)) return answer
    const splits = part.length > 1 && answer.aws !== undefined && read.splitOn?.has(answer.aws.errorName)
    return splits ? halved(read, part, call) : failed(read, part, answer)
  })
  return (await Promise.all(parts)).flat()
}
