import { ANY_OTHER, OF_TOKENS, OTHER_TOKENS, SHORTEST_TOKEN, withoutIssuedTokens } from './redact/issued-tokens.ts'
import { COMMAND_LINES, NAMED_VALUES, REDACTED, withoutNamedContainers } from './redact/named-values.ts'
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
  [['://'], /:\/\/[^\s/:@?#]{0,200}:[^\s/?#]{1,1000}@/g, `://${REDACTED}@`],
  // Session tokens of AWS STS, which begin alike, and JSON Web Tokens.
  [
    ['iqojb3jpz2lu', 'gzxivyxdz', 'fqodyxdz'],
    /(?<![\w+/=-])(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FQoDYXdz)[\w+/=-]+/g,
    REDACTED,
  ],
  [['eyj'], /(?<![\w-])eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, REDACTED],
  [['bearer'], /\b(bearer)\s{1,4}[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  [['akia', 'asia', 'abia', 'acca'], /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g, REDACTED],
]

// One look that most texts end with. It has to find whatever a pattern of `UNNAMED` or `NAMED_VALUES` begins with; private
// keys are called so.
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

/** As `scrubbed`, of a text without colours. Unless `looksFirst`, every pattern is tried, which shows that the looks miss none. */
export function withoutCredentials(text: string, looksFirst = true): string {
  // In small letters, since to ignore case is slow.
  const small = text.toLowerCase()
  const may = (look: readonly string[] | RegExp): boolean =>
    !looksFirst || (look instanceof RegExp ? look.test(small) : look.some((hint) => small.includes(hint)))
  let clean = text
  if (!looksFirst || hasRun(text, OF_TOKENS, SHORTEST_TOKEN)) {
    clean = withoutIssuedTokens(clean, REDACTED)
    if (may(ANY_OTHER))
      for (const [hint, pattern] of OTHER_TOKENS) if (may([hint])) clean = clean.replace(pattern, REDACTED)
  }
  if (!looksFirst || hasRun(clean, BASE64, 40))
    clean = clean.replace(BASE64_OF_40, (word) => (isMixed(word) ? REDACTED : word))
  if (may(COMMAND_LINES.look))
    for (const [look, pattern] of COMMAND_LINES.patterns) if (may(look)) clean = clean.replace(pattern, `$1${REDACTED}`)
  if (!may(SUSPICIOUS)) return clean
  for (const [hints, pattern, replacement] of UNNAMED) if (may(hints)) clean = clean.replace(pattern, replacement)
  if (may(NAMED_VALUES.look)) {
    if (may(NAMED_VALUES.sign)) clean = withoutNamedContainers(clean)
    for (const [look, pattern] of NAMED_VALUES.patterns) if (may(look)) clean = clean.replace(pattern, `$1${REDACTED}`)
  }
  return clean
}
