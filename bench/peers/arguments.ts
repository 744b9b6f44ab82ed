import { parseArgs } from 'node:util'
import { type Config, loadConfig } from '../../src/config.ts'

/** The arguments of every server of the benchmark. */
export interface PeerArguments {
  /** The gateway's own. */
  config: Config
  /** Whether to use the AWS SDK's unmodified clients instead of ours with their compiled codec. */
  plainSdk: boolean
  /** Whether requests come at once, so that what one is reading has to be kept from the others. */
  crowd: boolean
  /** Whether no query needs an AWS call, so that a context needs no sources. */
  withoutAws: boolean
  /** Whether deployments can be watched, and all that runs at a time reads the same. */
  watched: boolean
  /** Whether the floor leaves AWS's answers as bytes. */
  unparsed: boolean
  /** The URL of the server that is asked in place of AWS. */
  over?: string
}

export async function peerArguments(): Promise<PeerArguments> {
  const { values } = parseArgs({
    options: {
      config: { type: 'string' },
      port: { type: 'string' },
      'plain-sdk': { type: 'boolean', default: false },
      crowd: { type: 'boolean', default: false },
      'without-aws': { type: 'boolean', default: false },
      watched: { type: 'boolean', default: false },
      unparsed: { type: 'boolean', default: false },
      over: { type: 'string' },
    },
  })
  const { config: file, port, crowd, watched, unparsed, over } = values
  return {
    config: await loadConfig({ services: [], file, flags: { port } }),
    plainSdk: values['plain-sdk'],
    crowd,
    watched,
    unparsed,
    over,
    withoutAws: values['without-aws'],
  }
}
