import { fleetPipelinesOf } from './fleet-pipelines.ts'
import type { Pipeline } from './pipeline.ts'
import { shiftPipelinesOf } from './shift-pipelines.ts'

/**
 * The CodeDeploy pipelines of the demo's company in a region. Two regions run half a period apart, and five statuses each have a
 * pipeline that spends more than half of its period in them, so that every status can be seen at any time: Created
 * search-indexer, Queued payments-worker, InProgress checkout-api, Ready storefront, Baking catalog-service.
 */
export function pipelinesOf(region: string): Pipeline[] {
  return [...fleetPipelinesOf(region), ...shiftPipelinesOf(region)]
}
