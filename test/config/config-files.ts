import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError, type ConfigSources } from '../../src/config.ts'
import { SERVICES } from '../../src/services.ts'
import { loadConfig } from '../support/config.ts'

/** A list of one location, in YAML. */
export const LOCATIONS = 'locations: [{ name: prod, region: us-east-1 }]'

/** The keys of a configuration file that each service brings. */
export const cacheKeys = SERVICES.map(({ name }) => `${name}CacheSeconds`)

/** Files for the tests of a file, removed after the last. */
export function useFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'deploygraph-config-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  let files = 0
  return {
    folder,
    /** The path of a new file. */
    fileOf(content: string): string {
      const path = join(folder, `${++files}.yaml`)
      writeFileSync(path, content)
      return path
    },
  }
}

/** The lines of the ConfigError, without the path of the file. */
export async function mistakes(sources: Partial<ConfigSources>): Promise<string[]> {
  const error = await loadConfig({ env: {}, ...sources }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ConfigError)
  return (error as ConfigError).message.replaceAll(sources.file ?? '\0', 'FILE').split('\n')
}
