/** The caller. */
export interface Identity {
  /** The `sub` of a token, the name of an API key. Fit for a log. */
  subject: string
  scopes: ReadonlySet<string>
  /** When the credential expires, in milliseconds since 1970; undefined: never. */
  expiresAt?: number
}

/** In which a federation router says for whom it asks. */
export const ROUTER_HEADER = 'x-router-authorization'

/** All headers in which somebody may say who they are. */
export const CREDENTIAL_HEADERS = ['authorization', 'x-api-key', ROUTER_HEADER]

/** What it takes to read anything. */
export const READ = 'deployments:read'
/** What it takes to read what scripts wrote. */
export const READ_LOGS = 'logs:read'
const LOCATION = 'location:'

/** The names of the locations that somebody may see; undefined: all of them, because no scope names one. */
export function visibleLocations({ scopes }: Identity): ReadonlySet<string> | undefined {
  const names = [...scopes].flatMap((scope) => (scope.startsWith(LOCATION) ? scope.slice(LOCATION.length) : []))
  return names.length > 0 ? new Set(names) : undefined
}
