import { readFile } from 'node:fs/promises'
import { parseDocument } from 'yaml'
import { type Authentication, apiKeyList, auth, authentication, isLoopback } from './config/auth.ts'
import { cache } from './config/cache.ts'
import { serving } from './config/http.ts'
import { limits } from './config/limits.ts'
import { type LocationConfig, locationList, locationOfSdk } from './config/locations.ts'
import { type Manifest, readManifest } from './config/manifest.ts'
import { reliability } from './config/reliability.ts'
import { mapping, type Values } from './config/setting.ts'
import { operating } from './config/telemetry.ts'
import { accept, dotted } from './config/validate.ts'

export type { LocationConfig }

/** All that can be configured, but for the locations and the API keys. */
export const SETTINGS = { ...serving, ...auth, ...limits, ...cache, ...reliability, ...operating }

/** Everything a gateway is started with. */
export interface Config extends Omit<Values<typeof SETTINGS>, 'trustedDocumentsFile' | keyof typeof auth> {
  /** Who may ask. */
  auth: Authentication
  /** Empty when `trustedDocuments` is off. */
  manifest: Manifest
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

type Each<Part extends keyof (typeof SETTINGS)[keyof typeof SETTINGS]> = {
  [Key in keyof typeof SETTINGS]: (typeof SETTINGS)[Key][Part]
}
const each = <Part extends 'schema' | 'variable' | 'unset'>(part: Part) =>
  Object.fromEntries(Object.entries(SETTINGS).map(([key, setting]) => [key, setting[part]])) as Each<Part>

/** What holds unless it is configured otherwise. */
export const DEFAULTS = { ...each('unset'), auth: { mode: 'none' } as Authentication, receipt: false }

const VARIABLES = each('variable')
const settingsSchema = mapping(each('schema'))
/** All that the configuration file may hold. */
export const fileSchema = mapping({
  ...settingsSchema.shape,
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

  const all = { ...DEFAULTS, ...fromFile, ...fromEnv, ...fromFlags }
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
  // What is needed together can be judged only once each is known to be right.
  if (mistakes.length === 0) {
    settings.auth = authentication({ ...all, apiKeys }, mistakes)
    if (!locations && authMode === 'none' && !allowAnonymous && !isLoopback(settings.host))
      mistakes.push(
        `host: expected a loopback address, because authMode is none and everybody could ask, found ${JSON.stringify(settings.host)}; allowAnonymous: on permits it`,
      )
  }
  if (!chosen || mistakes.length > 0) throw new ConfigError(mistakes.join('\n'))
  return { ...settings, manifest, locations: chosen }
}

const present = (entries: unknown[][]) => Object.fromEntries(entries.filter(([, value]) => value !== undefined))

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
