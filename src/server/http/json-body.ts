import type { FastifyInstance } from 'fastify'
import { inputError } from '../../errors.ts'

// What may be within each other, and how many list items and fields there may be: as an operation's variables, and what
// is around them. To read more takes far longer than to count them.
const MAX_NESTING = 40
const MAX_VALUES = 26_000

/** Reads bodies of JSON, but for those that hold more than an operation has a use for: they are refused unread. */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const { nesting, values } = sizeOf(String(body))
    if (nesting > MAX_NESTING) return done(tooLarge(`is nested more than ${MAX_NESTING} levels deep`))
    if (values > MAX_VALUES) return done(tooLarge(`holds more than ${MAX_VALUES} list items and fields`))
    parse(request, String(body), done)
  })
}

const tooLarge = (what: string) => inputError(`The body ${what}, which is the limit.`)

/** How deep lists and objects are within each other, and how many items and fields they have at most; of any text. */
function sizeOf(json: string): { nesting: number; values: number } {
  let [depth, nesting, values] = [0, 0, 0]
  for (let at = 0; at < json.length && values <= MAX_VALUES && nesting <= MAX_NESTING; at++)
    switch (json[at]) {
      case '"':
        at = endOfText(json, at)
        break
      case '[':
      case '{':
        values++
        nesting = Math.max(nesting, ++depth)
        break
      case ']':
      case '}':
        depth--
        break
      case ',':
        values++
    }
  return { nesting, values }
}

/** Where the text that begins at a quotation mark ends: at the next one that no backslash escapes. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let backslashes = 0
    while (json[end - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return end
  }
  return json.length
}
