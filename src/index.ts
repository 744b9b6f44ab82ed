import { type Config, type ConfigSources, loadConfig as load } from './config.ts'
import { CONFIGURED_SERVICES } from './gateway.ts'

export { type Config, ConfigError } from './config.ts'
export { createLogger, type Gateway, startGateway } from './gateway.ts'

/**
 * The configuration as `deploygraph serve` reads it: from `file` or `deploygraph.yaml`, and from `env`, by default the
 * environment of the process. Throws a `ConfigError` that lists every mistake.
 */
export const loadConfig = (sources: Omit<ConfigSources, 'services'> = {}): Promise<Config> =>
  load({ ...sources, services: CONFIGURED_SERVICES })
