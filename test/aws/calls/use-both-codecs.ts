import { bothCodecs, type Operation, startScriptedAws } from './codecs.ts'

const ANY = { accessKeyId: 'any', secretAccessKey: 'any' }

/** Both codecs over an AWS that answers what a test sets, for all tests of a file. */
export function useBothCodecs() {
  const aws = {} as Awaited<ReturnType<typeof startScriptedAws>>
  const codecs = {} as ReturnType<typeof bothCodecs>
  beforeAll(async () => {
    Object.assign(aws, await startScriptedAws())
    Object.assign(codecs, bothCodecs(aws.endpoint, ANY))
  })
  afterAll(async () => {
    codecs.destroy()
    await aws.stop()
  })

  /** The outcome of a call, which is the same with both codecs. */
  async function sameOutcome(operation: Operation, body: unknown, status?: number, headers?: Record<string, string>) {
    const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
    aws.respondWith(bytes, status, headers)
    const [ours, theirs] = [await codecs.ours(operation), await codecs.theirs(operation)]
    expect(ours).toStrictEqual('output' in theirs ? withoutNulls(theirs) : withoutHint(theirs))
    return ours
  }

  return { aws, codecs, sameOutcome }
}

/** A copy whose lists hold no null. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutNulls(member)]))
}

const HINT = '\n  Deserialization error: to see the raw response, '

/** An error without what the SDK adds where it cannot read an answer: a note to programmers, and ids that are missing. */
function withoutHint({ error }: { error: Record<string, unknown> }) {
  const [message = '', hint] = String(error.message).split(HINT)
  const { httpStatusCode, attempts } = error.$metadata as Record<string, unknown>
  return { error: hint ? { ...error, message, $metadata: { httpStatusCode, attempts } } : error }
}
