import { OF_TOKENS, OTHER_TOKENS, SHORTEST_TOKEN, withoutIssuedTokens } from './redact/issued-tokens.ts'
import { COMMAND_LINES, NAMED_VALUES, REDACTED, type Rules, withoutNamedContainers } from './redact/named-values.ts'
import { hasRun, tableOf } from './redact/runs.ts'

export { REDACTED }

const KEY = 'PRIVATE KEY(?: BLOCK)?-----'

// See named-values.ts of what a pattern may cost.
const UNNAMED: readonly (readonly [hints: readonly string[], pattern: RegExp, replacement: string])[] = [
  // PEM and PGP, also when the tail begins or ends within it.
  [['-----end '], new RegExp(`^(?:(?!-----BEGIN )[\\s\\S])*?-----END [A-Z ]{0,30}${KEY}`), REDACTED],
  [
    ['-----begin '],
    new RegExp(`-----BEGIN [A-Z ]{0,30}${KEY}(?:[\\s\\S]*?-----END [A-Z ]{0,30}${KEY}|[\\s\\S]*)`, 'g'),
    REDACTED,
  ],
  // https://user:password@host
  [['@'], /:\/\/[^\s/:@?#]{0,200}:[^\s/?#]{1,1000}@/g, `://${REDACTED}@`],
  // Session tokens of AWS STS, which begin alike, and JSON Web Tokens.
  [
    ['iqojb3jpz2lu', 'gzxivyxdz', 'fqodyxdz'],
    /(?<![\w+/=-])(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FQoDYXdz)[\w+/=-]+/g,
    REDACTED,
  ],
  [['eyj'], /(?<![\w-])eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, REDACTED],
  [['bearer'], /\b(bearer)\s{1,4}[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`],
]

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
const ACCESS_KEY_ID = /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g

// One look that most texts end with, in small letters, which is faster than to ignore case. It has to find whatever a
// pattern begins with, but those of tokens and command lines, for which there are cheaper looks.
const SUSPICIOUS =
  /pass|pwd|secret|token|key|credential|authorization|_auth|bearer|:\/\/|eyj|iqoj|f[wq]o[gd]|a[ksbc][ic]a/

// A secret access key has no beginning of its own: 40 characters of base64. A commit has 40, too, but no capitals.
const BASE64_OF_40 = /(?<![\w+/-])[A-Za-z0-9+/]{40}(?![\w+/=-])/g
const BASE64 = tableOf(/[A-Za-z0-9+/]/)
const isMixed = (text: string) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text)

// Colours and other commands to a terminal, which may stand within a name or a value.
const ESCAPE = '\x1b'
const ANSI = new RegExp(`${ESCAPE}\\[[\\d;?]{0,30}[A-Za-z]`, 'g')

/**
 * A text without what looks like a credential: keys and tokens of AWS and of others that begin in a known way, bearer
 * tokens, private keys, the values of what is called a password or a secret, passwords in URLs and command lines. Where
 * something is taken out, so are the colours. It is a net, not a wall.
 */
export function scrubbed(text: string): string {
  if (!text.includes(ESCAPE)) return withoutCredentials(text)
  const plain = text.replace(ANSI, '')
  const clean = withoutCredentials(plain)
  return clean === plain ? text : clean
}

function withoutCredentials(text: string): string {
  const small = text.toLowerCase()
  const holds = (hints: readonly string[]) => hints.some((hint) => small.includes(hint))
  let clean = text
  const apply = ({ hints, patterns }: Rules) => {
    if (holds(hints)) for (const pattern of patterns) clean = clean.replace(pattern, `$1${REDACTED}`)
  }
  if (hasRun(text, OF_TOKENS, SHORTEST_TOKEN)) {
    clean = withoutIssuedTokens(clean, REDACTED)
    for (const [hint, pattern] of OTHER_TOKENS) if (small.includes(hint)) clean = clean.replace(pattern, REDACTED)
  }
  if (hasRun(clean, BASE64, 40)) clean = clean.replace(BASE64_OF_40, (word) => (isMixed(word) ? REDACTED : word))
  if (small.includes(' -')) COMMAND_LINES.forEach(apply)
  if (!SUSPICIOUS.test(small)) return clean
  for (const [hints, pattern, replacement] of UNNAMED) if (holds(hints)) clean = clean.replace(pattern, replacement)
  if (holds(NAMED_VALUES.hints)) clean = withoutNamedContainers(clean)
  apply(NAMED_VALUES)
  return clean.replace(ACCESS_KEY_ID, REDACTED)
}
