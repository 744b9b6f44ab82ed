import { type AppConfigSource, createAppConfigSource } from './appconfig/source.ts'
import type { Locations } from './aws/locations.ts'
import { Receipt } from './aws/receipt.ts'
import { Session, type Shared } from './aws/session.ts'
import { type CodeDeploySource, createCodeDeploySource } from './codedeploy/source.ts'
import { createImageBuilderSource, type ImageBuilderSource } from './imagebuilder/source.ts'

/** What one request gets: its sources and its receipt. Nothing here outlives the request. */
export interface Context {
  locations: Locations
  receipt: Receipt
  codedeploy: CodeDeploySource
  appconfig: AppConfigSource
  imagebuilder: ImageBuilderSource
}

/** `signal` ends every AWS call of the request. */
export function createContext(shared: Shared, signal: AbortSignal): Context {
  const receipt = new Receipt()
  const session = new Session(shared, { receipt, signal })
  return {
    locations: shared.locations,
    receipt,
    codedeploy: createCodeDeploySource(session),
    appconfig: createAppConfigSource(session),
    imagebuilder: createImageBuilderSource(session),
  }
}
