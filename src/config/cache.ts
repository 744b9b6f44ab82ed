import { amount, onOrOff, SECONDS, type Settings, setting } from './setting.ts'

/** The settings of the cache, which requests share. */
export const cache = {
  cache: setting('CACHE', true, onOrOff, '`off`: no caching, and requests do not share AWS calls; for measurements'),
  batchWindowMs: setting(
    'BATCH_WINDOW_MS',
    2,
    amount('milliseconds', 0, 100),
    'how long a batch that is not full waits for keys of other requests; 0 to 100, 0: only for keys of the same tick',
  ),
  enumerationSeconds: setting(
    'ENUMERATION_SECONDS',
    60,
    SECONDS,
    'how long enumerations for lists are cached (AppConfig environments, lifecycle policies, the deployment groups of an application, the last successes of a group); 0 to 86400, 0: not cached',
  ),
}

/** A service as its settings name it: its key, and its name for people. */
export interface ConfiguredService {
  name: string
  title: string
}

export type CacheSeconds = Record<`${string}CacheSeconds`, number>

/** `<service>CacheSeconds` of each service. */
export const cacheSecondsOf = (services: readonly ConfiguredService[]): Settings =>
  Object.fromEntries(
    services.map(({ name, title }) => [
      `${name}CacheSeconds`,
      setting(
        `${name.toUpperCase()}_CACHE_SECONDS`,
        1,
        SECONDS,
        `${title}: how long results that can still change are cached; lists and missing objects, half as long; 0 to 86400, 0: not cached`,
      ),
    ]),
  )
