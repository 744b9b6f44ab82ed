import { REDACTED, type Rule } from './rule.ts'
import { isOneOf, tableOf } from './runs.ts'

/**
 * How the tokens of their issuers begin, and how many characters of [A-Za-z0-9_-] follow at least. Each beginning is a
 * regular expression whose first two parts are characters or lists of such. Of the issuers' own documentation and of
 * what the default rules of gitleaks look for: https://github.com/gitleaks/gitleaks
 */
const ISSUERS: readonly (readonly [issuer: string, beginnings: string, least: number])[] = [
  ['1Password', 'ops_ A3-[A-Z0-9]{6}-', 16],
  ['Adobe', 'p8e-', 32],
  ['age', 'AGE-SECRET-KEY-1', 58],
  ['Alibaba', 'LTAI', 16],
  ['Amazon Bedrock', 'ABSK bedrock-api-key-', 20],
  ['Anthropic, OpenAI', 'sk-(?:ant|proj|svcacct|admin)-', 20],
  ['Artifactory', 'AKCp cmVmd', 40],
  ['Atlassian', 'AT[AC]TT3 ATBB', 20],
  ['Clojars', 'CLOJARS_', 40],
  ['Contentful', 'CFPAT-', 20],
  ['Databricks', 'dapi(?=[0-9a-f]{32})', 32],
  ['Defined Networking', 'dnkey-', 20],
  ['DigitalOcean', 'do[opr]_v1_', 20],
  ['Docker', 'dckr_[po]at_', 16],
  ['Duffel', 'duffel_(?:test|live)_', 16],
  ['EasyPost', 'EZ[AT]K', 40],
  ['Facebook', 'EAA[CM]', 60],
  ['Figma', 'figd_', 20],
  ['Flutterwave', 'FLW(?:SECK|PUBK)(?:_TEST)?-', 16],
  ['Fly.io', 'fo1_ fm1[ar]_ fm2_', 20],
  ['Frame.io', 'fio-u-', 20],
  ['GitHub', 'gh[pousr]_ github_pat_', 16],
  ['GitLab', 'gl(?:pat|dt|rt|rtr|ptt|cbt|ft|soat|agent|imt|oas|ffct|wt)- GR1348941', 16],
  ['Google', 'AIza GOCSPX-', 16],
  ['Grafana', 'gl(?:c|sa)_', 20],
  ['Groq', 'gsk_', 20],
  ['Heroku', 'HRKU-', 20],
  ['Hugging Face', 'hf_(?=[A-Za-z0-9]{30}) api_org_', 30],
  ['Infracost', 'ico-(?=[A-Za-z0-9]{32})', 32],
  ['Linear', 'lin_(?:api|oauth)_', 20],
  ['Mailgun', 'key-(?=[0-9a-f]{32}) pubkey-(?=[0-9a-f]{32})', 32],
  ['Netlify', 'nfp_', 20],
  ['New Relic', 'NR(?:AK|AA|II|IQ|JS|RA|SP)-', 16],
  ['Notion', 'ntn_', 20],
  ['npm', 'npm_(?=[A-Za-z0-9]{20})', 20],
  ['Octopus Deploy', 'API-(?=[A-Z0-9]{26})', 26],
  ['Perplexity', 'pplx-', 20],
  ['PlanetScale', 'pscale_(?:tkn|oauth|pw)_', 16],
  ['Postman', 'PMAK-', 20],
  ['Prefect', 'pn[bu]_', 36],
  ['Pulumi', 'pul-(?=[0-9a-f]{40})', 40],
  ['PyPI', 'pypi-', 50],
  ['ReadMe', 'rdme_', 20],
  ['RubyGems', 'rubygems_', 20],
  ['Scalingo', 'tk-us-', 20],
  ['Sendinblue', 'xkeysib- xsmtpsib-', 20],
  ['Sentry', 'sntry[su]_', 20],
  ['SettleMint', 'sm_[aps]at_', 16],
  ['Shippo', 'shippo_(?:live|test)_', 16],
  ['Shopify', 'shp(?:at|ca|pa|ss|tka)_', 16],
  ['Slack', 'xox[abeoprs]- xapp-', 16],
  ['SonarQube', 'sq[apu]_', 40],
  ['Sourcegraph', 'sgp_', 40],
  ['Square', 'sq0[a-z]{3}- EAAA', 22],
  ['Stripe', '[rs]k_(?:live|test|prod)_ whsec_', 16],
  ['Supabase', 'sbp_', 20],
  ['Tailscale', 'tskey-', 16],
  ['Twilio', 'SK(?=[0-9a-f]{32})', 32],
  ['Typeform', 'tfp_', 20],
  ['Yandex', 'AQVN', 30],
]

const beginnings = ISSUERS.flatMap(([, some, least]) => some.split(' ').map((one) => [one, least] as const))

// At a place that its caller chose. No more than 1,000 characters at once, since V8 keeps a way back for each.
const TOKEN = new RegExp(
  `(?:${beginnings.map(([one, least]) => `${one}[\\w-]{${least},1000}`).join('|')})(?:[.+/=][\\w+/=-]{1,400}){0,4}`,
  'y',
)

/** By two characters, as first * 128 + second: whether a token may begin so. */
const BEGINS = new Uint8Array(128 * 128)
for (const [one] of beginnings) {
  const [first = [], second = []] = (one.match(/\[[^\]]+]|./g) ?? []).map((part) => [...part.replace(/[[\]]/g, '')])
  for (const a of first) for (const b of second) BEGINS[a.charCodeAt(0) * 128 + b.charCodeAt(0)] = 1
}

/** The characters of tokens. */
const OF_TOKENS = tableOf(/[\w-]/)
/** Every token has this many of them in sequence; a prefix of fewer than four is followed by more. */
const SHORTEST_TOKEN = Math.min(...beginnings.map(([, least]) => least)) + 4

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
const PART = /\[[^\]]+]\{?|\(\?:[^)]+\)\??|\(\?=\[[^\]]+]|./g

/** All that a beginning may be in small letters, up to where the choice is of many. */
function lettersOf(beginning: string): string[] {
  let all = ['']
  for (const [part] of beginning.matchAll(PART)) {
    const ofMany = part.startsWith('(?=') || part.endsWith('{')
    if (ofMany && all.every((one) => one.length > 2)) break
    const list = part.match(/\[[^\]]+]/)?.[0]
    const group = part.match(/^\(\?:(.+)\)(\??)$/)
    const some = list ? ASCII.filter((one) => new RegExp(list).test(one)) : (group?.[1]?.split('|') ?? [part])
    all = all.flatMap((one) => [...some, ...(group?.[2] ? [''] : [])].map((more) => one + more))
    if (ofMany) break
  }
  return all.map((one) => one.toLowerCase())
}

/**
 * A text without tokens that begin as their issuer says. Sampling the text at intervals finds the runs that are long
 * enough, and only runs in which a word begins are searched further.
 */
function withoutIssuedTokens(text: string): string {
  let clean = ''
  let done = 0
  for (let at = SHORTEST_TOKEN - 1; at < text.length; at += SHORTEST_TOKEN) {
    if (!isOneOf(OF_TOKENS, text, at)) continue
    let [start, end] = [at, at + 1]
    while (start > done && isOneOf(OF_TOKENS, text, start - 1)) start--
    while (end < text.length && isOneOf(OF_TOKENS, text, end)) end++
    for (let word = start; word <= end - SHORTEST_TOKEN; word++) {
      const before = text[word - 1]
      if (word > start && before !== '-' && before !== '_') continue
      if (!BEGINS[text.charCodeAt(word) * 128 + text.charCodeAt(word + 1)]) continue
      TOKEN.lastIndex = word
      if (!TOKEN.test(text)) continue
      clean += text.slice(done, word) + REDACTED
      done = TOKEN.lastIndex
      word = done - 1
    }
    at = Math.max(end, done) - 1
  }
  return done === 0 ? text : clean + text.slice(done)
}

/** Tokens that begin as their issuer says. */
export const ISSUED_TOKENS: Rule = {
  hints: [...new Set(beginnings.flatMap(([one]) => lettersOf(one)))],
  clean: withoutIssuedTokens,
}
