import type { Checked, Permission } from '../../aws/calls/permission.ts'

/** The remedies for errors other than a missing permission, by the error's name; the first match applies. */
const BY_ERROR: readonly (readonly [RegExp, string])[] = [
  [/ExpiredToken|TokenRefreshRequired|TokenProviderError/, 'sign in again: the credentials have expired'],
  [/RequestExpired|RequestInTheFuture|RequestTimeTooSkewed/, 'set the clock of this machine'],
  [/Signature/, 'check the secret access key, and the clock of this machine'],
  [
    /UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|InvalidToken|AuthFailure/,
    'check the access key and the session token: AWS does not know them; they may be deleted, or of another partition',
  ],
  [/OptInRequired|RegionDisabled/, 'enable the region in the account, or remove the location'],
  [/SubscriptionRequired|NotSignedUp/, 'activate the service in the account'],
  [/ENOTFOUND|EAI_AGAIN|EndpointError/, 'check the region, the endpoint and the DNS: the host name is not known'],
  [/CERT|SELF_SIGNED|SSL|TLS/, 'trust the certificate authority of the proxy: NODE_EXTRA_CA_CERTS'],
  [/Throttl|TooManyRequests|RateExceeded/, 'run it again later: AWS throttles the account'],
]

const CREDENTIALS = 'set AWS_PROFILE or the AWS_* credentials, sign in again, or let the roleArn trust this identity'
const ASSUME_ROLE = 'let the trust policy of the roleArn name this identity, and allow the identity sts:AssumeRole'
const NETWORK = 'check the network, the endpoint and the region, and run it again'

/** The change that allows an action; undefined if it is allowed. `triedReal`: with how many real things it was denied. */
export function fixOf(
  { state, errorName = '', message = '' }: Checked,
  action: string,
  { onlyFor, names }: Pick<Permission, 'onlyFor' | 'names'>,
  triedReal: number,
): string | undefined {
  if (state === 'allowed') return undefined
  const fix = BY_ERROR.find(([name]) => name.test(errorName))?.[1]
  if (fix) return fix
  if (state === 'credentials') return message.includes('sts:AssumeRole') ? ASSUME_ROLE : CREDENTIALS
  if (state === 'unanswered') return NETWORK
  if (onlyFor) return `allow ${action}; it is only for ${onlyFor}`
  const doubt = names > 0 && triedReal === 0 ? ', unless it names resources: there was no real one to try' : ''
  return `allow ${action} in the policy of the role${doubt}`
}
