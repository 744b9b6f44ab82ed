import { type ConfigSources, loadConfig as load } from '../../src/config.ts'
import { SERVICES } from '../../src/services.ts'

/** The configuration of a gateway that has every service. */
export const loadConfig = (sources: Partial<ConfigSources> = {}) => load({ services: SERVICES, ...sources })
