import { REDACTED, scrubbed } from '../src/redact.ts'
import { FORMS, SECRET_KEY } from './redact/forms.ts'

const KEY_ID = 'AKIAIOSFODNN7EXAMPLE'
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLWFkYQ'
const PEM = `-----BEGIN RSA PRIVATE KEY-----\n[stdout]MIIEpAIBAAKCAQEA7hunter2hunter2\n[stdout]-----END RSA PRIVATE KEY-----`

describe('redaction of credentials', () => {
  test.each([
    ['an access key id', `using ${KEY_ID} now`, `using ${REDACTED} now`],
    ['a temporary access key id', 'id=ASIAIOSFODNN7EXAMPLE;', `id=${REDACTED};`],
    ['a secret access key by itself', `[stdout]${SECRET_KEY}\n`, `[stdout]${REDACTED}\n`],
    ['a named secret access key', `aws_secret_access_key = ${SECRET_KEY}`, `aws_secret_access_key = ${REDACTED}`],
    ['a secret access key in JSON', `{"SecretAccessKey": "${SECRET_KEY}"}`, `{"SecretAccessKey": ${REDACTED}}`],
    ['a session token', `token IQoJb3JpZ2luX2VjEXAMPLE/+==\n`, `token ${REDACTED}\n`],
    ['a bearer token', 'curl -H "Authorization: Bearer abc.def-123"', `curl -H "Authorization: ${REDACTED}"`],
    ['a bearer token without its header', 'sent Bearer abcdefgh123', `sent Bearer ${REDACTED}`],
    ['basic credentials', 'Authorization: Basic YWRhOmh1bnRlcjI=', `Authorization: ${REDACTED}`],
    ['a JSON Web Token', `got ${JWT}.`, `got ${REDACTED}.`],
    ['a private key', `before\n${PEM}\nafter`, `before\n${REDACTED}\nafter`],
    ['a private key that the tail begins within', `${PEM.slice(40)}\nafter`, `${REDACTED}\nafter`],
    ['a private key that the tail ends within', `before\n${PEM.slice(0, 50)}`, `before\n${REDACTED}`],
    ['a password', 'password=hunter2 user=ada', `password=${REDACTED} user=ada`],
    ['a password after a colon', 'passwd: hunter2', `passwd: ${REDACTED}`],
    ['a password in quotes', `DB_PASSWORD="hunter two" next`, `DB_PASSWORD=${REDACTED} next`],
    [
      'a password in JSON in JSON',
      '{\\"password\\":\\"hunter2\\",\\"a\\":1}',
      `{\\"password\\":${REDACTED},\\"a\\":1}`,
    ],
    ['a secret in a Ruby hash', "{:secret => 'hunter2'}", `{:secret => ${REDACTED}}`],
    ['a key in a query string', 'GET /?api_key=hunter2&page=2', `GET /?api_key=${REDACTED}&page=2`],
    ['a password after a flag', 'mysql --password hunter2 --host db', `mysql --password ${REDACTED} --host db`],
    ['a password in a URL', 'postgres://ada:hunter2@db:5432/shop', `postgres://${REDACTED}@db:5432/shop`],
    ['a password with an @ in a URL', 'redis://:p@ss@cache:6379', `redis://${REDACTED}@cache:6379`],
    ['a password that begins with a word', 'password=nothing-else', `password=${REDACTED}`],
    ['a password that begins with "no"', 'password: no.way', `password: ${REDACTED}`],
    [
      'a token after a flag that begins with a common word',
      'deploy --token viaduct7 now',
      `deploy --token ${REDACTED} now`,
    ],
    ['a password in parentheses', '(using password: hunter2)', `(using password: ${REDACTED}`],
    ['a token that begins with a parser’s word', 'token: keyword123', `token: ${REDACTED}`],
    ['a token that was expected and is shown', 'expected, got token=hunter2', `expected, got token=${REDACTED}`],
    ['a password after an arrow', 'password => hunter2', `password => ${REDACTED}`],
    ['a GitHub token', `ghp_${'a1B2'.repeat(9)}`, REDACTED],
    ['a Slack token', 'xoxb-123456789012-abcdef', REDACTED],
  ])('removes %s', (_, text, clean) => {
    expect(scrubbed(text)).toBe(clean)
  })

  test('removes every credential of a text', () => {
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
])('redaction keeps text that is not a credential: %s', (text) => {
  expect(scrubbed(text)).toBe(text)
})

test.each(FORMS)('redaction leaves no part of the credential in %j', (text, secret) => {
  const lines = `[stdout]before\n[stdout]${text}\n[stdout]after`
  for (const clean of [scrubbed(text), scrubbed(lines)]) {
    expect(clean).toContain(REDACTED)
    expect(clean).not.toContain(secret)
    for (const part of secret.split(/[.:/-]/)) if (part.length > 20) expect(clean).not.toContain(part)
    expect(scrubbed(clean)).toBe(clean)
  }
  expect(scrubbed(lines)).toContain('[stdout]before\n')
})

test('redaction keeps the text around a credential', () => {
  const line = (secret: string) => `mysql -u root -p ${secret} shop; curl -su ada:${secret} https://example.com`
  expect(scrubbed(line('hunter2'))).toBe(`mysql -u root -p ${REDACTED} shop; curl -su ${REDACTED} https://example.com`)
  expect(scrubbed('{"a":1,"secret":{"b":[{}]},"c":2}')).toBe(`{"a":1,"secret":${REDACTED},"c":2}`)
  expect(scrubbed('<password>two words</password><user>ada</user>')).toBe(
    `<password>${REDACTED}</password><user>ada</user>`,
  )
  expect(scrubbed('password = two words user=ada')).toBe(`password = ${REDACTED} user=ada`)
})

test.each([
  'tokens used: 512',
  'password changed for user ada',
  'credentials: loaded from the instance profile',
  '/opt/codedeploy-agent/deployment-root/7f0c9b8e-8e5f-4c0a-9f68-4b3b4f3a9f10/d-A1B2C3D4E/deployment-archive',
  '/opt/app/releases/20261120093000/node_modules/@aws-sdk/credential-provider-node/dist-cjs/index.js:133:11',
  'commit 9b66c700b3422fab0dcc8b1db335f60902f7123b deployed',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:shop/production',
  'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf was read',
  'arn:aws:iam::111122223333:role/CodeDeployServiceRole',
  'request 7f0c9b8e-8e5f-4c0a-9f68-4b3b4f3a9f10 took 12 ms',
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5',
  'integrity sha512-z8ZSlmB9mN5xq0o3bQ5pTt9q2mN7T5cJ1sV8kD0wX4yA6uF3hG7jK2lP1oR9eW5tYiU8nB3vC6xZ0aS4dF7gHw==',
  'cache key: users:42',
  'cache_key=users/42.json',
  'primary_key=id partition_key=tenant',
  'Key=Name,Value=web-01',
  'KeyError: name',
  'using key pair deploy-2024',
  'tests pass: 128, fail: 0',
  'pass=128 fail=0 skip=2',
  'bypass=1 compass=north passenger=7',
  'docker run -p 8080:80 -u 1000:1000 shop:latest',
  'mkdir -p /opt/app/shared',
  'mysql -h db -P 3306 -u root shop',
  'psql -h db -p 5432 -U ada shop',
  'ssh -p 2222 ada@host',
  'curl -fsS -o /dev/null https://example.com/health',
  'curl --user-agent probe:1 https://example.com',
  'login failed for ada',
  'aws ecr get-login-password | docker login --password-stdin',
  '<passwordPolicy>required</passwordPolicy>',
  'Unable to locate credentials. You can configure credentials by running "aws configure".',
  'npm WARN deprecated request@2.88.2: request has been deprecated',
  'npm_config_registry is set, npm_lifecycle_event too',
  'service pypi-mirror is healthy, key-value store ready',
  'i-0a3ac5cc4628af9a8 subnet-0123456789abcdef0 sg-0123456789abcdef0 ami-0123456789abcdef0',
  'shop-production-blue-green-deployment-group-with-a-long-name-in-eu-central-1',
  'COM_GITHUB_ACTIONS_RUNNER_VERSION=2.311.0 NODE_OPTIONS=--max-old-space-size=4096',
  '\x1b[32m✔ 12 tests passed\x1b[0m in 3.1 s',
  'secretariat: open, tokenizer: bpe, keyboard: us',
  'waiting for lock on /var/lib/dpkg/lock-frontend (pid 1234)',
  'Installed: openssl-libs-1:3.0.7-27.el9.x86_64',
  'java.lang.IllegalStateException: Failed to load ApplicationContext at org.springframework.boot.SpringApplication.run(SpringApplication.java:301)',
])('redaction leaves a harmless line unchanged: %j', (line) => {
  expect(scrubbed(line)).toBe(line)
  expect(scrubbed(`[stdout]${line}\n`)).toBe(`[stdout]${line}\n`)
})

/** The CPU milliseconds of the fastest of some runs; time on the clock would include what else the machine does. */
function least(runs: number, work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

describe('redaction time grows linearly with the text', () => {
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
    'password = ',
    'password = a ',
    '"secret":{',
    '"secret":{"a',
    '"secrets":["a"',
    '<password>',
    '<password',
    'key="password" value="',
    'curl ',
    'curl -u a',
    'mysql ',
    'mysql -p',
    'login ',
    'login a password ',
    'key=',
    'key=1a',
    'sk_test_',
    'SG.aaaaaaaaaaaaaaaa.',
    'hooks.slack.com/services/',
    '1234567890:A',
    'a0Q~',
    '-us1',
    '\x1b[',
    '\x1b[1m',
    'a.b.',
    '----',
    'A-',
    'eyJ.',
  ]
  test.each(HOSTILE)('for %j', (piece) => {
    const text = (length: number) => `password ${piece.repeat(Math.ceil(length / piece.length))}`
    // Below 128 kB, from where V8 keeps strings elsewhere, which makes a step of its own.
    const [short, long] = [text(30_000), text(120_000)]
    scrubbed(short)
    // Quadratic work would be 16 times as much. A garbage collection may disturb a measurement, which is then repeated.
    const isLinear = () => least(3, () => scrubbed(long)) < 10 * least(3, () => scrubbed(short)) + 5
    expect(Array.from({ length: 20 }, (_, attempt) => attempt).some(isLinear)).toBe(true)
  })
})

test.each(Array.from({ length: 41 }, (_, length) => [length]))(
  'redaction finds a secret key after %i other characters',
  (length) => {
    const before = '.'.repeat(length)
    expect(scrubbed(`${before}${SECRET_KEY}.`)).toBe(`${before}${REDACTED}.`)
  },
)
