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
    'maximum size of a request body; 1000 to 100000000',
  ),
  corsOrigins: setting(
    'CORS_ORIGINS',
    [],
    list(origin as z.ZodType<string>, 'a list of origins'),
    'origins that may send requests from a browser, such as `https://dashboard.example.com`; separated by commas (in the file a list), `*` for all',
  ),
  trustedDocuments: setting(
    'TRUSTED_DOCUMENTS',
    'off',
    z
      .literal([...TRUST, false], `one of ${TRUST.join(', ')}`) // false: how YAML 1.1 tools write off
      .transform((value) => value || 'off'),
    '`log` logs documents that are not in the manifest, `enforce` refuses them',
  ),
  trustedDocumentsFile: setting(
    'TRUSTED_DOCUMENTS_FILE',
    undefined,
    text(/\S/, 'the path of a file'),
    "the manifest, in the format of Apollo's or Relay's tools; required unless off",
  ),
  mcp: setting(
    'MCP',
    false,
    onOrOff,
    '`on` answers assistants at `POST /mcp` with the questions of the cookbook and the trusted documents as tools',
  ),
  scrubLogs: setting(
    'SCRUB_LOGS',
    true,
    onOrOff,
    '`off` shows the output of scripts as AWS sends it, including any passwords and keys in it',
  ),
}
