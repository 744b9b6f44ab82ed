import { parseArgs } from 'node:util'
import { type Config, loadConfig } from '../../src/config.ts'

/** What every server of the benchmark is told: the gateway's own options, and whether to take the AWS SDK as it comes. */
export async function peerArguments(): Promise<{ config: Config; plainSdk: boolean }> {
  const { values } = parseArgs({
    options: { config: { type: 'string' }, port: { type: 'string' }, 'plain-sdk': { type: 'boolean' } },
  })
  const { config: file, port } = values
  return { config: await loadConfig({ file, flags: { port } }), plainSdk: values['plain-sdk'] ?? false }
}
