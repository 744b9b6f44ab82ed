import { z } from 'zod'
import { mapping, oneOf, onOrOff, setting, text, type Values } from './setting.ts'

const MODES = ['none', 'jwt', 'apiKey', 'router'] as const

// RFC 7518, 3.2: a key of HS256 has at least as many bits as its hash, 256.
const MIN_SECRET_LENGTH = 32

const secret = text(new RegExp(`^\\S{${MIN_SECRET_LENGTH},}$`), `a secret of ${MIN_SECRET_LENGTH} or more characters`)

/** Whether a host name or an address is this machine's own, which no other machine can reach. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1)$/.test(host)

const keySetUrl = z
  .url('an https URL')
  .refine((url) => !URL.canParse(url) || /^https:/.test(url) || isLoopback(new URL(url).hostname), {
    error:
      'expected https, because anyone who can change the keys in transit can let anybody in, found another protocol',
  })

/** Authentication. */
export const auth = {
  authMode: setting('AUTH_MODE', 'none', oneOf(MODES), 'who may ask: `none` (everybody), `jwt`, `apiKey` or `router`'),
  allowAnonymous: setting(
    'ALLOW_ANONYMOUS',
    false,
    z.preprocess((value) => ({ '1': true, '0': false })[String(value)] ?? value, onOrOff),
    '`on` or `1` lets `serve` listen beyond loopback with the mode `none`',
  ),
  authJwksUrl: setting('AUTH_JWKS_URL', undefined, keySetUrl, 'jwt: where the public keys of the issuer are'),
  authJwtSecret: setting(
    'AUTH_JWT_SECRET',
    undefined,
    secret,
    'jwt: the secret for signatures (HS256), instead of public keys',
  ),
  authIssuer: setting('AUTH_ISSUER', undefined, text(/\S/, 'an issuer'), 'jwt, router: the `iss` that tokens need'),
  authAudience: setting(
    'AUTH_AUDIENCE',
    undefined,
    text(/\S/, 'an audience'),
    'jwt, router: the required `aud` of tokens',
  ),
  authRouterSecret: setting(
    'AUTH_ROUTER_SECRET',
    undefined,
    secret,
    'router: the secret with which the router signs the caller and scopes',
  ),
}

/** One of the `apiKeys` of the configuration file. */
const apiKey = mapping({
  name: text(/^\S{1,100}$/, 'a name of 1 to 100 characters without spaces'),
  sha256: text(/^[0-9a-f]{64}$/i, "the key's sha256 in hexadecimal digits"),
  // An unknown one may be a known one misspelled; without any of locations, all of them are open.
  scopes: z.array(
    text(/^(deployments:read|logs:read|location:[\w-]+)$/, 'deployments:read, logs:read or location:<name>'),
    'a list of scopes',
  ),
})

/** Each key belongs to one name. One name may have several keys while they are rotated. */
export const apiKeyList = z
  .array(apiKey, 'a list of API keys')
  .min(1, 'at least one API key')
  .superRefine(
    (list, { addIssue }) => {
      const hashes = list.map((entry) => String(entry?.sha256).toLowerCase())
      for (const [index, hash] of hashes.entries()) {
        const first = hashes.indexOf(hash)
        if (list[index]?.sha256 === undefined || first === index) continue
        const message = `expected a key of its own, found that of apiKeys[${first}]`
        addIssue({ code: 'custom', path: [index, 'sha256'], message })
      }
    },
    { when: ({ value }) => Array.isArray(value) },
  )

/** How callers are authenticated, with the settings of that mode. */
export type Authentication =
  | { mode: 'none' }
  | { mode: 'jwt'; key: { jwksUrl: string } | { secret: string }; issuer: string; audience: string }
  | { mode: 'apiKey'; keys: z.infer<typeof apiKeyList> }
  | { mode: 'router'; secret: string; issuer: string; audience: string }

type Settings = Omit<Values<typeof auth>, 'allowAnonymous'> & { apiKeys?: z.infer<typeof apiKeyList> }

const OF_MODES = ['authJwksUrl', 'authJwtSecret', 'authIssuer', 'authAudience', 'authRouterSecret', 'apiKeys'] as const

/**
 * Checks the settings of a mode together. Missing and contradictory settings are added to `mistakes`, as are settings of a
 * mode if no mode is chosen (`isModeSet`): the gateway would accept everybody, which was probably not intended.
 */
export function authentication(settings: Settings, isModeSet: boolean, mistakes: string[]): Authentication {
  const mode = settings.authMode
  const ignored = OF_MODES.filter((key) => settings[key] !== undefined)
  if (!isModeSet && ignored.length > 0)
    mistakes.push(`authMode: expected one of ${MODES.join(', ')} with ${ignored.join(', ')}, found nothing`)
  const needed = (key: keyof Settings): string => {
    const value = settings[key]
    if (typeof value === 'string') return value
    mistakes.push(`${key}: expected with authMode ${mode}, found nothing`)
    return ''
  }
  if (mode === 'none') return { mode }
  if (mode === 'apiKey') {
    if (!settings.apiKeys) mistakes.push(`apiKeys: expected in the file with authMode ${mode}, found nothing`)
    return { mode, keys: settings.apiKeys ?? [] }
  }
  const from = { issuer: needed('authIssuer'), audience: needed('authAudience') }
  if (mode === 'router') return { mode, secret: needed('authRouterSecret'), ...from }
  const { authJwksUrl: jwksUrl, authJwtSecret } = settings
  if ((jwksUrl === undefined) === (authJwtSecret === undefined))
    mistakes.push(
      `authJwksUrl: expected with authMode ${mode}, or else authJwtSecret, found ${jwksUrl ? 'both' : 'neither'}`,
    )
  return { mode, key: jwksUrl ? { jwksUrl } : { secret: authJwtSecret ?? '' }, ...from }
}
