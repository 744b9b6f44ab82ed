import type { Clients } from './aws/clients.ts'
import type { Locations } from './aws/locations.ts'
import { Receipt } from './aws/receipt.ts'
import { Session } from './aws/session.ts'
import { CodeDeploySource } from './codedeploy/source.ts'

/** What one request gets: its sources and its receipt. Nothing here outlives the request. */
export interface Context {
  locations: Locations
  receipt: Receipt
  codedeploy: CodeDeploySource
}

/** `signal` ends every AWS call of the request. */
export function createContext(clients: Clients, locations: Locations, signal: AbortSignal): Context {
  const receipt = new Receipt()
  const session = new Session(clients, locations, receipt, signal)
  return { locations, receipt, codedeploy: new CodeDeploySource(session) }
}
