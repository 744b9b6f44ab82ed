/** A server-sent event. */
export interface Event {
  event: string
  data: string
}

/** The largest answer that is read: one with all targets of a large deployment has some ten million characters. */
export const MAX_CHARACTERS = 100_000_000

/** The events of a stream. Rejects if one is too long. https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream */
export async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<Event> {
  const decoder = new TextDecoder()
  let rest = ''
  let event = ''
  let data: string[] = []
  let characters = 0
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    if (characters + rest.length > MAX_CHARACTERS) throw new Error('the answer is too long')
    for (const line of lines) {
      if (line === '') {
        if (event || data.length > 0) yield { event: event || 'message', data: data.join('\n') }
        event = ''
        data = []
        characters = 0
        continue
      }
      characters += line.length
      const [, field, value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? []
      if (field === 'event') event = value
      else if (field === 'data') data.push(value)
    }
  }
}
