import { GatewayError } from '../../errors.ts'
import { isNotFound, isRefusal, reasonOf } from '../calls/errors.ts'
import type { Receipt } from '../receipt.ts'
import type { Lifetime } from './ttl.ts'

/** Who asks: a request, with its bill and the signal that ends it. */
export interface Caller {
  /** How many milliseconds the request may take. */
  timeoutMs: number
  receipt: Receipt
  signal: AbortSignal
}

/** What the AWS calls of one answer share: who pays, what ends them, and what they brought. */
export interface Call extends Omit<Caller, 'timeoutMs'> {
  jsonBytes: number
  /** Whether every answer had what was asked for: see `isComplete` of calls/check-output.ts. */
  isComplete: boolean
}

/** What can be asked of AWS, key by key or in batches. */
export interface BatchSpec<V> {
  /** The service, location, operation and whatever else all keys share: equal names are equal questions. */
  name: string
  /** The IAM action, such as codedeploy:BatchGetDeployments. */
  action: string
  /** Where it is asked. */
  location: string
  /** The most keys that one call takes. */
  size: number
  /** One call: what AWS knows of these keys, by key; in any order, with any left out. An error is of its key alone. */
  read: (keys: readonly string[], call: Call) => Promise<ReadonlyMap<string, V | GatewayError>>
  /** For how long an answer may be used again. */
  lifetime: (value: V | undefined, now: number) => Lifetime
  /** AWS error names that may blame one key of the batch and not the call: see `loadBatch`. */
  splitOn?: ReadonlySet<string>
  /** The keys that AWS lists: what is not among them does not exist. */
  existing?: () => Promise<ReadonlySet<string>>
  /** AWS error names that say there is nothing to read. */
  emptyOn?: ReadonlySet<string>
  /** How many of its keys may still be asked for alone because AWS refuses them together. */
  singleReadsLeft: number
  /** AWS error name that says only lists of one are taken here: the keys are read one by one, now and later. */
  singleKeyOn?: string
}

type Answer<V> = [key: string, value: V | undefined | Error]

/** The names of the questions whose keys have to be read one by one. */
interface OneAtATime {
  has: (name: string) => boolean
  set: (name: string, value: true) => void
}

/**
 * What AWS says of each key, in any order: undefined where it says that there is nothing, the error where it could not
 * be asked. `groups` are the keys of each caller. A call that AWS refuses is made again for each caller, since nobody may
 * fail by the keys of others, and then without the keys that are to blame: see `withoutBadKeys`.
 */
export async function loadBatch<V>(
  question: BatchSpec<V>,
  groups: readonly (readonly string[])[],
  call: Call,
  oneAtATime: OneAtATime,
): Promise<Answer<V>[]> {
  const keys = groups.flat()
  if (oneAtATime.has(question.name)) return oneByOne(question, keys, call)
  const whole = await attempt(question, keys, call)
  if (!(whole instanceof GatewayError)) return whole
  const errorName = whole.aws?.errorName
  if (keys.length === 1 || errorName === undefined) return failed(question, keys, whole)
  if (errorName === question.singleKeyOn) {
    oneAtATime.set(question.name, true)
    return oneByOne(question, keys, call)
  }
  const splitOn = question.splitOn?.has(errorName) ?? false
  if (whole.code === 'AWS_ACCESS_DENIED') {
    return splitOn ? withoutDeniedKeys(question, keys, call, whole) : failed(question, keys, whole)
  }
  if (!isRefusal(whole) || (!splitOn && isNotFound(whole, question.emptyOn))) return failed(question, keys, whole)
  if (groups.length > 1)
    return (await Promise.all(groups.map((group) => loadBatch(question, [group], call, oneAtATime)))).flat()
  return withoutBadKeys(question, keys, call, whole)
}

/** One call for these keys: its answers, or the error with which it failed. */
async function attempt<V>(
  question: BatchSpec<V>,
  keys: readonly string[],
  call: Call,
): Promise<Answer<V>[] | GatewayError> {
  if (keys.length === 0) return []
  try {
    const found = await question.read(keys, call)
    return keys.map((key) => [key, found.get(key)])
  } catch (error) {
    if (error instanceof GatewayError) return error
    throw error
  }
}

const failed = <V>({ emptyOn }: BatchSpec<V>, keys: readonly string[], error: GatewayError): Answer<V>[] =>
  keys.map((key) => [key, isNotFound(error, emptyOn) ? undefined : error])

async function oneByOne<V>(question: BatchSpec<V>, keys: readonly string[], call: Call): Promise<Answer<V>[]> {
  const answers = keys.map(async (key) => {
    const answer = await attempt(question, [key], call)
    return answer instanceof GatewayError ? failed(question, [key], answer) : answer
  })
  return (await Promise.all(answers)).flat()
}

/**
 * Of keys whose bad ones cannot be told, a request asks so many alone, over all its batches. A batch takes at most four
 * calls besides.
 */
export const MAX_SINGLE_READS = 10

/**
 * Asks for the rest of a batch that was refused. AWS names one bad key at a time, and not always the right one, so it is
 * asked alone, once. After that AWS is asked which keys exist, where it can list them; what does not is answered by that.
 * Some of what is refused even then are asked one by one, the rest could not be asked.
 */
async function withoutBadKeys<V>(
  question: BatchSpec<V>,
  keys: readonly string[],
  call: Call,
  refusal: GatewayError,
): Promise<Answer<V>[]> {
  const answers: Answer<V>[] = []
  let left = keys
  const exclude = (excluded: ReadonlySet<string>, value: Answer<V>[1]) => {
    for (const key of left) if (excluded.has(key)) answers.push([key, value])
    left = left.filter((key) => !excluded.has(key))
  }
  const retry = async (): Promise<boolean> => {
    const answer = await attempt(question, left, call)
    if (!(answer instanceof GatewayError)) answers.push(...answer)
    else if (isRefusal(answer)) return false
    else answers.push(...failed(question, left, answer))
    return true
  }

  const named = keys.filter((key) => names(reasonOf(refusal), key))
  if (named.length === 1) {
    left = keys.filter((key) => !named.includes(key))
    const [alone, isDone] = await Promise.all([oneByOne(question, named, call), retry()])
    answers.push(...alone)
    if (isDone) return answers
  }
  if (question.existing) {
    const existing = await question.existing().catch((error: unknown) => error as Error)
    if (existing instanceof Error) return [...answers, ...left.map((key): Answer<V> => [key, existing])]
    const before = left.length
    exclude(new Set(left.filter((key) => !existing.has(key))), undefined)
    if (left.length < before && (await retry())) return answers
  }
  const single = left.slice(0, question.singleReadsLeft)
  const rest = left.slice(single.length)
  question.singleReadsLeft -= single.length
  const notSent = new GatewayError('AWS_UNAVAILABLE', TOO_MANY_REFUSED, { aws: refusal.aws, cause: refusal })
  return [...answers, ...(await oneByOne(question, single, call)), ...rest.map((key): Answer<V> => [key, notSent])]
}

const TOO_MANY_REFUSED = `AWS refuses this together with other ids, and does not say which are at fault: ask for at most ${MAX_SINGLE_READS} at a time.`

/** Whether a message names this key, and not one that it is a part of. */
function names(message: string, key: string): boolean {
  const isPart = (character: string | undefined) => character !== undefined && /[\w/-]/.test(character)
  for (let at = message.indexOf(key); at >= 0; at = message.indexOf(key, at + 1))
    if (!isPart(message[at - 1]) && !isPart(message[at + key.length])) return true
  return false
}

// AWS names what a policy denies: one application's group, or, with a * in it, whatever the operation is about.
const ONE_RESOURCE = / on resource: [^\s*]+(?=\s|$)/

/**
 * Halves a batch that is denied until the denied keys are alone. Where no resource is named, the first, the middle and
 * the last are asked alone before that, since it may be the role that may not ask at all.
 */
async function withoutDeniedKeys<V>(
  question: BatchSpec<V>,
  keys: readonly string[],
  call: Call,
  denial: GatewayError,
): Promise<Answer<V>[]> {
  if (ONE_RESOURCE.test(reasonOf(denial))) return halved(question, keys, call)
  const samples = keys.filter((_, index) => [0, Math.floor(keys.length / 2), keys.length - 1].includes(index))
  const answers = await oneByOne(question, samples, call)
  if (answers.every(([, answer]) => answer instanceof Error && reasonOf(answer) === reasonOf(denial)))
    return keys.map((key) => [key, denial])
  const others = keys.filter((key) => !samples.includes(key))
  return [...answers, ...(await halved(question, others, call))]
}

async function halved<V>(question: BatchSpec<V>, keys: readonly string[], call: Call): Promise<Answer<V>[]> {
  const half = Math.ceil(keys.length / 2)
  const parts = [keys.slice(0, half), keys.slice(half)].map(async (part) => {
    const answer = await attempt(question, part, call)
    if (!(answer instanceof GatewayError)) return answer
    const splits = part.length > 1 && answer.aws !== undefined && question.splitOn?.has(answer.aws.errorName)
    return splits ? halved(question, part, call) : failed(question, part, answer)
  })
  return (await Promise.all(parts)).flat()
}
