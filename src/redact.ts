/** What stands where a credential was. */
export const REDACTED = '[redacted]'

// No pattern may take more than linear time, whatever a script wrote: nothing unbounded follows something unbounded that
// it could be part of, and what can begin in many places is bounded or begins where something else ended.

// A word that names a secret, the rest of the name, and the sign after it. `tokens` are counted, not kept, and an
// unexpected token is a parser's.
const NAME = `(?:pass(?:word|wd|phrase)|pwd(?!=/)|secret(?!smanager)|(?<!expected[ _-]?)token(?!s)|api[_-]?key|access[_-]?key|private[_-]?key|credential|authorization)`
const SIGN = `[\\w-]{0,40}\\\\?["']?\\s{0,4}(?:=>|:=|[:=])\\s{0,4}`
const VALUE = `(?:(?:bearer|basic|token)\\s{1,4})?(?:\\\\?"[^"\\r\\n]*"?|'[^'\\r\\n]*'?|[^\\s"',;&]+)`

// What people and programs write in the place of a value, as in "(using password: NO)" and "--password via the CLI".
const WORDS = `yes|no|true|false|null|nil|none|undefined|unset|empty|required|requires|missing|invalid|incorrect|wrong|expired|denied|rejected|not|is|was|are|were|has|have|can|cannot|could|may|might|must|should|will|would|via|from|using|with|without|instead|or|and|on|in|at|to|for|by|as|if|when|flag|option|argument|parameter`
const NO_WORD = `(?![=>]?\\s{0,4}(?:${WORDS})[.:)\\]}]?(?:[\\s"',;&]|$))`

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // PEM, also when the tail begins or ends within it.
  [/^(?:(?!-----BEGIN )[\s\S])*?-----END [A-Z ]{0,30}PRIVATE KEY-----/, REDACTED],
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[\s\S]*?-----END [A-Z ]{0,30}PRIVATE KEY-----|[\s\S]*)/g, REDACTED],
  // https://user:password@host
  [/:\/\/[^\s/:@?#]{0,200}:[^\s/?#]{1,1000}@/g, `://${REDACTED}@`],
  // Session tokens of AWS STS, which begin alike, and JSON Web Tokens.
  [/(?<![\w+/=-])(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FQoDYXdz)[\w+/=-]+/g, REDACTED],
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, REDACTED],
  [/\b(bearer)\s{1,4}[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`],
  // GitHub, GitLab, Slack, npm, Stripe, Google: each begins as its issuer says.
  [/\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|npm_|[rs]k_live_|AIza)[\w-]{10,255}/g, REDACTED],
  [new RegExp(`(${NAME}${SIGN})${NO_WORD}${VALUE}`, 'gi'), `$1${REDACTED}`],
  [new RegExp(`(--[a-z-]{0,20}${NAME}(?!-stdin)[a-z-]{0,20}\\s{1,4})(?!-)${NO_WORD}[^\\s]+`, 'gi'), `$1${REDACTED}`],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  [/\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g, REDACTED],
]

// One look that most texts end with, in small letters, which is faster than to ignore case. It has to find whatever a
// pattern begins with.
const SUSPICIOUS =
  /pass|pwd|secret|token|key|credential|authorization|bearer|:\/\/|eyj|iqoj|f[wq]o[gd]|gh[pousr]_|_pat_|glpat|xox|npm_|_live_|aiza|a[ksbc][ic]a/

// A secret access key has no beginning of its own: 40 characters of base64. A commit has 40, too, but no capitals.
const BASE64_OF_40 = /(?<![\w+/=-])[A-Za-z0-9+/]{40}(?![\w+/=-])/g
const isBase64 = Array.from({ length: 128 }, (_, code) => /[A-Za-z0-9+/]/.test(String.fromCharCode(code)))

/** Whether 40 characters of base64 stand in a row, of which every fortieth place of the text would be one: seldom. */
function hasFortyInARow(text: string): boolean {
  const isOne = (at: number) => isBase64[text.charCodeAt(at)] === true
  for (let at = 39; at < text.length; at += 40) {
    if (!isOne(at)) continue
    let [from, to] = [at, at + 1]
    while (to - from < 40 && from > 0 && isOne(from - 1)) from--
    while (to - from < 40 && to < text.length && isOne(to)) to++
    if (to - from === 40) return true
  }
  return false
}

const isMixed = (text: string) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text)

/**
 * A text without what looks like a credential: keys and tokens of AWS and of others that begin in a known way, bearer
 * tokens, private keys, the values of what is called a password or a secret, passwords in URLs. It is a net, not a wall.
 */
export function scrubbed(text: string): string {
  const open = !hasFortyInARow(text) ? text : text.replace(BASE64_OF_40, (word) => (isMixed(word) ? REDACTED : word))
  if (!SUSPICIOUS.test(open.toLowerCase())) return open
  return PATTERNS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), open)
}
