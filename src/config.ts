import { readFile } from 'node:fs/promises'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import { type LocationConfig, locationList, locationOfSdk, mapping, text } from './location-config.ts'
import { type Manifest, readManifest } from './manifest.ts'

export type { LocationConfig }

/** Everything a gateway is started with. */
export interface Config {
  host: string
  /** 0 lets the operating system choose. */
  port: number
  logLevel: (typeof LOG_LEVELS)[number]
  /** How large the body of a request may be. */
  bodyBytes: number
  /** Of which origins browsers may show a page what is answered here; `*`: of all. */
  corsOrigins: string[]
  /** What becomes of a document that the manifest does not have: it runs, it runs and is logged, it is refused. */
  trustedDocuments: (typeof TRUST)[number]
  /** Empty when `trustedDocuments` is off. */
  manifest: Manifest
  /** Whether anything is remembered from one request to the next. */
  cache: boolean
  /** For how many seconds what can still change is used again, by service; lists and what is not there half of it. */
  codedeployCacheSeconds: number
  appconfigCacheSeconds: number
  imagebuilderCacheSeconds: number
  /** For how many milliseconds a batch waits for the keys of other requests; 0: for those of the same tick. */
  batchWindowMs: number
  /** For how many seconds the activity feed uses what it enumerated; 0: it enumerates for every page. */
  enumerationSeconds: number
  /** Whether every answer tells what it cost; otherwise only those asked with `x-aws-receipt: 1` do. */
  receipt: boolean
  /** At least one. */
  locations: LocationConfig[]
}

export interface ConfigSources {
  env?: NodeJS.ProcessEnv
  /** Path of the configuration file; without it, `deploygraph.yaml` is read if the working directory has one. */
  file?: string
  flags?: { host?: string; port?: string }
  /** Instead of the configured ones, as the demo needs. */
  locations?: LocationConfig[]
}

/** The configuration cannot be used; the message has one line for each mistake. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const DEFAULT_FILE = 'deploygraph.yaml'
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const TRUST = ['off', 'log', 'enforce'] as const
/** The environment variable of each key. */
export const VARIABLES = {
  host: 'HOST',
  port: 'PORT',
  logLevel: 'LOG_LEVEL',
  bodyBytes: 'BODY_BYTES',
  corsOrigins: 'CORS_ORIGINS',
  trustedDocuments: 'TRUSTED_DOCUMENTS',
  trustedDocumentsFile: 'TRUSTED_DOCUMENTS_FILE',
  cache: 'CACHE',
  codedeployCacheSeconds: 'CODEDEPLOY_CACHE_SECONDS',
  appconfigCacheSeconds: 'APPCONFIG_CACHE_SECONDS',
  imagebuilderCacheSeconds: 'IMAGEBUILDER_CACHE_SECONDS',
  batchWindowMs: 'BATCH_WINDOW_MS',
  enumerationSeconds: 'ENUMERATION_SECONDS',
} as const
/** What holds unless it is configured otherwise. */
export const DEFAULTS = {
  host: '127.0.0.1',
  port: 4000,
  logLevel: 'info',
  bodyBytes: 1_000_000,
  corsOrigins: [] as string[],
  trustedDocuments: 'off',
  cache: true,
  codedeployCacheSeconds: 1,
  appconfigCacheSeconds: 1,
  imagebuilderCacheSeconds: 1,
  batchWindowMs: 2,
  enumerationSeconds: 60,
  receipt: false,
} as const

const PORT = 'a whole number from 0 to 65535'
const SECONDS = 'a number of seconds from 0 to 86400'
const BYTES = 'a whole number of bytes from 1000 to 100000000'
const WINDOW = 'a number of milliseconds from 0 to 100'
const fromText = (value: unknown) => (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value)
const fromList = (value: unknown) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value)
const origin = z.unknown().refine(isOrigin, {
  error: ({ input }) => `expected an origin such as https://example.com, or *, found ${JSON.stringify(input)}`,
})
const seconds = z.preprocess(fromText, z.number(SECONDS).min(0, SECONDS).max(86_400, SECONDS)).optional()
const settings = {
  host: text(/^\S+$/, 'a host name or an address').optional(),
  port: z.preprocess(fromText, z.int(PORT).min(0, PORT).max(65535, PORT)).optional(),
  logLevel: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`).optional(),
  bodyBytes: z.preprocess(fromText, z.int(BYTES).min(1_000, BYTES).max(100_000_000, BYTES)).optional(),
  corsOrigins: z.preprocess(fromList, z.array(origin, 'a list of origins')).optional(),
  trustedDocuments: z
    .literal([...TRUST, false], `one of ${TRUST.join(', ')}`) // false: how YAML 1.1 tools write off
    .transform((value) => value || 'off')
    .optional(),
  trustedDocumentsFile: text(/\S/, 'the path of a file').optional(),
  cache: z
    .literal(['on', 'off', true, false], 'on or off') // true and false: how YAML 1.1 tools write on and off
    .transform((value) => value === 'on' || value === true)
    .optional(),
  codedeployCacheSeconds: seconds,
  appconfigCacheSeconds: seconds,
  imagebuilderCacheSeconds: seconds,
  batchWindowMs: z.preprocess(fromText, z.number(WINDOW).min(0, WINDOW).max(100, WINDOW)).optional(),
  enumerationSeconds: seconds,
}
const settingsSchema = mapping(settings)
/** All that the configuration file may hold. */
export const fileSchema = mapping({ ...settings, locations: locationList.optional() })

/** What each key of the file means, for the tables of docs/configuration.md and README.md. */
export const MEANINGS: Record<keyof typeof fileSchema.shape, string> = {
  host: 'the address to listen on; `0.0.0.0` for all',
  port: 'the port to listen on; 0 for any',
  logLevel: 'trace, debug, info, warn, error, fatal or silent',
  bodyBytes: 'how large the body of a request may be; 1000 to 100000000',
  corsOrigins:
    'whose pages may ask from a browser, such as `https://dashboard.example.com`; several between commas (in the file a list), `*` for all',
  trustedDocuments: '`log` names the documents that the manifest does not have, `enforce` refuses them',
  trustedDocumentsFile: "the manifest, as Apollo's or Relay's tools write it; needed unless off",
  cache: '`off`: every request asks AWS anew and shares no call with another, for measuring',
  codedeployCacheSeconds: 'for how long what can still change is used again; 0 to 86400, 0: not at all',
  appconfigCacheSeconds: 'the same for AppConfig',
  imagebuilderCacheSeconds: 'the same for Image Builder',
  batchWindowMs:
    'for how long a batch that is not full waits for the keys of other requests; 0 to 100, 0: only for those of the same moment',
  enumerationSeconds:
    'for how long the activity feed uses what it enumerated (AppConfig environments, lifecycle policies); 0 to 86400, 0: not at all',
  locations: 'the accounts and regions to read, in this order',
}

/**
 * The configuration: flags beat the environment, which beats the file, which beats the defaults; a variable that is
 * empty counts as unset. Throws a `ConfigError` that lists every mistake of every source, with its path and without
 * the value of anything that might be secret.
 */
export async function loadConfig({
  // biome-ignore lint/style/noProcessEnv: the only place that reads the environment
  env = process.env,
  file,
  flags = {},
  locations,
}: ConfigSources = {}): Promise<Config> {
  const mistakes: string[] = []
  const fromFile = accept(fileSchema, await readSettings(file, mistakes), mistakes, (path) =>
    [file ?? DEFAULT_FILE, dotted(path)].filter(Boolean).join(': '),
  )
  const variables = Object.entries(VARIABLES).map(([key, name]) => [key, env[name] || undefined])
  const fromEnv = accept(
    settingsSchema,
    present(variables),
    mistakes,
    ([key]) => VARIABLES[key as keyof typeof VARIABLES],
  )
  const fromFlags = accept(settingsSchema, present(Object.entries(flags)), mistakes, ([key]) => `--${String(key)}`)

  const { trustedDocumentsFile, ...settings } = { ...DEFAULTS, ...fromFile, ...fromEnv, ...fromFlags }
  let manifest: Manifest = new Map()
  if (settings.trustedDocuments !== 'off') {
    if (trustedDocumentsFile) manifest = await readManifest(trustedDocumentsFile, mistakes)
    else mistakes.push('trustedDocumentsFile: expected the path of a manifest of trusted documents, found nothing')
  }

  let chosen = locations ?? fromFile?.locations
  if (!chosen && fromFile) {
    chosen = await locationOfSdk(env).then(
      (location) => [location],
      (error: Error) => void mistakes.push(error.message),
    )
  }
  if (!chosen || mistakes.length > 0) throw new ConfigError(mistakes.join('\n'))
  return { ...settings, manifest, locations: chosen }
}

const present = (entries: unknown[][]) => Object.fromEntries(entries.filter(([, value]) => value !== undefined))

/** As browsers send it in `Origin`, or `*`. */
function isOrigin(value: unknown): value is string {
  return (
    value === '*' ||
    (typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value)
  )
}

/** What the file says, not yet validated; `undefined` when it cannot be read as YAML. */
async function readSettings(file: string | undefined, mistakes: string[]): Promise<unknown> {
  const path = file ?? DEFAULT_FILE
  try {
    const document = parseDocument(await readFile(path, 'utf8'))
    // The first line says what and where; those after it quote the file, which may hold secrets.
    for (const { message } of document.errors) mistakes.push(`${path}: ${message.split('\n', 1)[0]?.replace(/:$/, '')}`)
    return document.errors.length > 0 ? undefined : (document.toJS() ?? {})
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && file === undefined) return {}
    if (!code) mistakes.push(`${path}: expected YAML, found an alias without its anchor`)
    else mistakes.push(`${path}: expected a readable file, found ${code === 'ENOENT' ? 'none' : code}`)
    return undefined
  }
}

/** The validated value, or `undefined` with a line for each mistake added to `mistakes`. */
function accept<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  mistakes: string[],
  name: (path: PropertyKey[]) => string,
): z.infer<Schema> | undefined {
  if (value === undefined) return undefined
  const { data, error } = schema.safeParse(value, { reportInput: true })
  for (const issue of error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        mistakes.push(`${name([...issue.path, key])}: expected ${issue.message}, found an unknown one`)
    } else if (issue.code === 'custom') mistakes.push(`${name(issue.path)}: ${issue.message}`)
    else mistakes.push(`${name(issue.path)}: expected ${issue.message}, found ${found(issue.path.at(-1), issue.input)}`)
  }
  return data
}

/** As a reader would write it: `locations[0].name`. */
const dotted = (path: PropertyKey[]) =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')

// A URL may carry a password, an external id is half a secret, and text in the place of a structure is anyone's guess.
const UNQUOTED: unknown[] = ['endpoint', 'externalId', 'locations']

function found(key: PropertyKey | undefined, value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return value.length > 0 ? 'a list' : 'an empty list'
  if (typeof value === 'object') return 'a mapping'
  if (typeof key !== 'string' || UNQUOTED.includes(key)) return `a ${typeof value}`
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
