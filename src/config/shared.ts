import { count, onOrOff, SECONDS, setting, text, type Values } from './setting.ts'

const ONE_URL = String.raw`rediss?:\/\/[^\s,/]+(?:\/\d+)?`

const URLS = new RegExp(`^${ONE_URL}(?:,${ONE_URL})*$`)

/** Whether user and password hold nothing that ends them early, or that cannot be decoded. */
function isRedisUrl(text: string): boolean {
  try {
    const { username, password, search, hash } = new URL(text)
    decodeURIComponent(username + password)
    return search === '' && hash === ''
  } catch {
    return false // without the error, which shows the whole URL
  }
}

/** The memory and the limits that several processes of the gateway share. */
export const shared = {
  redisUrl: setting(
    'REDIS_URL',
    undefined,
    text(URLS, 'a URL such as rediss://user:password@host:6379/0, or several with commas').refine(
      (urls) => !URLS.test(urls) || urls.split(',').every(isRedisUrl),
      { error: 'percent-encode user and password, such as %23 for #' },
    ),
    'the Redis or Valkey in which processes [share what they read, and their limits](caching.md#several-processes), `rediss://` for TLS; of a Cluster or of Sentinels several, separated by commas',
  ),
  redisCluster: setting('REDIS_CLUSTER', false, onOrOff, '`on`: `REDIS_URL` names nodes of a Cluster'),
  redisMaster: setting(
    'REDIS_MASTER',
    undefined,
    text(/^\S+$/, 'the name of a master'),
    'the name of the master, where `REDIS_URL` names Sentinels, by default at port 26379; user and password of the URL are those of the master',
  ),
  redisSentinelUsername: setting(
    'REDIS_SENTINEL_USERNAME',
    undefined,
    text(/^\S+$/, 'the name of a user'),
    'the user of the Sentinels, if they have one',
  ),
  redisSentinelPassword: setting(
    'REDIS_SENTINEL_PASSWORD',
    undefined,
    text(/^.+$/, 'a password'),
    'the password of the Sentinels, if they have one',
  ),
  redisTimeoutMs: setting(
    'REDIS_TIMEOUT_MS',
    50,
    count('milliseconds', 1, 5_000),
    'how long a read waits for Redis before it calls AWS, and a request before its rate is limited in the process alone; 1 to 5000',
  ),
  redisFinalSeconds: setting(
    'REDIS_FINAL_SECONDS',
    86_400,
    SECONDS,
    'how long Redis keeps what can no longer change; 0 to 86400, 0: not at all, but for the 15 seconds of [live updates](live.md#several-processes)',
  ),
  shareLogs: setting(
    'SHARE_LOGS',
    true,
    onOrOff,
    '`off`: CodeDeploy targets, which have the output of scripts, are not stored in Redis',
  ),
}

/** Settings of Redis that exclude each other: one of them would be ignored. Nothing of a URL but the database is shown. */
export function* contradictions(settings: Values<Pick<typeof shared, 'redisUrl' | 'redisCluster' | 'redisMaster'>>) {
  const { redisUrl, redisCluster, redisMaster } = settings
  const [first, ...others] = redisUrl?.split(',').map((url) => new URL(url)) ?? []
  if (!first) return
  if (redisCluster && redisMaster) yield 'redisCluster: expected off with redisMaster, found on'
  if (others.length > 0 && !redisCluster && !redisMaster)
    yield `redisUrl: expected one URL without redisCluster and redisMaster, found ${others.length + 1}`
  if (redisCluster && databaseIn(first) > 0)
    yield `redisUrl: expected database 0 with redisCluster, found ${databaseIn(first)}`
  for (const [index, other] of others.entries())
    for (const part of differences(first, other))
      yield `redisUrl: expected the ${part} of the first URL in all, found another in URL ${index + 2}`
}

const databaseIn = ({ pathname }: URL): number => Number(pathname.slice(1))

/** The parts in which another URL differs. Only the first one counts, so the others need no user, password and database. */
function* differences(first: URL, other: URL): Generator<string> {
  if (other.protocol !== first.protocol) yield 'scheme'
  if (other.username && other.username !== first.username) yield 'user'
  if (other.password && other.password !== first.password) yield 'password'
  if (other.pathname && databaseIn(other) !== databaseIn(first)) yield 'database'
}
