import { readFile } from 'node:fs/promises'
import { parseDocument } from 'yaml'
import { type Authentication, apiKeyList, auth, authentication, isLoopback } from './config/auth.ts'
import { type CacheSeconds, type ConfiguredService, cache, cacheSecondsOf } from './config/cache.ts'
import { http } from './config/http.ts'
import { limits } from './config/limits.ts'
import { live } from './config/live.ts'
import { type LocationConfig, locationList, locationOfSdk } from './config/locations.ts'
import { type Manifest, readManifest } from './config/manifest.ts'
import { reliability } from './config/reliability.ts'
import { mapping, type Values } from './config/setting.ts'
import { contradictions, shared } from './config/shared.ts'
import { telemetry } from './config/telemetry.ts'
import { dotted, validate } from './config/validate.ts'
import { warningsOf } from './config/warnings.ts'

export type { LocationConfig }

const SETTINGS = { ...http, ...auth, ...limits, ...live, ...cache, ...shared, ...reliability, ...telemetry }
type Settings = typeof SETTINGS

/** All that can be configured where the gateway has these services, but for the locations and the API keys. */
export const settingsOf = (services: readonly ConfiguredService[]): Settings => ({
  ...SETTINGS,
  ...cacheSecondsOf(services),
})

/** Values that are derived from several settings. */
interface Derived {
  /**
   * Whether clients may read the schema, by introspection, GraphiQL and hints in messages. Unless that is set, it
   * is off where callers authenticate; a router does so itself, and decides whom it tells.
   */
  introspection: boolean
  /** Whether only this machine can reach the gateway. */
  isLocal: boolean
  /** Which port serves `/metrics`. */
  metrics: 'graphql' | 'own' | 'none'
}

/** Everything a gateway is started with. */
export interface Config
  extends Omit<Values<Settings>, 'trustedDocumentsFile' | 'introspection' | keyof typeof auth>,
    CacheSeconds,
    Derived {
  /** Authentication. */
  auth: Authentication
  /** Empty when `trustedDocuments` is off. */
  manifest: Manifest
  /** Whether every answer tells what it cost; otherwise only those asked with `x-aws-receipt: 1` do. */
  receipt: boolean
  /** At least one. */
  locations: LocationConfig[]
  /** Warnings about valid but unusual settings, for the log. */
  warnings: string[]
}

/** Works out, once for all who need it, what follows from the settings. */
export function derived({
  host,
  introspection,
  metricsPort,
  auth: { mode },
}: Pick<Config, 'host' | 'metricsPort' | 'auth'> & { introspection?: boolean }): Derived {
  const isLocal = isLoopback(host)
  return {
    introspection: introspection ?? (mode === 'none' || mode === 'router'),
    isLocal,
    metrics: metricsPort !== undefined ? 'own' : mode === 'none' && isLocal ? 'graphql' : 'none',
  }
}

export interface ConfigSources {
  /** Those that the gateway has. */
  services: readonly ConfiguredService[]
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
const SECRETS = ['authJwtSecret', 'authRouterSecret', 'redisUrl', 'redisSentinelPassword'] as const

type Part = 'schema' | 'variable' | 'unset'
type Each<P extends Part> = { [Key in keyof Settings]: Settings[Key][P] }
const each = <P extends Part>(settings: Settings, part: P) =>
  Object.fromEntries(Object.entries(settings).map(([key, setting]) => [key, setting[part]])) as Each<P>

/** The defaults of all settings. */
export const defaultsOf = (services: readonly ConfiguredService[]) => ({
  ...each(settingsOf(services), 'unset'),
  auth: { mode: 'none' } as Authentication,
  receipt: false,
})

/** All that the configuration file may hold. */
export const fileSchemaOf = (services: readonly ConfiguredService[]) =>
  mapping({
    ...each(settingsOf(services), 'schema'),
    apiKeys: apiKeyList.optional(),
    locations: locationList.optional(),
  })

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
  services,
}: ConfigSources): Promise<Config> {
  const mistakes: string[] = []
  const settingsSchema = mapping(each(settingsOf(services), 'schema'))
  const variableNames = each(settingsOf(services), 'variable')
  const fromFile = validate(fileSchemaOf(services), await readSettings(file, mistakes), mistakes, (path) =>
    [file ?? DEFAULT_FILE, dotted(path)].filter(Boolean).join(': '),
  )
  const variables = Object.entries(variableNames).map(([key, name]) => [key, env[name] || undefined])
  const fromEnv = validate(
    settingsSchema,
    present(variables),
    mistakes,
    ([key]) => variableNames[key as keyof typeof variableNames],
  )
  const fromFlags = validate(settingsSchema, present(Object.entries(flags)), mistakes, ([key]) => `--${String(key)}`)

  const all = { ...defaultsOf(services), ...fromFile, ...fromEnv, ...fromFlags }
  const {
    authMode,
    allowAnonymous,
    authJwksUrl,
    authJwtSecret,
    authIssuer,
    authAudience,
    authRouterSecret,
    ...others
  } = all
  const { trustedDocumentsFile, apiKeys, ...settings } = { apiKeys: undefined, ...others }
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
  // Settings that depend on each other can be checked only once each of them is valid.
  if (mistakes.length === 0) {
    settings.auth = authentication({ ...all, apiKeys }, Boolean(fromEnv?.authMode ?? fromFile?.authMode), mistakes)
    mistakes.push(...contradictions(settings))
    if (!locations && authMode === 'none' && !allowAnonymous && !isLoopback(settings.host))
      mistakes.push(
        `host: expected a loopback address, because authMode is none and everybody could ask, found ${JSON.stringify(settings.host)}; allowAnonymous: on permits it`,
      )
  }
  if (!chosen || mistakes.length > 0) throw new ConfigError(mistakes.join('\n'))
  const holdsSecret = SECRETS.some((key) => fromFile?.[key] !== undefined)
  const warnings = await warningsOf(
    { ...settings, locations: chosen },
    holdsSecret ? (file ?? DEFAULT_FILE) : undefined,
  )
  return { ...settings, ...derived(settings), manifest, locations: chosen, warnings }
}

const present = (entries: unknown[][]) => Object.fromEntries(entries.filter(([, value]) => value !== undefined))

/** The contents of the file, not yet validated; `undefined` if it is not valid YAML. */
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
