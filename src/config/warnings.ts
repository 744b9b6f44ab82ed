import { stat } from 'node:fs/promises'
import type { Authentication } from './auth.ts'
import type { LocationConfig } from './locations.ts'

/** The checked part of a configuration. */
interface Configured {
  corsOrigins: readonly string[]
  locations: readonly LocationConfig[]
  auth: Authentication
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
    ...(secretsFile === undefined ? [] : await ofFile(secretsFile)),
  ]
}

const ofOrigins = ({ corsOrigins }: Configured) =>
  corsOrigins.includes('*') ? ["corsOrigins: * lets the pages of every site ask from their visitors' browsers"] : []

/** Everything there is listed once for each of the two, under different ids. */
function* ofTwins(locations: readonly LocationConfig[]): Generator<string> {
  const keys = locations.map(({ region, endpoint, accountId, roleArn, profile }) =>
    JSON.stringify([region, endpoint, accountId ?? roleArn?.split(':')[4] ?? { profile }]),
  )
  for (const [index, key] of keys.entries()) {
    const first = keys.indexOf(key)
    if (first < index)
      yield `locations[${index}] is the account and region of locations[${first}]: what is there is listed twice`
  }
}

/** Such a key is shown less than was meant, never more, and one file may serve gateways with different locations. */
function* ofScopes({ auth, locations }: Configured): Generator<string> {
  const configured = new Set(locations.map(({ name }) => `location:${name}`))
  for (const [at, { scopes }] of (auth.mode === 'apiKey' ? auth.keys : []).entries())
    for (const [index, scope] of scopes.entries())
      if (scope.startsWith('location:') && !configured.has(scope))
        yield `apiKeys[${at}].scopes[${index}] names a location that is not configured`
}

const OTHERS_READ = 0o004

async function ofFile(path: string): Promise<string[]> {
  const { mode } = await stat(path)
  return mode & OTHERS_READ ? [`${path} holds a secret and can be read by every user of this machine: chmod o-r`] : []
}
