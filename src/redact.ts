import { ISSUED_TOKENS } from './redact/issued-tokens.ts'
import { keywordFinder } from './redact/keywords.ts'
import { COMMAND_LINES, NAMED_VALUES } from './redact/named-values.ts'
import { OTHER_TOKENS } from './redact/other-tokens.ts'
import { REDACTED, type Rule, ruleOf } from './redact/rule.ts'
import { hasRunOfKeyLength, SECRET_ACCESS_KEYS } from './redact/secret-access-keys.ts'

export { REDACTED }

const KEY = 'PRIVATE KEY(?: BLOCK)?-----'

const UNNAMED: readonly Rule[] = [
  // PEM and PGP, also when the tail begins or ends within it.
  ruleOf(['-----end '], new RegExp(`^(?:(?!-----BEGIN )[\\s\\S])*?-----END [A-Z ]{0,30}${KEY}`)),
  ruleOf(
    ['-----begin '],
    new RegExp(`-----BEGIN [A-Z ]{0,30}${KEY}(?:[\\s\\S]*?-----END [A-Z ]{0,30}${KEY}|[\\s\\S]*)`, 'g'),
  ),
  // https://user:password@host
  ruleOf(['://'], /:\/\/[^\s/:@?#]{0,200}:[^\s/?#]{1,1000}@/g, `://${REDACTED}@`),
  // Session tokens of AWS STS, which begin alike, and JSON Web Tokens.
  ruleOf(['iqojb3jpz2lu', 'gzxivyxdz', 'fqodyxdz'], /(?<![\w+/=-])(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FQoDYXdz)[\w+/=-]+/g),
  // A bound for the header, since V8 keeps a way back for each of its characters.
  ruleOf(['eyj'], /(?<![\w-])eyJ[\w-]{8,4000}\.[\w-]+(?:\.[\w-]*)?/g),
  ruleOf(['bearer'], /\b(bearer)\s{1,4}[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`),
]

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
const ACCESS_KEY_IDS = ruleOf(['akia', 'asia', 'abia', 'acca'], /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g)

/** All rules, in the order of their application. */
export const RULES: readonly Rule[] = [
  ...[ISSUED_TOKENS, ...OTHER_TOKENS, SECRET_ACCESS_KEYS, ...COMMAND_LINES],
  ...[...UNNAMED, ...NAMED_VALUES, ACCESS_KEY_IDS],
]

const STEPS = RULES.map((rule) => ({ rule, hints: new Set(rule.hints) }))
const ALWAYS = STEPS.filter(({ hints }) => hints.size === 0)
const hintFinder = keywordFinder([...new Set(RULES.flatMap(({ hints }) => hints))])

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

/** Removing a credential creates no new hint, so the original text has to be searched only once. */
function withoutCredentials(text: string): string {
  const all = [...hintFinder.in(text)]
  let clean = text
  for (const { rule, hints } of all.length === 0 ? ALWAYS : STEPS) {
    const present = all.filter((hint) => hints.has(hint))
    if (present.length > 0 || hints.size === 0) clean = rule.clean(clean, present)
  }
  return clean
}

/**
 * Whether `scrubbed` may change a text that stands in JSON from `start` to before `end`, without making a text of it. It
 * is not for text with escapes of the form \\uXXXX, which may hide anything; other escapes hide no hint.
 */
export const mayHoldCredentials = (json: Uint8Array, start: number, end: number): boolean =>
  hintFinder.isInBytes(json, start, end) || hasRunOfKeyLength(json, start, end)
