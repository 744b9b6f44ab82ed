import { ReadError, saysNothingThere } from '../calls/errors.ts'
import type { Receipt } from '../receipt.ts'
import type { Lifetime } from './ttl.ts'

/** Who asks: a request, with its bill and the signal that ends it. */
export interface Caller {
  receipt: Receipt
  signal: AbortSignal
}

/** What the AWS calls of one answer share: who pays, what ends them, and how much JSON they brought. */
export interface Call extends Caller {
  jsonBytes: number
}

/** What can be asked of AWS, key by key or in batches. */
export interface Question<V> {
  /** The service, location, operation and whatever else all keys share: equal names are equal questions. */
  name: string
  /** The IAM action, such as codedeploy:BatchGetDeployments. */
  action: string
  /** Where it is asked. */
  location: string
  /** The most keys that one call takes. */
  size: number
  /** One call: what AWS knows of these keys, by key; in any order, with any left out. */
  read: (keys: readonly string[], call: Call) => Promise<ReadonlyMap<string, V>>
  /** For how long an answer may be used again. */
  lifetime: (value: V | undefined, now: number) => Lifetime
  /** AWS error names that may blame one key of the batch and not the call: see `ask`. */
  blamesOneKey?: ReadonlySet<string>
  /** AWS error names that say there is nothing to read. */
  emptyOn?: ReadonlySet<string>
  /** AWS error name that says only lists of one are taken here: the keys are read one by one, now and later. */
  onlyOneAtATime?: string
}

type Answer<V> = [key: string, value: V | undefined | Error]

/**
 * What AWS says of each key, in any order: undefined where it says that there is nothing, the error where it could not
 * be asked.
 * `oneAtATime` keeps the names of the questions whose keys have to be read one by one. A batch that fails for what may be
 * one key is halved until that key is alone. Of one that is denied, no resource named, some are asked alone before that,
 * since it may be the role that may not ask at all. `isPart`: of a batch of which that is known.
 */
export async function ask<V>(
  question: Question<V>,
  keys: readonly string[],
  call: Call,
  oneAtATime: { has: (name: string) => boolean; set: (name: string, value: true) => void },
  isPart = false,
): Promise<Answer<V>[]> {
  const { name, blamesOneKey, emptyOn, onlyOneAtATime } = question
  const inParts = async (parts: readonly (readonly string[])[]) =>
    (await Promise.all(parts.map((part) => ask(question, part, call, oneAtATime, true)))).flat()
  const isEmpty = (error: ReadError) => saysNothingThere(error) || emptyOn?.has(error.aws?.errorName ?? '')
  const halved = (keys: readonly string[]) => {
    const half = Math.ceil(keys.length / 2)
    return inParts([keys.slice(0, half), keys.slice(half)].filter(({ length }) => length > 0))
  }

  if (keys.length > 1 && oneAtATime.has(name)) return inParts(keys.map((key) => [key]))
  try {
    const found = await question.read(keys, call)
    return keys.map((key) => [key, found.get(key)])
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    const errorName = error.aws?.errorName
    const mayBeOneKey = keys.length > 1 && errorName !== undefined
    if (mayBeOneKey && errorName === onlyOneAtATime) {
      oneAtATime.set(name, true)
      return ask(question, keys, call, oneAtATime)
    }
    if (!mayBeOneKey || !blamesOneKey?.has(errorName))
      return keys.map((key) => [key, isEmpty(error) ? undefined : error])
    if (isPart || error.code !== 'AWS_ACCESS_DENIED' || ONE_RESOURCE.test(error.message)) return halved(keys)
    const samples = sampled(keys)
    const answers = await inParts(samples.map((key) => [key]))
    if (answers.every(([, answer]) => answer instanceof Error && answer.message === error.message))
      return keys.map((key) => [key, error])
    return [...answers, ...(await halved(keys.filter((key) => !samples.includes(key))))]
  }
}

// AWS names what a policy denies: one application's group, or, with a * in it, whatever the operation is about.
const ONE_RESOURCE = / on resource: [^\s*]+(?=\s|$)/

/** The first, the middle and the last. */
const sampled = (keys: readonly string[]): string[] =>
  keys.filter((_, index) => [0, Math.floor(keys.length / 2), keys.length - 1].includes(index))
