import { placesOf, REDACTED, type Rule, replacedAt, ruleAtHints, ruleOf } from './rule.ts'

// Keys that are secrets, among the many that name a row, an object or a place in a cache.
const SECRET_KEY_OF =
  'api|access|private|secret|encryption|encrypt|decryption|signing|signature|master|app|application|account|storage|shared|service|server|client|license|licence|deploy|ssh|gpg|pgp|hmac|aes|rsa|cipher|crypto|jwt|auth|root|session|webhook|ingest|integration|subscription'

const PASS_OF = 'db|user|root|admin|smtp|mail|redis|ftp|my'

// A word that names a secret. `tokens` are counted, not kept, an unexpected token is a parser's, an ARN holds the name of
// a secret, and tests pass.
const NAME = `(?:pass(?:word|wd|phrase|code)|(?:[_.-]|\\b(?:${PASS_OF}))pass(?![a-z])|pwd(?!=/)|(?<!\\d{12}:)secret(?!smanager|ar[iy])|(?<!expected[ _-]?)token(?!s|i[sz])|(?:${SECRET_KEY_OF})[_-]?key|credential|authorization|\\b_auth(?![a-z]))`
const END = `\\\\?["']?\\s{0,4}(?:=>|:=|[:=])\\s{0,4}`
const SIGN = `[\\w-]{0,40}${END}`
const VALUE = `(?:(?:bearer|basic|token)\\s{1,4})?(?:\\\\?"[^"\\r\\n]*"?|'[^'\\r\\n]*'?|[^\\s"',;&]+)`
// As in a file of settings: up to the end of the line, or to what has a name of its own.
const WORDS_OF_VALUE = `(?: (?![\\w.-]{1,60}\\s{0,2}[=:]|-)[^\\s"',;&=]+){0,20}`

// Words that stand in the place of a value, as in "(using password: NO)" and "--password via the CLI".
const WORDS = `yes|no|true|false|null|nil|none|undefined|unset|set|empty|required|requires|missing|invalid|incorrect|wrong|expired|expires|denied|rejected|ok|valid|loaded|loading|found|created|updated|changed|rotated|refreshed|provided|received|generated|failed|not|is|was|are|were|has|have|can|cannot|could|may|might|must|should|will|would|via|from|using|with|without|instead|or|and|on|in|at|to|for|by|as|if|when|flag|option|argument|parameter`
const NO_WORD = `(?![=>]?\\s{0,4}(?:${WORDS})[.:)\\]}]?(?:[\\s"',;&<]|$))`
const IS_LEFT = `(?!\\[redacted])`

// The command lines of databases and registries.
const CLIENTS = `\\b(?:mysql\\w{0,20}|mariadb\\w{0,20}|psql|mongo\\w{0,20}|sqlcmd|sshpass|redis-cli|login)\\b`

// One of them is in whatever a NAME finds.
const NAMED = [
  ...['password', 'passwd', 'passphrase', 'passcode', '_pass', '.pass', '-pass'],
  ...PASS_OF.split('|').map((whose) => `${whose}pass`),
  ...['pwd', 'secret', 'token', 'credential', 'authorization', '_auth'],
  ...SECRET_KEY_OF.split('|').flatMap((what) => [`${what}key`, `${what}_key`, `${what}-key`]),
]

const named = (pattern: string, hints: readonly string[] = NAMED) =>
  ruleOf(hints, new RegExp(pattern, 'gi'), `$1${REDACTED}`)

/** Values by what they are called: in settings, JSON, XML and options. */
export const NAMED_VALUES: readonly Rule[] = [
  { hints: NAMED, clean: withoutNamedContainers },
  named(`(<[\\w:.-]{0,40}${NAME}[\\w-]{0,40}>)${NO_WORD}[^<]+`),
  named(`(key=\\\\?"[\\w.-]{0,40}${NAME}[\\w-]{0,40}\\\\?"\\s{1,4}value=)\\\\?"[^"\\r\\n]*"?`),
  // A line of .netrc.
  ruleAtHints(
    ['login'],
    `(\\blogin\\s{1,8}[^\\s]{1,200}\\s{1,8}(?:account\\s{1,8}[^\\s]{1,200}\\s{1,8})?password\\s{1,8})${NO_WORD}[^\\s]+`,
  ),
  ruleAtHints(NAMED, `(${NAME}[\\w-]{0,40} = )${NO_WORD}${IS_LEFT}(?!["'])${VALUE}${WORDS_OF_VALUE}`),
  ruleAtHints(NAMED, `(${NAME}${SIGN})${NO_WORD}${IS_LEFT}${VALUE}`),
  named(`(--[a-z-]{0,20}${NAME}(?!-stdin)[a-z-]{0,20}\\s{1,4})(?!-)${NO_WORD}[^\\s]+`),
  // A key or password by that name alone, which may be a counter, a path or a word.
  named(
    `((?<![\\w.-])(?:key|pass)["']?\\s{0,4}=\\s{0,4}["']?)(?=[a-z_+-]{0,64}\\d)(?=\\d{0,64}[a-z])[\\w+-]{6,200}={0,2}(?![\\w./:=-])`,
    ['key', 'pass'],
  ),
]

/** Passwords in command lines; a port or a folder does not count. */
export const COMMAND_LINES: readonly Rule[] = [
  ruleAtHints(
    ['curl'],
    `(\\bcurl\\b[^\\r\\n]{0,300}?\\s(?:-[a-z]{0,6}u|--user|--proxy-user)[ =]?)["']?[^\\s:"']{0,100}:[^\\s"']+["']?`,
  ),
  ruleAtHints(
    ['mysql', 'mariadb', 'psql', 'mongo', 'sqlcmd', 'sshpass', 'redis-cli', 'login'],
    `(${CLIENTS}[^\\r\\n]{0,300}?\\s-[ap]\\s?)(?![\\d:]+(?:\\s|$)|[\\s-])["']?[^\\s"']+["']?`,
  ),
]

const NAME_OF_MANY = new RegExp(
  `(?:${NAME}|passwords|secrets|tokens|api[_-]?keys)${SIGN}(?=\\{\\s{0,4}[\\w"'\\\\]|\\[\\s{0,4}["'{\\\\])`,
  'iy',
)

/** A text without the objects and lists that are called a secret, nested as they may be, in one pass. */
function withoutNamedContainers(text: string, hints: readonly string[]): string {
  return replacedAt(placesOf(text, hints), text, (at) => {
    NAME_OF_MANY.lastIndex = at
    const match = NAME_OF_MANY.exec(text)
    return match && { prefix: match[0], end: endOf(text, NAME_OF_MANY.lastIndex) }
  })
}

/** Where the bracket at `open` is closed, or the text ends. */
function endOf(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    const character = text[at]
    if (character === '{' || character === '[') depth++
    else if ((character === '}' || character === ']') && --depth === 0) return at + 1
  }
  return text.length
}
