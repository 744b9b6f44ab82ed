import { z } from 'zod'
import { count, list, oneOf, onOrOff, setting, text } from './setting.ts'

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const TRUST = ['off', 'log', 'enforce'] as const

const origin = z.unknown().refine(isOrigin, {
  error: ({ input }) => `expected an origin such as https://example.com, or *, found ${JSON.stringify(input)}`,
})

/** As browsers send it in `Origin`, or `*`. */
function isOrigin(value: unknown): value is string {
  return (
    value === '*' ||
    (typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value)
  )
}

/** Where the gateway listens, and what it takes and runs. */
export const http = {
  host: setting(
    'HOST',
    '127.0.0.1',
    text(/^\S+$/, 'a host name or an address'),
    'the address to listen on; `0.0.0.0` for all',
  ),
  port: setting('PORT', 4000, count(undefined, 0, 65_535), 'the port to listen on; 0 for any'),
  logLevel: setting('LOG_LEVEL', 'info', oneOf(LOG_LEVELS), 'trace, debug, info, warn, error, fatal or silent'),
  bodyBytes: setting(
    'BODY_BYTES',
    1_000_000,
    count('bytes', 1_000, 100_000_000),
    'how large the body of a request may be; 1000 to 100000000',
  ),
  corsOrigins: setting(
    'CORS_ORIGINS',
    [],
    list(origin as z.ZodType<string>, 'a list of origins'),
    'whose pages may ask from a browser, such as `https://dashboard.example.com`; several between commas (in the file a list), `*` for all',
  ),
  trustedDocuments: setting(
    'TRUSTED_DOCUMENTS',
    'off',
    z
      .literal([...TRUST, false], `one of ${TRUST.join(', ')}`) // false: how YAML 1.1 tools write off
      .transform((value) => value || 'off'),
    '`log` names the documents that the manifest does not have, `enforce` refuses them',
  ),
  trustedDocumentsFile: setting(
    'TRUSTED_DOCUMENTS_FILE',
    undefined,
    text(/\S/, 'the path of a file'),
    "the manifest, as Apollo's or Relay's tools write it; needed unless off",
  ),
  scrubLogs: setting(
    'SCRUB_LOGS',
    true,
    onOrOff,
    '`off` shows what scripts wrote as AWS sends it, with the passwords and keys that may be in it',
  ),
}
