import { stat } from 'node:fs/promises'
import type { Authentication } from './auth.ts'
import type { LocationConfig } from './locations.ts'

/** The checked part of a configuration. */
interface Configured {
  corsOrigins: readonly string[]
  locations: readonly LocationConfig[]
  auth: Authentication
  redisUrl?: string
}

/**
 * Warnings about settings that are valid but seldom intended, one sentence each, for the log at startup. `secretsFile`
 * is the path of the configuration file if it holds a secret.
 */
export async function warningsOf(config: Configured, secretsFile?: string): Promise<string[]> {
  return [
    ...ofOrigins(config),
    ...ofTwins(config.locations),
    ...ofScopes(config),
    ...ofUnshared(config),
    ...(secretsFile === undefined ? [] : await ofFile(secretsFile)),
  ]
}

const ofOrigins = ({ corsOrigins }: Configured) =>
  corsOrigins.includes('*')
    ? ["corsOrigins: * allows pages of every site to query this gateway from their visitors' browsers"]
    : []

/** Lists contain every item of such a location twice, with different ids. */
function* ofTwins(locations: readonly LocationConfig[]): Generator<string> {
  const keys = locations.map(({ region, endpoint, accountId, roleArn, profile }) =>
    JSON.stringify([region, endpoint, accountId ?? roleArn?.split(':')[4] ?? { profile }]),
  )
  for (const [index, key] of keys.entries()) {
    const first = keys.indexOf(key)
    if (first < index)
      yield `locations[${index}] has the same account and region as locations[${first}]: lists contain their items twice`
  }
}

/** Not a mistake: such a key can read less than intended, never more, and several gateways may share one file. */
function* ofScopes({ auth, locations }: Configured): Generator<string> {
  const configured = new Set(locations.map(({ name }) => `location:${name}`))
  for (const [at, { scopes }] of (auth.mode === 'apiKey' ? auth.keys : []).entries())
    for (const [index, scope] of scopes.entries())
      if (scope.startsWith('location:') && !configured.has(scope))
        yield `apiKeys[${at}].scopes[${index}] names a location that is not configured`
}

/** Credentials of other accounts would read the same keys. */
function* ofUnshared({ redisUrl, locations }: Configured): Generator<string> {
  for (const [index, { accountId, roleArn }] of locations.entries())
    if (redisUrl && !accountId && !roleArn)
      yield `locations[${index}] has no accountId and no roleArn: what is read there, and the pace of its calls, is not shared through Redis`
}

const OTHERS_READ = 0o004

async function ofFile(path: string): Promise<string[]> {
  const { mode } = await stat(path)
  return mode & OTHERS_READ
    ? [`${path} contains a secret and every user of this machine can read it: run chmod o-r on it`]
    : []
}
