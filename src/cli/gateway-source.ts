import { quote } from '../errors.ts'
import { events, MAX_CHARACTERS } from './events.ts'
import { plain } from './plain-text.ts'
import type { Answer, Source } from './source.ts'
import type { Terminal } from './terminal.ts'
import { UnavailableError, UsageError } from './usage-error.ts'

// Longer than a gateway takes by its own default.
const QUERY_TIMEOUT_MS = 120_000

/** A gateway that answers over HTTP. Credentials are sent to this address alone: redirects are not followed. */
export function gatewaySource(url: string, { token, apiKey }: Terminal['credentials']): Source {
  const address = addressOf(url)
  const post = async (accept: string, query: string, variables: object, signal: AbortSignal) => {
    try {
      return await fetch(address, {
        method: 'POST',
        redirect: 'error',
        headers: {
          accept,
          'content-type': 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
          ...(apiKey && { 'x-api-key': apiKey }),
        },
        body: JSON.stringify({ query, variables }),
        signal,
      })
    } catch (error) {
      throw lost(address, error as Error)
    }
  }
  return {
    query: async <Data>(query: string, variables = {}) => {
      const signal = AbortSignal.timeout(QUERY_TIMEOUT_MS)
      return answerOf<Data>(address, await post('application/json', query, variables, signal), signal)
    },
    async *subscribe<Data>(query: string, variables: object, signal: AbortSignal) {
      const response = await post('text/event-stream', query, variables, signal)
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
      if (!response.ok || !isStream || !response.body) return yield await answerOf<Data>(address, response, signal)
      const stream = events(until(signal, response.body))
      try {
        for (;;) {
          const { value, done } = await stream.next().catch((error) => {
            throw lost(address, error)
          })
          if (done || value.event === 'complete') return
          if (value.event === 'next') yield answerIn<Data>(address, value.data, response.status)
        }
      } finally {
        await stream.return(undefined).catch(() => undefined)
      }
    },
    close: async () => undefined,
  }
}

// Node 20's fetch no longer follows its signal once garbage has been collected: https://github.com/nodejs/node/issues/55428
const until = (signal: AbortSignal, body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> =>
  body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(), { signal })

function lost(address: string, { cause, message }: Error) {
  const { code, message: why } = (cause ?? {}) as NodeJS.ErrnoException
  return new UnavailableError(`${address} cannot be reached: ${code ?? plain(why ?? message)}`)
}

/** The address of GraphQL: `/graphql` where the URL has no path. */
function addressOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw new UsageError(`--url: expected the http or https URL of a gateway, found ${quote(url)}`)
  if (parsed.username || parsed.password)
    throw new UsageError('--url: expected no credentials in it: set DEPLOYGRAPH_TOKEN or DEPLOYGRAPH_API_KEY')
  if (parsed.pathname === '/') parsed.pathname = '/graphql'
  return parsed.href
}

async function answerOf<Data>(address: string, { body, status }: Response, signal: AbortSignal): Promise<Answer<Data>> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of body ? until(signal, body) : []) {
      text += decoder.decode(chunk, { stream: true })
      if (text.length > MAX_CHARACTERS) throw new Error('the answer is too long')
    }
  } catch (error) {
    throw lost(address, error as Error)
  }
  return answerIn(address, text, status)
}

/** The GraphQL answer in a text. Throws an UnavailableError if it is not one. */
function answerIn<Data>(address: string, text: string, status: number): Answer<Data> {
  try {
    const answer: unknown = JSON.parse(text)
    if (isAnswer<Data>(answer)) return answer
  } catch {}
  throw new UnavailableError(`${address} does not answer as a gateway: HTTP ${status}`)
}

function isAnswer<Data>(value: unknown): value is Answer<Data> {
  if (typeof value !== 'object' || value === null) return false
  const { data, errors } = value as { data?: unknown; errors?: unknown }
  const isError = (one: unknown) => typeof (one as { message?: unknown } | null)?.message === 'string'
  if (typeof data !== 'object' && data !== undefined) return false
  return errors === undefined ? data !== undefined : Array.isArray(errors) && errors.length > 0 && errors.every(isError)
}
