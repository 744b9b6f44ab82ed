import { LRUCache } from 'lru-cache'
import type { Deployment } from './model.ts'

/** Environments with more deployments than a page holds, some hundred bytes for each of their profiles. */
const MAX_ENVIRONMENTS = 1_000

/** Facts from an environment's ListDeployments about deployments that can no longer change. */
export interface OlderPages {
  /** They are all up to the one of this number, as far as pages were read. */
  upTo: number
  /** Of each profile the newest COMPLETE deployment, or the newest where there is none. */
  deployments: readonly Deployment[]
  /** Whether there is nothing older to look for: every profile has a COMPLETE deployment among them, or they are all. */
  isComplete: boolean
  /** Whether as many pages were read as a request may read. */
  isExhausted: boolean
}

/** By location, application and environment. */
export const createOlderPages = () => new LRUCache<string, OlderPages>({ max: MAX_ENVIRONMENTS })
