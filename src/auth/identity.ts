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

/** All headers that may identify a caller. */
export const CREDENTIAL_HEADERS = ['authorization', 'x-api-key', ROUTER_HEADER]

/** The scope to read anything. */
export const READ = 'deployments:read'
/** The scope to read script output. */
export const READ_LOGS = 'logs:read'
const LOCATION = 'location:'

/** The names of the locations that a caller may read; undefined: all of them, because no scope names one. */
export function visibleLocations({ scopes }: Identity): ReadonlySet<string> | undefined {
  const names = [...scopes].flatMap((scope) => (scope.startsWith(LOCATION) ? scope.slice(LOCATION.length) : []))
  return names.length > 0 ? new Set(names) : undefined
}
