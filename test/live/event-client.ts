/** A server-sent event. */
export interface ServerEvent {
  event: string
  id?: string
  // biome-ignore lint/suspicious/noExplicitAny: the shape of `data` is what each test asserts
  data: any
}

export interface EventClient {
  response: Response
  /** The next event, without comments; undefined at the end. */
  next: () => Promise<ServerEvent | undefined>
  /** The data of the next event. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape of `data` is what each test asserts
  update: () => Promise<any>
  close: () => void
}

export interface Subscribing {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
}

/** Subscribes by server-sent events. */
export async function subscribe(
  url: string,
  query: string,
  variables: object = {},
  { method = 'POST', headers = {} }: Subscribing = {},
): Promise<EventClient> {
  const abort = new AbortController()
  const accept = { accept: 'text/event-stream', ...headers }
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) })
  const response = await (method === 'GET'
    ? fetch(`${url}/graphql?${search}`, { headers: accept, signal: abort.signal })
    : fetch(`${url}/graphql`, {
        method,
        headers: { 'content-type': 'application/json', ...accept },
        body: JSON.stringify({ query, variables }),
        signal: abort.signal,
      }))
  const events = eventsOf(response)
  const next = async () => (await events.next()).value
  return { response, next, update: async () => (await next())?.data, close: () => abort.abort() }
}

async function* eventsOf({ body }: Response): AsyncGenerator<ServerEvent, undefined> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) {
      const event = eventOf(part)
      if (event) yield event
    }
  }
  return undefined
}

function eventOf(part: string): ServerEvent | undefined {
  const fields = Object.fromEntries(part.split('\n').map((line) => line.split(/: ?(.*)/s, 2)))
  if (fields.event === undefined) return undefined
  return {
    event: fields.event,
    ...(fields.id && { id: fields.id }),
    data: fields.data ? JSON.parse(fields.data) : undefined,
  }
}
