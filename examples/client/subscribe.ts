import type { TypedDocumentString } from './generated/graphql.ts'
import { retryingFetch } from './retrying-fetch.ts'

// A gateway that stops ends its streams, and another takes over.
const PAUSE_MS = 1_000

interface Update<Data> {
  data?: Data | null
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[]
}

/**
 * Subscribes by server-sent events, and yields the data of each update until the gateway says that nothing follows. A stream that
 * ends without that is opened again. A part that could not be read is null and reported on standard error.
 */
export async function* subscribe<Data, Variables>(
  gateway: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): AsyncGenerator<Data> {
  let lastEventId = ''
  for (;;) {
    const response = await retryingFetch(new URL('/graphql', gateway), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'last-event-id': lastEventId },
      body: JSON.stringify({ query: document, variables }),
    })
    if (!response.ok || !response.body) throw new Error(`${response.status} from ${gateway}: ${await response.text()}`)
    for await (const { event, id, data } of eventsOf(response.body)) {
      if (event === 'complete') return
      lastEventId = id ?? lastEventId
      const update = JSON.parse(data ?? '{}') as Update<Data>
      for (const { message, path = [], extensions } of update.errors ?? [])
        console.error(path.join('.'), extensions.code, message)
      if (update.data) yield update.data
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (1 + Math.random())))
  }
}

/** The events of a stream, by the names of their fields. Comments, which are heartbeats, are events without a field. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Record<string, string>> {
  let text = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const parts = `${text}${chunk}`.split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) {
      const fields = part.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line)?.slice(1) ?? [])
      const event = Object.fromEntries(fields.filter(([name]) => name))
      if (event.event) yield event
    }
  }
}
