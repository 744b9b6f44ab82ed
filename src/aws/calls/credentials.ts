import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import { CredentialsProviderError } from '@smithy/core/config'
import {
  type AwsCredentialIdentity,
  type InitializeMiddleware,
  type MetadataBearer,
  type MiddlewareStack,
  SMITHY_CONTEXT_KEY,
} from '@smithy/types'
import type { LocationConfig } from '../../config/locations.ts'
import { withinShare } from '../time-share.ts'
import { markOfCredentials } from './sdk-error.ts'

/** Reads credentials. A new provider is created each time, because the SDK's own providers cache what they read. */
type NewProvider = () => Provider

type Provider = ReturnType<typeof fromNodeProviderChain>
type Properties = Parameters<Provider>[0]

// The provider of the credentials (saml2aws, an agent, the SDK's metadata service) is not called more often, regardless
// of how many calls are refused.
const MIN_INTERVAL_MS = 1_000

// Credentials are read again this long before they expire, and used until then. The margin is the SDK's own.
const RENEWAL_MS = 300_000

// A credential process may wait for keyboard input, and the SDK waits for it indefinitely.
const MAX_READ_MS = 30_000

/**
 * The credentials of one location, for the clients of all services. They are read on first use, again before they
 * expire, and again when AWS refuses them, since they may have been renewed or revoked; at most once a second.
 */
export class Credentials {
  readonly #newProvider: NewProvider
  readonly #clock: () => number
  readonly #maxReadMs: number
  #current: AwsCredentialIdentity | undefined
  #reading: Promise<AwsCredentialIdentity> | undefined
  #failure: unknown
  #readAt = Number.NEGATIVE_INFINITY

  /** `clock` returns milliseconds from any starting point; a read takes at most `maxReadMs`. */
  constructor(newProvider: NewProvider, clock = () => performance.now(), maxReadMs = MAX_READ_MS) {
    this.#newProvider = newProvider
    this.#clock = clock
    this.#maxReadMs = maxReadMs
  }

  /** For a client's `credentials`. Rejects with what the provider throws. */
  readonly provider = Object.assign(
    async (properties?: Properties): Promise<AwsCredentialIdentity> => {
      const current = this.#current
      if (current && !expiresIn(current, RENEWAL_MS)) return current
      const isTooSoon = !this.#reading && this.#clock() - this.#readAt < MIN_INTERVAL_MS
      if (current && (isTooSoon || !expiresIn(current, 0))) {
        if (!isTooSoon) this.#read(properties).catch(() => undefined) // the current ones are valid until they expire
        return current
      }
      if (isTooSoon) throw this.#failure
      return this.#read(properties)
    },
    { memoized: true }, // otherwise the SDK caches the result until it expires
  )

  /**
   * Whether the credentials differ from those that AWS refused. Reads them again if they are the same and have been in
   * use for the given number of milliseconds.
   */
  async renewed(refused: AwsCredentialIdentity, minAgeMs = MIN_INTERVAL_MS): Promise<boolean> {
    const isCurrent = () => this.#current !== undefined && areEqual(this.#current, refused)
    if (isCurrent() && (this.#reading || this.#clock() - this.#readAt >= minAgeMs))
      await this.#read().catch(() => undefined) // the refusal explains more
    return this.#current !== undefined && !isCurrent()
  }

  #read(properties?: Properties): Promise<AwsCredentialIdentity> {
    if (this.#reading) return this.#reading
    this.#readAt = this.#clock()
    const late = () => new CredentialsProviderError(`Credentials were not read within ${this.#maxReadMs} ms.`)
    this.#reading = withinShare(this.#newProvider()(properties), this.#maxReadMs, late)
      .then(
        (read) => {
          this.#current = read
          return read
        },
        (error) => {
          markOfCredentials(error)
          this.#failure = error
          throw error
        },
      )
      .finally(() => {
        this.#reading = undefined
      })
    return this.#reading
  }
}

const expiresIn = ({ expiration }: AwsCredentialIdentity, ms: number) =>
  expiration !== undefined && expiration.getTime() - Date.now() < ms

const areEqual = (one: AwsCredentialIdentity, other: AwsCredentialIdentity) =>
  one.accessKeyId === other.accessKeyId &&
  one.secretAccessKey === other.secretAccessKey &&
  one.sessionToken === other.sessionToken

/** Settings of the STS calls that assume a role. */
type StsConfig = NonNullable<Parameters<typeof fromTemporaryCredentials>[0]['clientConfig']>

/** How the credentials of a location are read. Shared files are read from disk each time, since the SDK caches them. */
export function providerOf({ roleArn, externalId, profile }: LocationConfig, clientConfig: StsConfig): NewProvider {
  const base = () => fromNodeProviderChain({ profile, ignoreCache: true })
  if (!roleArn) return profile ? () => fromIni({ profile, ignoreCache: true }) : base
  return () =>
    fromTemporaryCredentials({
      masterCredentials: base(),
      params: { RoleArn: roleArn, ExternalId: externalId, RoleSessionName: 'deploygraph' },
      clientConfig,
    })
}

// AWS errors for credentials that are invalid or no longer valid, as opposed to lacking a permission.
const REFUSALS =
  /^(?:ExpiredToken|InvalidToken|TokenRefreshRequired|UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|AuthFailure|InvalidSignature|SignatureDoesNotMatch)(?:Exception)?$/

/** Whether AWS answered that the credentials themselves are invalid, or no longer valid. */
export const refusesCredentials = (error: Error): boolean => REFUSALS.test(error.name)

// IAM revokes the sessions of a role with a policy that denies everything to older sessions. That cannot be
// distinguished from a policy that denies an action to any session, so the session is not renewed more often.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
const MAY_BE_REVOKED = /with an explicit deny in an identity-based policy/
const MIN_DENIED_AGE_MS = 60_000

/** How long credentials have to have been in use to be read again after an error; undefined: it is not about them. */
function minAgeMs(error: Error, { sessionToken }: AwsCredentialIdentity): number | undefined {
  if (refusesCredentials(error)) return MIN_INTERVAL_MS
  const mayBeRevoked = sessionToken && error.name.startsWith('AccessDenied') && MAY_BE_REVOKED.test(error.message)
  return mayBeRevoked ? MIN_DENIED_AGE_MS : undefined
}

/**
 * Sends a call, and once more where the credentials that it `used` were refused and there are others by now; `used` tells
 * which, as soon as it has asked for them.
 */
export async function renewing<T>(
  credentials: Credentials,
  send: () => Promise<T>,
  used: () => AwsCredentialIdentity | undefined,
): Promise<T> {
  try {
    return await send()
  } catch (error) {
    const identity = used()
    const age = identity && error instanceof Error ? minAgeMs(error, identity) : undefined
    if (!identity || age === undefined || !(await credentials.renewed(identity, age))) throw error
    return send()
  }
}

/** Makes a client send a call once more where its credentials were refused and there are others by now. */
export function retryWithRenewed(stack: MiddlewareStack<object, MetadataBearer>, credentials: Credentials): void {
  const retryOnce: InitializeMiddleware<object, MetadataBearer> = (next, context) => (args) => {
    const used = () => {
      const scheme: { identity?: object } | undefined = context[SMITHY_CONTEXT_KEY]?.selectedHttpAuthScheme
      return scheme?.identity as AwsCredentialIdentity | undefined
    }
    return renewing(credentials, () => next(args), used)
  }
  stack.add(retryOnce, { step: 'initialize', name: 'renewCredentialsMiddleware' })
}
