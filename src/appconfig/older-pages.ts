import { LRUCache } from 'lru-cache'
import type { Deployment } from './model.ts'

/** Environments with more deployments than a page holds, some hundred bytes for each of their profiles. */
const MAX_ENVIRONMENTS = 1_000

/** Facts from an environment's ListDeployments about deployments that can no longer change. */
export interface OlderPages {
  /** The results cover all deployments up to this number, as far back as pages were read. */
  upTo: number
  /** The newest COMPLETE deployment of each profile, or its newest if none is COMPLETE. */
  deployments: readonly Deployment[]
  /** Whether older pages are not needed: every profile has a COMPLETE deployment here, or all pages were read. */
  isComplete: boolean
  /** Whether the limit of pages per request was reached. */
  isExhausted: boolean
}

/** By location, application and environment. */
// Not `max`: see codedeploy/estimate/samples.ts.
export const createOlderPages = () =>
  new LRUCache<string, OlderPages>({ maxSize: MAX_ENVIRONMENTS, sizeCalculation: () => 1 })
