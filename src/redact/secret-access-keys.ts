import { REDACTED, type Rule } from './rule.ts'
import { isOneOf, tableOf } from './runs.ts'

const LENGTH = 40
const BASE64 = tableOf(/[A-Za-z0-9+/]/)
const isMixed = (text: string) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text)

/** A secret access key has no beginning of its own: 40 characters of base64. A commit has 40, too, but no capitals. */
export const SECRET_ACCESS_KEYS: Rule = { hints: [], clean: withoutSecretAccessKeys }

/** Samples every 40th character, and searches around those that are base64. */
function withoutSecretAccessKeys(text: string): string {
  let clean = ''
  let done = 0
  for (let at = LENGTH - 1; at < text.length; at += LENGTH) {
    if (!isOneOf(BASE64, text, at)) continue
    let [start, end] = [at, at + 1]
    while (start > done && isOneOf(BASE64, text, start - 1)) start--
    while (end < text.length && isOneOf(BASE64, text, end)) end++
    at = end - 1
    if (end - start !== LENGTH || '_-'.includes(text[start - 1] ?? ' ') || '_-='.includes(text[end] ?? ' ')) continue
    if (!isMixed(text.slice(start, end))) continue
    clean += text.slice(done, start) + REDACTED
    done = end
  }
  return done === 0 ? text : clean + text.slice(done)
}

/** Whether bytes from `start` to before `end` have so many of base64 in a row. */
export function hasRunOfKeyLength(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + LENGTH - 1; at < end; at += LENGTH) {
    if (BASE64[bytes[at] as number] !== 1) continue
    let [first, last] = [at, at]
    while (first > start && BASE64[bytes[first - 1] as number] === 1) first--
    while (last < end && BASE64[bytes[last] as number] === 1) last++
    if (last - first >= LENGTH) return true
  }
  return false
}
