import type { FastifyInstance } from 'fastify'
import { inputError } from '../../errors.ts'

// Maximum nesting, and maximum number of list items and fields: those of an operation's variables plus what encloses
// them. Parsing more takes far longer than counting.
const MAX_NESTING = 40
const MAX_VALUES = 26_000

/** Parses JSON bodies, and refuses, before parsing, those that hold more than any operation can use. */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const objection = sizeObjection(String(body))
    if (objection !== undefined) return done(inputError(`The body ${objection}, which is the limit.`))
    parse(request, String(body), done)
  })
}

/** Which limit a JSON text exceeds; undefined: none. */
export function sizeObjection(json: string): string | undefined {
  const { nesting, values } = sizeOf(json)
  if (nesting > MAX_NESTING) return `is nested more than ${MAX_NESTING} levels deep`
  return values > MAX_VALUES ? `holds more than ${MAX_VALUES} list items and fields` : undefined
}

/** How deeply lists and objects are nested, and an upper bound of their items and fields; for any text. */
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

/** The end of the string that begins at a quotation mark: the next one that is not escaped. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let backslashes = 0
    while (json[end - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return end
  }
  return json.length
}
