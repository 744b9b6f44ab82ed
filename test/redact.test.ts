import { REDACTED, scrubbed } from '../src/redact.ts'

const KEY_ID = 'AKIAIOSFODNN7EXAMPLE'
const SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLWFkYQ'
const PEM = `-----BEGIN RSA PRIVATE KEY-----\n[stdout]MIIEpAIBAAKCAQEA7hunter2hunter2\n[stdout]-----END RSA PRIVATE KEY-----`

describe('what looks like a credential is taken out', () => {
  test.each([
    ['an access key id', `using ${KEY_ID} now`, `using ${REDACTED} now`],
    ['a temporary one', 'id=ASIAIOSFODNN7EXAMPLE;', `id=${REDACTED};`],
    ['a secret access key by itself', `[stdout]${SECRET_KEY}\n`, `[stdout]${REDACTED}\n`],
    ['one that is named', `aws_secret_access_key = ${SECRET_KEY}`, `aws_secret_access_key = ${REDACTED}`],
    ['one in JSON', `{"SecretAccessKey": "${SECRET_KEY}"}`, `{"SecretAccessKey": ${REDACTED}}`],
    ['a session token', `token IQoJb3JpZ2luX2VjEXAMPLE/+==\n`, `token ${REDACTED}\n`],
    ['a bearer token', 'curl -H "Authorization: Bearer abc.def-123"', `curl -H "Authorization: ${REDACTED}"`],
    ['a bearer token without its header', 'sent Bearer abcdefgh123', `sent Bearer ${REDACTED}`],
    ['basic credentials', 'Authorization: Basic YWRhOmh1bnRlcjI=', `Authorization: ${REDACTED}`],
    ['a JSON Web Token', `got ${JWT}.`, `got ${REDACTED}.`],
    ['a private key', `before\n${PEM}\nafter`, `before\n${REDACTED}\nafter`],
    ['a private key that the tail begins within', `${PEM.slice(40)}\nafter`, `${REDACTED}\nafter`],
    ['a private key that the tail ends within', `before\n${PEM.slice(0, 50)}`, `before\n${REDACTED}`],
    ['a password', 'password=hunter2 user=ada', `password=${REDACTED} user=ada`],
    ['one with a colon', 'passwd: hunter2', `passwd: ${REDACTED}`],
    ['one in quotes', `DB_PASSWORD="hunter two" next`, `DB_PASSWORD=${REDACTED} next`],
    ['one in JSON in JSON', '{\\"password\\":\\"hunter2\\",\\"a\\":1}', `{\\"password\\":${REDACTED},\\"a\\":1}`],
    ['one of a Ruby hash', "{:secret => 'hunter2'}", `{:secret => ${REDACTED}}`],
    ['one in a query', 'GET /?api_key=hunter2&page=2', `GET /?api_key=${REDACTED}&page=2`],
    ['one of a flag', 'mysql --password hunter2 --host db', `mysql --password ${REDACTED} --host db`],
    ['one in a URL', 'postgres://ada:hunter2@db:5432/shop', `postgres://${REDACTED}@db:5432/shop`],
    ['one in a URL with an @ in it', 'redis://:p@ss@cache:6379', `redis://${REDACTED}@cache:6379`],
    ['a password that begins with a word', 'password=nothing-else', `password=${REDACTED}`],
    ['one that such a word begins', 'password: no.way', `password: ${REDACTED}`],
    ['one of a flag that such a word begins', 'deploy --token viaduct7 now', `deploy --token ${REDACTED} now`],
    ['one between parentheses', '(using password: hunter2)', `(using password: ${REDACTED}`],
    ['one behind a word that a parser would say', 'token: keyword123', `token: ${REDACTED}`],
    ['a token that was expected and is shown', 'expected, got token=hunter2', `expected, got token=${REDACTED}`],
    ['one behind an arrow', 'password => hunter2', `password => ${REDACTED}`],
    ["a token of GitHub's", `ghp_${'a1B2'.repeat(9)}`, REDACTED],
    ["one of Slack's", 'xoxb-123456789012-abcdef', REDACTED],
  ])('%s', (_, text, clean) => {
    expect(scrubbed(text)).toBe(clean)
  })

  test('of several in one text, all', () => {
    const text = [KEY_ID, SECRET_KEY, JWT, PEM, 'password=hunter2', 'https://ada:hunter2@db'].join('\n')
    const clean = scrubbed(`${text}\n${text}`)
    for (const secret of [KEY_ID, SECRET_KEY, JWT, 'hunter2']) expect(clean).not.toContain(secret)
  })
})

test.each([
  '[stdout]warm_cache: i-0a3ac5cc4628af9a8: connecting to cache.internal:6379\n[stdout]loading 48211 entries (42s)',
  'LifecycleEvent - ApplicationStart\nScript - scripts/start.sh\n[stderr]exit code 1',
  'checked out 9b66c700b3422fab0dcc8b1db335f60902f7123b', // a commit
  'GET https://example.com:8443/health?user=ada@example.com 200',
  'the password has expired, and 512 tokens=512 were counted',
  'PWD=/opt/app OLDPWD=/root',
  'not authorized to perform: secretsmanager:GetSecretValue',
  'Bearer of bad news; a key, a token; keyboard: us',
  '--password --host',
  'SyntaxError: Unexpected token: keyword (const)',
  'Unexpected token: punc (})',
  "Parse error: unexpected token '=', expected token: ';'",
  'unexpectedToken: name',
  "ERROR 1045 (28000): Access denied for user 'ada'@'10.0.0.7' (using password: NO)",
  "Access denied for user 'ada'@'localhost' (using password: YES)",
  'password: required, token: null',
  'password => nil',
  'secret = None',
  'credentials: not found',
  'WARNING! Using --password via the CLI is insecure. Use --password-stdin.',
  'error: --token is required',
  'give --password or --password-stdin registry.example.com',
  'the --api-key option is deprecated',
])('what is none stays: %s', (text) => {
  expect(scrubbed(text)).toBe(text)
})

/** The least of some runs, as others share the machine. */
function least(runs: number, work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return Math.min(...times)
}

describe('four times the text takes about four times the time', () => {
  const HOSTILE = [
    'a',
    '-',
    '-----BEGIN ',
    '-----BEGIN PRIVATE KEY-----',
    '-----END PRIVATE KEY-----',
    '-----END A',
    '://',
    '://a:',
    '://a:b',
    ':',
    '@',
    'eyJ',
    'eyJaaaaaaaaaa.',
    'eyJaaaaaaaaaa-',
    'IQoJb3JpZ2lu',
    'bearer ',
    'bearer a',
    'password',
    'password ',
    'password=',
    'password="',
    "password='",
    'password = bearer ',
    'password\\',
    '--password ',
    '--password no',
    'password: no',
    'password:   ',
    'expected token: ',
    'expected ',
    '--',
    '--a',
    'token',
    'authorization: basic ',
    'ghp_',
    'xoxb-',
    'AKIA',
    'AKIAAAAAAAAAAAAAAAA',
    'A/',
    'aA1',
    ' ',
    '\n',
    '=',
  ]
  test.each(HOSTILE)('of %j', (piece) => {
    const text = (length: number) => `password ${piece.repeat(Math.ceil(length / piece.length))}`
    const [short, long] = [text(40_000), text(160_000)]
    scrubbed(short)
    // Quadratic work would be 16 times as much. A busy machine may disturb a measurement: then it is made again.
    const isLinear = () => least(3, () => scrubbed(long)) < 10 * least(3, () => scrubbed(short)) + 5
    expect(Array.from({ length: 20 }, (_, attempt) => attempt).some(isLinear)).toBe(true)
  })
})

test.each(Array.from({ length: 41 }, (_, length) => [length]))(
  'a secret key is found behind %i other characters',
  (length) => {
    const before = '.'.repeat(length)
    expect(scrubbed(`${before}${SECRET_KEY}.`)).toBe(`${before}${REDACTED}.`)
  },
)
